using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>A client over two scripted places and a store that round-trips, whose time stands still until it is moved.</summary>
internal sealed class TwoPlaces : IAsyncDisposable
{
    public TwoPlaces(CouplerOptions? options = null, TwoPlaces? before = null)
    {
        Store = before?.Store ?? new WatchedJobStore();
        Time = before?.Time ?? new WatchedTime();
        Here = before?.Here ?? new ScriptedWorkspace("here", TargetKind.Hardware);
        There = before?.There ?? new ScriptedWorkspace("there");
        Client = new QuantumClient([Here, There], options, Store, Time);
    }

    public ScriptedWorkspace Here { get; }

    public ScriptedWorkspace There { get; }

    public WatchedJobStore Store { get; }

    public WatchedTime Time { get; }

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

    /// <summary>Moves the clock from one alarm to the next until the job has ended.</summary>
    public async Task<ProblemResult> ResultAsync(Job<ProblemResult> job)
    {
        var result = job.ResultAsync(TestContext.Current.CancellationToken);
        while (true)
        {
            var alarm = Time.NextAlarmAsync();
            if (await Task.WhenAny(result, alarm) == result) return await result;
            if (await alarm is var moment && moment > Time.GetUtcNow()) Time.SetUtcNow(moment);
        }
    }

    public async Task<JobFailure> FailureAsync(Job<ProblemResult> job) =>
        (await Assert.ThrowsAsync<JobFailedException>(() => ResultAsync(job))).Failure;

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
