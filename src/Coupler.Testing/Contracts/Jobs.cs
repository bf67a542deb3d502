using Coupler.Jobs;
using Coupler.Problems;

namespace Coupler.Testing.Contracts;

/// <summary>Records to put into a store.</summary>
internal static class Jobs
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static Qubo Problem => [(0, 0, -1), (1, 1, -1), (0, 1, 2)];

    /// <summary>A job that is due at noon and that nobody has claimed.</summary>
    public static JobRecord New(JobOptions? options = null, DateTimeOffset? created = null) => new()
    {
        Id = Guid.CreateVersion7(created ?? Noon),
        Workspace = "somewhere",
        WorkloadFormat = Problem.Format,
        Options = options ?? new JobOptions { Target = "somewhere.target", Name = "a job", Seed = 7 },
        Created = created ?? Noon,
        Updated = created ?? Noon,
        Due = Noon,
    };
}
