using System.Collections.Immutable;
using System.Globalization;

namespace Coupler.Jobs;

/// <summary>A job that somebody wants.</summary>
/// <param name="Step">The application's step that it is done for; null if it is done for none.</param>
/// <param name="Contents">What is kept with it from the beginning, besides the workload.</param>
internal sealed record JobRequest(
    Workload Workload, JobOptions Options, StepRegistration? Step, ImmutableArray<JobContent> Contents)
{
    /// <summary>One of many with common options: what must not be the same for two of them is told apart by the index.</summary>
    public static JobRequest OneOfMany(Workload workload, JobOptions options, int index)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var own = options with
        {
            Key = options.Key is { } key ? string.Create(CultureInfo.InvariantCulture, $"{key}/{index}") : null,
            Seed = options.Seed is { } seed && index > 0 ? (seed + index) & long.MaxValue : options.Seed,
        };
        return new JobRequest(workload, own, Step: null, Contents: []);
    }
}
