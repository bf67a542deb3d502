using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>A client that leaves what is due to other processes over the same store.</summary>
public sealed class DueJobTests : IAsyncDisposable
{
    private const int Patience = 20_000;

    private readonly WatchedJobStore store = new(isShared: true);
    private readonly WatchedTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_submitted_is_left_to_another_process()
    {
        var writer = Leaving();
        var job = await writer.SubmitAsync();
        await writer.DisposeAsync();

        var left = await store.GetAsync(job.Id, Token);
        Assert.Equal((null, 1, JobPhase.Prepare), (left!.Claim, left.Version, left.Phase));
        Assert.Empty(writer.Place.Calls);

        await using var worker = new ScriptedClient(store: store, time: time);
        await EndAsync(worker.Client.GetJob<ProblemResult>(job.Id));
        Assert.Equal(1, worker.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_job_that_somebody_waits_for_is_carried_on_and_no_other()
    {
        await using var client = Leaving();
        var other = await client.SubmitAsync();
        var awaited = await client.SubmitAsync();

        await EndAsync(awaited);

        Assert.Equal(1, client.Place.Count("submit"));
        Assert.Equal((null, 1), await ClaimAndVersionAsync(other.Id));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_somebody_waits_for_is_taken_when_another_process_gives_it_back()
    {
        var worker = new ScriptedClient(store: store, time: time);
        var gate = new Gate();
        worker.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await worker.SubmitAsync();
        await gate.Reached;
        await using var client = Leaving();
        var result = client.Client.GetJob(job.Id).ResultAsync(Token);
        await client.Client.IdleAsync(Token);

        await worker.DisposeAsync();
        while (await store.GetAsync(job.Id, Token) is { Due: not null })
        {
            await client.Client.IdleAsync(Token);
            time.MoveOn();
        }

        Assert.IsType<ProblemResult>(await result);
        Assert.Equal(0, worker.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_has_to_wait_is_not_taken_before_its_time()
    {
        var worker = new ScriptedClient(store: store, time: time);
        worker.Place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.NeverAccepted, "Busy", "It is busy.");
        var job = await worker.SubmitAsync();
        await worker.WaitsAsync(JobPhase.Submit);
        await worker.DisposeAsync();
        var before = await ClaimAndVersionAsync(job.Id);

        await using var client = Leaving();
        await foreach (var _ in client.Client.GetJob(job.Id).WatchAsync(Token)) break;
        await client.Client.IdleAsync(Token);

        Assert.Empty(client.Place.Calls);
        Assert.Equal(before, await ClaimAndVersionAsync(job.Id));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_nobody_has_is_cancelled_at_once()
    {
        await using var client = Leaving();
        var job = await client.SubmitAsync();

        await job.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal(0, client.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_parked_job_that_is_taken_up_again_is_left_to_another_process()
    {
        await using var worker = new ScriptedClient(new CouplerOptions { Retries = { Fetches = 1 } }, store, time);
        worker.Place.OnFetch = (_, _) => Task.FromResult(new Payload("answer", "no bits"u8.ToArray()));
        var job = await worker.SubmitAsync();
        await Assert.ThrowsAsync<JobFailedException>(() => EndAsync(job));
        await worker.DisposeAsync();

        await using var client = Leaving();
        await client.Client.GetJob(job.Id).CompleteAsync(Token);
        await client.Client.IdleAsync(Token);

        var left = await store.GetAsync(job.Id, Token);
        Assert.Equal((JobStatus.Completing, time.GetUtcNow(), null), (left!.Status, left.Due!.Value, left.Claim));
        Assert.Empty(client.Place.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task In_memory_every_job_is_carried_on()
    {
        await using var client = new ScriptedClient(new CouplerOptions { TakesDueJobs = false }, time: time);
        var job = await client.SubmitAsync();

        time.SetUtcNow((await client.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await job.ResultAsync(Token);
    }

    private ScriptedClient Leaving() => new(new CouplerOptions { TakesDueJobs = false }, store, time);

    private async Task EndAsync(Job<ProblemResult> job)
    {
        var result = job.ResultAsync(Token);
        var waiting = await store.NextAsync(record => record.Phase == JobPhase.Monitor && record.Due > time.GetUtcNow());
        time.SetUtcNow(waiting.Due!.Value);
        await result;
    }

    private async Task<(Guid? Claim, long Version)> ClaimAndVersionAsync(Guid job)
    {
        var record = await store.GetAsync(job, Token);
        return (record!.Claim, record.Version);
    }
}
