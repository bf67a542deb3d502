namespace Coupler.Tests.Jobs;

/// <summary>The times that a caller gives a job, and what becomes of it when they run out.</summary>
public sealed class TimeLimitTests
{
    private const int Patience = 20_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData(AttemptStatus.Waiting, FailureClass.FailedFree)]
    [InlineData(AttemptStatus.Executing, FailureClass.FailedCharged)]
    public async Task A_job_that_is_not_done_by_its_deadline_is_stopped_and_fails(AttemptStatus status, FailureClass failureClass)
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Until(places.Here, status);
        var job = await places.SubmitAsync(with: options => options with { Deadline = Limit });

        var failure = await places.FailureAsync(job);

        Assert.Equal((failureClass, "DeadlinePassed"), (failure.Class, failure.Code));
        Assert.Equal(0, places.There.Count("submit"));
        Assert.Equal(Limit, (await job.GetSnapshotAsync(Token)).Elapsed);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_no_place_took_by_its_deadline_fails_without_charge()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = _ => null;
        places.Here.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.NeverAccepted, "Busy", "It is busy.");

        var job = await places.SubmitAsync(with: options => options with { Deadline = Limit, Fallbacks = [] });
        var failure = await places.FailureAsync(job);

        Assert.Equal((FailureClass.FailedFree, "DeadlinePassed"), (failure.Class, failure.Code));
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_is_at_its_place_by_the_deadline_is_fetched_however_late()
    {
        await using var places = new TwoPlaces();
        places.Here.OnFetch = (_, _) => places.Time.GetUtcNow() < TwoPlaces.Start + (2 * Limit)
            ? throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Away", "The storage is away.")
            : Task.FromResult(new Payload("answer", "1"u8.ToArray()));
        var job = await places.SubmitAsync(with: options => options with { Deadline = Limit });

        var result = await places.ResultAsync(job);

        Assert.Equal("here.machine", result.Provenance.Target);
        Assert.True((await job.GetSnapshotAsync(Token)).Elapsed >= 2 * Limit);
    }

    [Fact(Timeout = Patience)]
    public async Task A_deadline_that_passes_while_a_place_is_silent_ends_nothing_since_the_attempt_may_be_running()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = attempt => places.Time.GetUtcNow() < TwoPlaces.Start + (2 * Limit)
            ? throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Away", "It is away.")
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);

        var result = await places.ResultAsync(await places.SubmitAsync(with: options => options with { Deadline = Limit }));

        Assert.Equal("here.machine", result.Provenance.Target);
        Assert.True(places.Here.Count("cancel") > 0);
    }

    [Fact(Timeout = Patience)]
    public async Task A_run_that_takes_too_long_is_stopped_and_charged_and_goes_nowhere_else()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Until(places.Here, AttemptStatus.Executing);

        var failure = await places.FailureAsync(await places.SubmitAsync(with: options => options with { LongestRun = Limit }));

        Assert.Equal((FailureClass.FailedCharged, "RunTooLong"), (failure.Class, failure.Code));
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_time_of_a_run_begins_when_it_is_seen_at_work()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = attempt => (places.Time.GetUtcNow() - TwoPlaces.Start) switch
        {
            var passed when passed < 2 * Limit => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting),
            var passed when passed < 2.5 * Limit => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing),
            _ => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded),
        };

        var result = await places.ResultAsync(await places.SubmitAsync(with: options => options with { LongestRun = Limit }));

        Assert.Equal("here.machine", result.Provenance.Target);
        Assert.Equal(0, places.Here.Count("cancel"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_by_the_caller_is_no_expired_time()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Until(places.Here, AttemptStatus.Waiting);
        var job = await places.SubmitAsync(with: options => options with { LongestWait = Limit });

        await job.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => places.ResultAsync(job));
        Assert.Equal(0, places.There.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_wait_without_a_fallback_fails_the_job_without_charge()
    {
        await using var places = new TwoPlaces();
        places.Here.OnRead = Until(places.Here, AttemptStatus.Waiting);
        var job = await places.SubmitAsync(with: options => options with { LongestWait = Limit, Fallbacks = [] });

        var failure = await places.FailureAsync(job);

        Assert.Equal((FailureClass.FailedFree, "QueueTooLong"), (failure.Class, failure.Code));
        Assert.Equal(1, places.Here.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_time_out_of_range_is_refused_at_the_submit()
    {
        await using var places = new TwoPlaces();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => places.SubmitAsync(with: options => options with { Deadline = TimeSpan.Zero }));
    }

    private static Func<Guid, AttemptReport> Until(ScriptedWorkspace place, AttemptStatus status) => attempt =>
        ScriptedWorkspace.Says(attempt, place.Count("cancel") > 0 ? AttemptStatus.Cancelled : status);
}
