using Coupler.Cost;

namespace Coupler;

/// <summary>What a place says about an attempt.</summary>
/// <param name="ServiceStatus">The place's own word.</param>
public sealed record AttemptReport(Guid Attempt, AttemptStatus Status, string ServiceStatus)
{
    public JobProgress? Progress { get; init; }

    public int? QueuePosition { get; init; }

    /// <summary>When it began to execute, by the place's clock, if it says so.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, by the place's clock, if it says so.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it failed; with <see cref="AttemptStatus.Failed"/>.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>
    /// What the attempt cost, where the place tells; 0 if it is certain that nothing is charged. Null: not known, or not yet.
    /// Then a budget counts the whole bound of an attempt that ended in any way but a failure without charge.
    /// </summary>
    public Money? Cost { get; init; }

    /// <summary>When the place wants to be asked again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
