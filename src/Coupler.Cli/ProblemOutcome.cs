using Coupler.Problems;

namespace Coupler.Cli;

/// <summary>What a solver found.</summary>
internal sealed record ProblemOutcome(string Path, Problem Problem, ProblemResult Result, TimeSpan Elapsed)
    : RunOutcome(Path, Elapsed)
{
    public Objective Objective { get; } = Objective.Of(Problem);

    /// <summary>Null if the solver does not tell how it went.</summary>
    public SolverReport? Report => Result.Report;

    /// <summary>A cost that no solution is below; null if none is known.</summary>
    public double? Bound => Result.Bound ?? (Result.IsOptimal ? Result.Best.Cost : null);

    /// <summary>Null if the solver does not tell, or counts none.</summary>
    public double? FlipsPerSecond => PerSecond(Report?.Flips);

    /// <inheritdoc cref="FlipsPerSecond"/>
    public double? ProposalsPerSecond => PerSecond(Report?.Proposals);

    private double? PerSecond(long? count) =>
        count > 0 && Report!.Duration > TimeSpan.Zero ? count / Report.Duration.TotalSeconds : null;
}
