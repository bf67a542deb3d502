using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>Which jobs to list. Everything that is set must hold; newest first.</summary>
public sealed record JobQuery
{
    public string? Owner { get; init; }

    public string? Target { get; init; }

    public string? Tag { get; init; }

    /// <summary>Any of these; empty means all.</summary>
    public ImmutableArray<JobStatus> Statuses { get; init; } = [];

    public DateTimeOffset? CreatedBefore { get; init; }

    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>
    /// A job of the store: only those that come after it in the list. With the last job of a page this gives the next page,
    /// whatever was submitted or has ended meanwhile.
    /// </summary>
    public Guid? Before { get; init; }

    /// <summary>At most so many. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>
    /// Whether the record is one of those asked for; what a store need not express in its own language. It does not look at
    /// <see cref="Before"/>, which only the store can place.
    /// </summary>
    public bool Matches(JobRecord job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return (Owner is null || job.Options.Owner == Owner)
            && (Target is null || job.Target == Target)
            && (Tag is null || job.Options.Tags.Contains(Tag))
            && (Statuses.IsDefaultOrEmpty || Statuses.Contains(job.Status))
            && (CreatedBefore is null || job.Created < CreatedBefore)
            && (CreatedAfter is null || job.Created > CreatedAfter);
    }

    internal static KeyNotFoundException NoSuchPlace(Guid job) =>
        new($"The store has no job {job}, so no list can go on after it.");
}
