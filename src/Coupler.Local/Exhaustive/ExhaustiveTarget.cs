using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Local.Solvers;
using Coupler.Problems;

namespace Coupler.Local.Exhaustive;

/// <summary>Looks at every assignment, so what it finds is optimal and proven so. Takes 2ⁿ steps for n variables.</summary>
internal sealed class ExhaustiveTarget() : ProblemTarget<ExhaustiveParameters>(
    Id,
    "Exact: tries every assignment of up to 30 variables.",
    ExhaustiveJson.Default.ExhaustiveParameters,
    new ExhaustiveParametersValidator(),
    MaxVariables)
{
    private const string Id = "local.exhaustive";
    private const int MaxVariables = 30;

    /// <summary>A product of more spins becomes too many of bits.</summary>
    private const int MostSpins = 20;

    protected override void Check(ExhaustiveParameters parameters, Problem problem)
    {
        base.Check(parameters, problem);
        var variables = problem.VariableCount;
        if (variables > MaxVariables)
        {
            throw new TargetRefusedException(
                Id,
                $"it takes up to {MaxVariables} variables and this problem has {variables}: that would be 2^{variables} steps.");
        }

        if (problem.VariableKind == VariableKind.Bit) return;
        var large = problem.Terms.FirstOrDefault(term => term.Degree > MostSpins);
        if (large.Degree == 0) return;
        throw new TargetRefusedException(Id, $"it takes terms of up to {MostSpins} spins, and {large} has {large.Degree}.");
    }

    protected override ProblemResult Solve(
        Problem problem,
        ExhaustiveParameters parameters,
        long seed,
        Action<JobProgress> progress,
        CancellationToken cancellationToken)
    {
        var result = Solve(problem, parameters, progress, cancellationToken);

        // Nobody waits for a part of a proof: who cancels it has nothing, unlike of a search.
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>The best of a problem that is small enough; nothing is proven if the parameters or the token end it.</summary>
    internal static ProblemResult Solve(
        Problem problem, ExhaustiveParameters parameters, Action<JobProgress> progress, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (parameters.TimeLimit > TimeSpan.Zero) limit.CancelAfter(parameters.TimeLimit.Value);
        else if (parameters.TimeLimit is not null) limit.Cancel();
        var began = TimeProvider.System.GetTimestamp();
        var incumbent = new Incumbent(0, _ => { }, began);
        var search = new GrayCodeSearch(problem, parameters, incumbent);
        search.Run(progress, limit.Token);
        ImmutableArray<Solution> solutions =
        [
            .. search.Best.Select(values => new BitString(values, problem.VariableCount))
                .Select(bits => new Solution(bits, problem.Cost(bits))),
        ];
        return new ProblemResult
        {
            Solutions = solutions,
            IsOptimal = search.IsComplete,
            Bound = search.IsComplete ? solutions[0].Cost : null,
            Report = new SolverReport
            {
                Duration = incumbent.Elapsed,
                Runs = 1,
                Proposals = search.Flips,
                Flips = search.Flips,
                Trace = incumbent.Trace(solutions[0].Cost),
            },
        };
    }
}
