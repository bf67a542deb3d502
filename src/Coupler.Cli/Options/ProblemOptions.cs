using System.CommandLine;
using Coupler.Problems;

namespace Coupler.Cli.Options;

/// <summary>What only a problem file takes.</summary>
internal sealed class ProblemOptions
{
    private const string TargetCutFlag = "--target-cut";

    private readonly ChoiceOption<ProblemKind> kind = new(
        "--as",
        "Reads the file as this kind of problem. Default: what its name or its first words tell.",
        ("maxcut", ProblemKind.MaxCut),
        ("qubo", ProblemKind.Qubo),
        ("bqp", ProblemKind.Bqp),
        ("ising", ProblemKind.Ising),
        ("pubo", ProblemKind.Pubo),
        ("qio", ProblemKind.Qio),
        ("tsp", ProblemKind.Tsp));

    private readonly NumberOption<int> number = new(
        "--number", "Which problem of the file, counted from 1, where it has several.", 1, 1_000_000);

    private readonly DurationOption timeLimit = new(
        "--time-limit", "When the search for solutions of a problem ends. Default: the target's.");

    private readonly FigureOption targetCost = new(
        "--target-cost", "A cost that is good enough: the search ends when it is reached. Default: none.");

    private readonly FigureOption targetCut = new(
        TargetCutFlag, "A cut that is good enough, where the problem is a max-cut. Default: none.");

    private readonly NumberOption<int> solutions = new(
        "--solutions", "How many different solutions are told at most, best first. Default: 1.", 1, 10_000);

    public ReadOnlySpan<Option> All => (Option[])[kind, number, timeLimit, targetCost, targetCut, solutions];

    /// <summary>Whether somebody says that the file is a problem.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(kind) is not null;

    /// <exception cref="ArgumentException">A cut is wanted of what has none, or as well as a cost.</exception>
    public JobOptions AddTo(JobOptions options, ParseResult parsed, ProblemFile file)
    {
        var search = new SearchParameters
        {
            TimeLimit = parsed.GetValue(timeLimit),
            TargetCost = TargetOf(parsed, file.Problem),
            Solutions = parsed.GetValue(solutions),
            Start = file.InitialConfiguration?.ToString(),
        };
        return search == new SearchParameters() ? options : options with { Parameters = search };
    }

    /// <exception cref="IOException">The file is not there, cannot be read, or has nothing to solve.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    /// <exception cref="CommandException">It is no such problem, or may be of several kinds.</exception>
    public Task<ProblemFile> ReadAsync(string path, ParseResult parsed, CancellationToken cancellationToken) =>
        ProblemArgument.ReadAsync(path, parsed.GetValue(kind), parsed.GetValue(number), cancellationToken);

    private double? TargetOf(ParseResult parsed, Problem problem)
    {
        var cost = parsed.GetValue(targetCost);
        if (parsed.GetValue(targetCut) is not { } cut) return cost;
        if (!MaxCut.Is(problem))
        {
            throw new ArgumentException($"{TargetCutFlag} is for a max-cut, and this problem is none; give {targetCost.Name}.");
        }

        return cost is null
            ? Objective.Cut.CostOf(cut)
            : throw new ArgumentException($"{TargetCutFlag} and {targetCost.Name} say the same; give one of them.");
    }
}
