using Microsoft.Extensions.Hosting;

namespace Coupler.Jobs;

/// <summary>Makes the client when a host starts, so that jobs of a durable store go on before anybody asks for one.</summary>
internal sealed class JobHost(QuantumClient client) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The jobs are given back before the application's own services go.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => client.DisposeAsync().AsTask().WaitAsync(cancellationToken);
}
