using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Coupler;

#pragma warning disable IL2026 // The generated validator compares the ranges without the reflection that the attribute may use.

/// <summary>How a job is run. Data: it is stored with the job.</summary>
public sealed record JobOptions
{
    /// <summary>The id of a target or an alias. Default: the workload's, <c>simulator</c> for a circuit.</summary>
    public string? Target { get; init; }

    /// <summary>How often a circuit is run. Default 1,000; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int Shots { get; init; } = 1_000;

    /// <summary>A name for people. Default: the workload's kind.</summary>
    [StringLength(200)]
    public string? Name { get; init; }

    /// <summary>
    /// The seed of everything random in the run. Default: drawn when the job is made, and kept with it. 0 or more.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long? Seed { get; init; }

    /// <summary>
    /// The caller's idempotency key: a second submit with the same key of the same owner is the first job, not a new one, and
    /// its other options do not count. 1 to 200 letters.
    /// </summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Key { get; init; }

    /// <summary>Whose job it is, for lists and keys.</summary>
    [StringLength(200)]
    public string? Owner { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>
    /// How long an attempt may wait for its target to take it and, once more, in the target's queue. Then it is taken back,
    /// unless it begins to run first, and the job goes on at a fallback or fails. Default: no limit. 1 ms to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "365.00:00:00")]
    public TimeSpan? LongestWait { get; init; }

    /// <summary>
    /// How long the target may work on an attempt, from when it is first seen at work. Then it is stopped, and the job fails:
    /// what it has cost until then is lost. The cost of what is billed by time is estimated with it. Default: no limit. 1 ms to
    /// 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "365.00:00:00")]
    public TimeSpan? LongestRun { get; init; }

    /// <summary>
    /// How long after the submit the job must be done at its target. Then its attempt is stopped, and the job fails. A result
    /// that is there by then is kept, however late it is fetched. Default: no limit. 1 ms to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "365.00:00:00")]
    public TimeSpan? Deadline { get; init; }

    /// <summary>
    /// Where the job goes on, in this order, when its target cannot do it or not in time, at no cost. Checked at the submit, as
    /// the target is. The result says which target gave it.
    /// </summary>
    public ImmutableArray<Fallback> Fallbacks { get; init; } = [];

    /// <summary>
    /// The most that the job may cost, in the currency in which its target bills: one whose bound is higher is refused, and so
    /// is one for which no bound can be given. Default: no cap of its own. 0 to 1,000,000,000,000; 0 takes only what is free.
    /// </summary>
    [Range(typeof(decimal), "0", "1000000000000", ParseLimitsInInvariantCulture = true)]
    public decimal? MaxCost { get; init; }

    /// <summary>
    /// How long the job is kept after it has ended; then it is deleted with everything kept for it here and at its place. Decided
    /// when it ends. A parked job has not ended. Default: <see cref="CouplerOptions.Retention"/>; 1 min to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan? Retention { get; init; }

    /// <summary>Settings of the target, as a record that the target brings. Default: the target's own defaults.</summary>
    public TargetParameters? Parameters { get; init; }

    /// <summary>The options for a fallback.</summary>
    internal JobOptions At(Fallback fallback) => this with { Target = fallback.Target, Parameters = fallback.Parameters };
}
