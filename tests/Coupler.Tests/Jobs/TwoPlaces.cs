using Coupler.Problems;
using Coupler.Testing;

namespace Coupler.Tests.Jobs;

/// <summary>A client over two scripted places and a store that round-trips, whose time stands still until it is run.</summary>
internal sealed class TwoPlaces : IAsyncDisposable
{
    public TwoPlaces(CouplerOptions? options = null, TwoPlaces? before = null)
    {
        Store = before?.Store ?? new WatchedJobStore();
        Time = before?.Time ?? new VirtualClock(Start);
        Here = before?.Here ?? new ScriptedWorkspace("here", TargetKind.Hardware);
        There = before?.There ?? new ScriptedWorkspace("there");
        Client = new QuantumClient([Here, There], options, Store, Time);
    }

    public static DateTimeOffset Start { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public ScriptedWorkspace Here { get; }

    public ScriptedWorkspace There { get; }

    public WatchedJobStore Store { get; }

    public VirtualClock Time { get; }

    public QuantumClient Client { get; }

    public Task<Job<ProblemResult>> SubmitAsync(
        FallbackConditions when = FallbackConditions.Any, Func<JobOptions, JobOptions>? with = null)
    {
        var options = new JobOptions
        {
            Target = Here.TargetId,
            Fallbacks = [new Fallback { Target = There.TargetId, When = when }],
        };
        options = with?.Invoke(options) ?? options;
        return Client.SubmitAsync(ScriptedClient.Problem, options, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the clock until the job has ended or waits for a person.</summary>
    public async Task<ProblemResult> ResultAsync(Job<ProblemResult> job)
    {
        await Time.RunUntilAsync(job, TestContext.Current.CancellationToken);
        return await job.ResultAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JobFailure> FailureAsync(Job<ProblemResult> job) =>
        (await Assert.ThrowsAsync<JobFailedException>(() => ResultAsync(job))).Failure;

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
