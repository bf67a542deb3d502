using System.Collections.Immutable;
using Coupler.Problems;
using Coupler.Problems.Tsplib;

namespace Coupler.Cli;

/// <summary>What a solver found.</summary>
/// <param name="File">Where the problem was read; null of one that was taken from a store.</param>
internal sealed record ProblemOutcome(
    string Path, Problem Problem, ProblemResult Result, TimeSpan Elapsed, ProblemFile? File = null) : RunOutcome(Path, Elapsed)
{
    public Objective Objective { get; } = Objective.Of(Problem, File);

    /// <summary>What the file calls the variables; empty if 0, 1, 2 and so on.</summary>
    public ImmutableArray<long> Ids => File?.Ids ?? [];

    /// <summary>Null if the solver does not tell how it went.</summary>
    public SolverReport? Report => Result.Report;

    /// <summary>A cost that no solution is below; null if none is known.</summary>
    public double? Bound => Result.Bound ?? (Result.IsOptimal ? Result.Best.Cost : null);

    /// <summary>Null if the solver does not tell, or counts none.</summary>
    public double? FlipsPerSecond => PerSecond(Report?.Flips);

    /// <inheritdoc cref="FlipsPerSecond"/>
    public double? ProposalsPerSecond => PerSecond(Report?.Proposals);

    /// <summary>Null if the problem is no tour.</summary>
    public TspInstance? Instance { get; } = File is null ? TravellingSalesman.InstanceOf(Problem) : File.Instance;

    /// <summary>Whether a solution keeps what must be kept, which only a tour may fail to do.</summary>
    public bool IsFeasible(Solution solution) => Instance is null || TourOf(solution) is not null;

    /// <summary>The nodes as the file counts them, from 1 on; null if the solution, or the problem, is no tour.</summary>
    public ImmutableArray<int>? TourOf(Solution solution)
    {
        if (Instance is null || TravellingSalesman.TourOf(Instance, solution) is not { } tour) return null;
        var first = tour.IndexOf(0);
        return [.. tour[first..].Concat(tour[..first]).Select(node => node + 1)];
    }

    private double? PerSecond(long? count) =>
        count > 0 && Report!.Duration > TimeSpan.Zero ? count / Report.Duration.TotalSeconds : null;
}
