using Coupler.Cost;

namespace Coupler;

/// <summary>A job at one moment.</summary>
public sealed record JobSnapshot
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Owner { get; init; }

    public required string Workspace { get; init; }

    public required string Target { get; init; }

    /// <summary>
    /// The name of the application's step that the job is done for: it goes on in a program that has that step. Null if it is
    /// done for none.
    /// </summary>
    public string? Step { get; init; }

    public required JobStatus Status { get; init; }

    public required JobPhase Phase { get; init; }

    /// <summary>Which submission this is: 1 for the first, 0 before it.</summary>
    public int Attempt { get; init; }

    /// <summary>The word with which the service describes the attempt, as it came.</summary>
    public string? ServiceStatus { get; init; }

    public JobProgress? Progress { get; init; }

    /// <summary>How many jobs stand before this one, where the target tells.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The target's average time in the queue when the attempt was prepared, where its provider told one.</summary>
    public TimeSpan? AverageQueueTime { get; init; }

    /// <summary>
    /// How long the attempt will probably still be at its target, counted from the making of this snapshot, as far as earlier
    /// jobs of this store at the same target let it be seen. Null where fewer than nine of them were waiting, or executing, for
    /// longer than this one has been, and while the job is not at its target or is to be stopped.
    /// </summary>
    public TimeBand? TimeLeft { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>From the submit to this snapshot.</summary>
    public TimeSpan Elapsed => Updated - Created;

    /// <summary>
    /// What it costs at most, in the currency of its target, by the estimate at its submit; the amount is 0 if it is free. Null
    /// if no bound could be given.
    /// </summary>
    public Money? Bound { get; init; }

    /// <summary>What it has cost, where its place has told. Null: not known, or not yet.</summary>
    public Money? Cost { get; init; }

    /// <summary>Why it failed, or what the last trouble was that is being retried.</summary>
    public JobFailure? Failure { get; init; }
}
