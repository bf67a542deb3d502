using System.Collections.Immutable;
using System.Globalization;
using Coupler.Problems;

namespace Coupler.Cli.Views;

/// <summary>What a solver found, as lines of text.</summary>
internal static class ProblemText
{
    private const int MostSolutions = 20;

    public static void Write(TextWriter output, ProblemOutcome outcome)
    {
        output.WriteLine(Heading(outcome));
        ImmutableArray<(string What, string? Text)> facts =
        [
            ("best", Best(outcome)),
            ("proven", Proven(outcome)),
            ("found", Found(outcome)),
            ("speed", Speed(outcome)),
            .. Values(outcome),
        ];
        TextTable.Write(
            output, [.. from fact in facts where fact.Text is not null select ImmutableArray.Create(fact.What, fact.Text)]);
        WriteOthers(output, outcome);
    }

    /// <summary>What was run, where and how: <c>G1.txt on local.tabu: 800 spins, seed 7, 3.212 s</c>.</summary>
    private static string Heading(ProblemOutcome outcome)
    {
        var (problem, origin) = (outcome.Problem, outcome.Result.Provenance);
        var kind = JsonOutput.Word(problem.VariableKind);
        var variables = $"{problem.VariableCount:N0} {(problem.VariableCount == 1 ? kind : kind + "s")}";
        var nodes = outcome.Instance is { } instance ? $"{instance.NodeCount} nodes as " : "";
        return $"{outcome.Path} on {origin.Target}: {nodes}{variables}, seed {origin.Seed}, {Seconds(outcome.Elapsed)}";
    }

    private static string Best(ProblemOutcome outcome)
    {
        var best = outcome.Result.Best;
        if (!outcome.IsFeasible(best)) return $"{Value(outcome, best)}: some node has no place of its own";
        return outcome.Objective == Objective.Cost
            ? Value(outcome, best)
            : $"{Value(outcome, best)} ({Objective.Cost.TextOf(best.Cost)})";
    }

    /// <summary>Of a tour its length, which is the cost of one that is whole: <c>length 7,542</c>.</summary>
    private static string Value(ProblemOutcome outcome, Solution solution) => outcome.TourOf(solution) is not null
        ? $"length {Objective.Figure(solution.Cost)}"
        : $"{outcome.Objective.TextOf(solution.Cost)}{(outcome.IsFeasible(solution) ? "" : ", no tour")}";

    private static IEnumerable<(string What, string? Text)> Values(ProblemOutcome outcome)
    {
        if (outcome.TourOf(outcome.Result.Best) is { } tour)
        {
            return TourText.Lines(tour).Select((line, number) => (number == 0 ? "tour" : "", (string?)line));
        }

        return
        [
            ("values", AssignmentText.Values(outcome.Problem, outcome.Result.Best)),
            ("", AssignmentText.Variables(outcome.Problem, outcome.Ids)),
        ];
    }

    private static string Proven(ProblemOutcome outcome)
    {
        if (outcome.Result.IsOptimal) return "optimal: no solution is better";
        if (outcome.Bound is not { } bound) return "nothing: a better solution may exist";
        var gap = outcome.Result.Best.Cost - bound;
        var share = outcome.Result.Best.Cost == 0 ? "" : $", which is {gap / Math.Abs(outcome.Result.Best.Cost) * 100:F2} %";
        return $"no {outcome.Objective.TextOf(bound)} is passed: the gap is {Objective.Figure(gap)}{share}";
    }

    private static string Found(ProblemOutcome outcome)
    {
        var times = Times(outcome.Result.Best);
        return outcome.Report?.Trace is [.., var last]
            ? $"{times}, first after {Seconds(last.Elapsed)} of {Seconds(outcome.Report.Duration)} of search"
            : times;
    }

    private static string? Speed(ProblemOutcome outcome) => outcome.FlipsPerSecond is { } flips
        ? string.Create(CultureInfo.InvariantCulture, $"{flips:N0} flips per second, of {outcome.ProposalsPerSecond:N0} weighed")
        : null;

    private static string Times(Solution solution) => solution.Occurrences == 1 ? "once" : $"{solution.Occurrences:N0} times";

    private static void WriteOthers(TextWriter output, ProblemOutcome outcome)
    {
        var others = outcome.Result.Solutions[1..];
        if (others.IsEmpty) return;
        output.WriteLine("others, best first:");
        TextTable.Write(output, [.. others.Take(MostSolutions).Select(solution => ImmutableArray.Create(
            $"  {Value(outcome, solution)}", Times(solution), Other(outcome, solution)))]);
        var left = others.Length - MostSolutions;
        if (left > 0) output.WriteLine(left == 1 ? "  (1 other)" : $"  ({left:N0} others)");
    }

    private static string Other(ProblemOutcome outcome, Solution solution) => outcome.TourOf(solution) is { } tour
        ? TourText.Start(tour)
        : AssignmentText.Values(outcome.Problem, solution);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F3} s");
}
