using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>A job that is to be written down, with its input and whatever else is kept for it from the beginning.</summary>
public sealed record NewJob(JobRecord Record, ImmutableArray<JobContent> Contents);
