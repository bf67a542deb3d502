using System.Collections.Immutable;

namespace Coupler.Problems;

/// <summary>How a solver came to its result. Times differ from run to run, counts only where there was a limit of time.</summary>
public sealed record SolverReport
{
    /// <summary>From the problem to the result, with all that was prepared.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How many runs count, each from values of its own.</summary>
    public long Runs { get; init; }

    /// <summary>How often the flip of one variable was weighed.</summary>
    public long Proposals { get; init; }

    /// <summary>How many flips were made.</summary>
    public long Flips { get; init; }

    /// <summary>The best cost over time: each less than the one before.</summary>
    public ImmutableArray<CostAt> Trace { get; init; } = [];

    /// <summary>
    /// Of tempering: which part of the proposed exchanges of two neighbouring temperatures was made, from the hottest pair to the
    /// coldest, over all runs.
    /// </summary>
    public ImmutableArray<double> SwapRates { get; init; } = [];

    /// <summary>
    /// Of populations: how many members there were after each step of the first run; 4,096 numbers at most. Of more steps it is
    /// every second, fourth, eighth and so on, from the first on.
    /// </summary>
    public ImmutableArray<int> Populations { get; init; } = [];

    public bool Equals(SolverReport? other) => other is not null
        && (Duration, Runs, Proposals, Flips) == (other.Duration, other.Runs, other.Proposals, other.Flips)
        && Trace.SequenceEqual(other.Trace)
        && SwapRates.SequenceEqual(other.SwapRates)
        && Populations.SequenceEqual(other.Populations);

    public override int GetHashCode() => HashCode.Combine(Duration, Runs, Proposals, Flips, Trace.Length);
}
