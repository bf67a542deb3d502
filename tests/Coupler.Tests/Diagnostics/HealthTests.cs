using Coupler.Jobs;
using Coupler.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coupler.Tests.Diagnostics;

/// <summary>What the health check says of a store and of places.</summary>
public sealed class HealthTests : IAsyncDisposable
{
    private const int Patience = 20_000;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly WatchedJobStore store = new();
    private readonly WatchedTime time = new();
    private readonly ScriptedWorkspace near = new("near");
    private readonly ScriptedWorkspace far = new("far");
    private readonly ServiceProvider provider;

    public HealthTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<JobStore>(store);
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddCoupler(options => options.Retries.Fetch = TimeSpan.Zero).AddWorkspace(_ => near).AddWorkspace(_ => far);
        services.AddHealthChecks().AddCoupler();
        provider = services.BuildServiceProvider();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_store_that_takes_a_write_and_places_that_answer_are_healthy()
    {
        var entry = await CheckAsync();

        Assert.Equal((HealthStatus.Healthy, 0, ""), (entry.Status, entry.Data["parked"], entry.Data["unreachable"]));
        await store.LeaseAsync(time.GetUtcNow() + Timeout);
    }

    [Fact(Timeout = Patience)]
    public async Task A_store_that_takes_no_write_is_unhealthy()
    {
        store.FailWrites = true;

        var entry = await CheckAsync();

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("The database is away.", Assert.IsType<TimeoutException>(entry.Exception).Message);
        store.FailWrites = false;
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_refuses_is_named_and_only_degrades()
    {
        far.OnGetTargets = () => throw new WorkspaceException(FailureClass.NeverAccepted, "Forbidden", "The role is missing.");

        var entry = await CheckAsync();

        Assert.Equal((HealthStatus.Degraded, "far"), (entry.Status, entry.Data["unreachable"]));
        Assert.IsType<WorkspaceException>(entry.Exception);
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_does_not_answer_in_time_is_named_and_only_degrades()
    {
        far.WhileGetTargets = _ => new TaskCompletionSource().Task;
        var check = CheckAsync();
        await time.AlarmAsync(time.GetUtcNow() + Timeout);

        time.Advance(Timeout);

        var entry = await check;
        Assert.Equal((HealthStatus.Degraded, "far"), (entry.Status, entry.Data["unreachable"]));
        Assert.IsType<TimeoutException>(entry.Exception);
    }

    [Fact(Timeout = Patience)]
    public async Task Parked_jobs_are_counted_and_make_nothing_unhealthy()
    {
        var client = provider.GetRequiredService<QuantumClient>();
        near.OnFetch = (_, _) => throw new WorkspaceException(FailureClass.Unreadable, "Gone", "It is gone.");
        var job = await client.SubmitAsync(ScriptedClient.Problem, new() { Target = near.TargetId }, Token);
        await store.NextAsync(record => record.Phase == JobPhase.Monitor);
        near.RaiseChanged(Attempt.IdOf(job.Id, 1));
        await store.NextAsync(record => record.Status == JobStatus.Parked);

        var entry = await CheckAsync();

        Assert.Equal((HealthStatus.Healthy, 1), (entry.Status, entry.Data["parked"]));
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private async Task<HealthReportEntry> CheckAsync() =>
        (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["coupler"];
}
