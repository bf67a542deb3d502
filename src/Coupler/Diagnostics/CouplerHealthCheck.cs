using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coupler.Diagnostics;

/// <summary>A client's state in the words of health checks.</summary>
internal sealed class CouplerHealthCheck(QuantumClient client, TimeSpan patience) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = await client.Health.CheckAsync(patience, cancellationToken).ConfigureAwait(false);
        PlaceHealth[] silent = [.. report.Places.Where(place => place.Trouble is not null)];
        var data = new Dictionary<string, object>
        {
            ["parked"] = report.Parked,
            ["unreachable"] = string.Join(", ", silent.Select(place => place.Workspace)),
        };
        if (report.StoreTrouble is { } trouble)
        {
            const string Text = "The store of the jobs cannot be written: nothing can be submitted, and no job goes on.";
            return new HealthCheckResult(context.Registration.FailureStatus, Text, trouble, data);
        }

        return silent is []
            ? HealthCheckResult.Healthy("The store can be written and every workspace answers.", data)
            : HealthCheckResult.Degraded(
                $"No answer from {data["unreachable"]}: jobs there wait until it answers.", silent[0].Trouble, data);
    }
}
