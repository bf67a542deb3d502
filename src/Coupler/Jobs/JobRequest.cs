using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>A job that somebody wants.</summary>
/// <param name="Step">The name of the application's step that it is done for.</param>
/// <param name="Contents">What is kept with it from the beginning, besides the workload.</param>
internal sealed record JobRequest(Workload Workload, JobOptions Options, string? Step, ImmutableArray<JobContent> Contents);
