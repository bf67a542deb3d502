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

    /// <summary>At most so many. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether the record is one of those asked for; what a store need not express in its own language.</summary>
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
}
