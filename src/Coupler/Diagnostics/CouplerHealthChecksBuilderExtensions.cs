using Coupler;
using Coupler.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

public static class CouplerHealthChecksBuilderExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    extension(IHealthChecksBuilder builder)
    {
        /// <summary>
        /// Checks the <see cref="QuantumClient"/>: healthy if its store can be written and every workspace lists its targets;
        /// degraded if a workspace does not; unhealthy if the store cannot be written. The data has the number of parked jobs as
        /// <c>parked</c> (100 means so many or more) and the names of the workspaces that do not answer as <c>unreachable</c>.
        /// </summary>
        /// <param name="name">Of the check.</param>
        /// <param name="failureStatus">What a store that cannot be written is reported as. Default: unhealthy.</param>
        /// <param name="tags">To choose checks by.</param>
        /// <param name="timeout">How long the store, and each workspace, may take to answer. Default: 5 s. More than 0.</param>
        public IHealthChecksBuilder AddCoupler(
            string name = "coupler", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null,
            TimeSpan? timeout = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            var patience = timeout ?? Patience;
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(patience, TimeSpan.Zero, nameof(timeout));
            return builder.Add(new HealthCheckRegistration(
                name,
                provider => new CouplerHealthCheck(provider.GetRequiredService<QuantumClient>(), patience),
                failureStatus,
                tags));
        }
    }
}
