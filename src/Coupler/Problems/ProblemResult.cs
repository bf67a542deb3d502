using System.Collections.Immutable;

namespace Coupler.Problems;

/// <summary>What a solver found.</summary>
public sealed record ProblemResult : JobResult
{
    /// <summary>Best first; at least one.</summary>
    public required ImmutableArray<Solution> Solutions { get; init; }

    public Solution Best => Solutions[0];

    /// <summary>Whether the solver proved that no solution is better.</summary>
    public bool IsOptimal { get; init; }

    /// <summary>A cost below which no solution is, where the solver proved one; for an optimal result its cost.</summary>
    public double? Bound { get; init; }

    /// <summary>How the solver went about it; null where it does not say.</summary>
    public SolverReport? Report { get; init; }

    /// <summary>
    /// The same solutions with costs computed from the problem, in the order of these; of equal cost, in the order they had.
    /// </summary>
    public ProblemResult Recomputed(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return this with
        {
            Solutions = [.. Solutions
                .Select(solution => solution with { Cost = problem.Cost(solution.Values) })
                .OrderBy(solution => solution.Cost)],
        };
    }
}
