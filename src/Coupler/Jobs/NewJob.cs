using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>A job that is to be written down, with its input and whatever else is kept for it from the beginning.</summary>
public sealed record NewJob(JobRecord Record, ImmutableArray<JobContent> Contents)
{
    /// <summary>What it may cost, under each cap that holds for it.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];
}
