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
}
