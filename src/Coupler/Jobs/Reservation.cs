using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>
/// What a new job may cost under one cap. A store checks it, and takes it down in the transaction that writes the job.
/// </summary>
public sealed record Reservation
{
    /// <summary>
    /// The key of the account on which the cap counts: its budget, currency and period, and the owner where each has his own.
    /// Null: the cap is on this job alone, so it is checked and nothing is kept.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>More than 0. A store rounds it up to millionths.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Of both amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The most that the account may hold, this amount included.</summary>
    public required decimal Limit { get; init; }

    /// <summary>The id of the target that may charge so much.</summary>
    public required string Target { get; init; }

    /// <summary>Null for the job's own <see cref="JobOptions.MaxCost"/>.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Whose part of a budget that each owner has for himself; else null.</summary>
    public string? Owner { get; init; }

    public DateTimeOffset? PeriodEnds { get; init; }
}
