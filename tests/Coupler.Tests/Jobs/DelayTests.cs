namespace Coupler.Tests.Jobs;

/// <summary>When a job is looked at again.</summary>
public sealed class DelayTests
{
    private const int Patience = 20_000;

    /// <summary>So that the renewal of the lease sets no alarm between those of the looks.</summary>
    private static CouplerOptions LongLease => new() { Lease = TimeSpan.FromHours(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task The_delay_between_looks_grows_by_half_from_a_fifth_of_a_second_up_to_thirty()
    {
        await using var scripted = new ScriptedClient(LongLease);
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        await scripted.SubmitAsync();

        for (var look = 0; look < 20; look++)
        {
            await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow() + DelayAfter(look));
            Assert.Equal(look, scripted.Place.Count("read"));
            scripted.Time.Advance(DelayAfter(look));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_change_at_the_place_makes_the_delay_short_again()
    {
        await using var scripted = new ScriptedClient(LongLease);
        var status = AttemptStatus.Waiting;
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, status);
        await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        for (var look = 0; look < 5; look++)
        {
            await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow() + DelayAfter(look));
            if (look == 4) status = AttemptStatus.Executing;
            scripted.Time.Advance(DelayAfter(look));
        }

        var job = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(JobStatus.Executing, job.Status);
        Assert.Equal(scripted.Time.GetUtcNow() + DelayAfter(0), job.Due);
    }

    [Fact(Timeout = Patience)]
    public async Task A_look_that_brings_no_news_writes_nothing()
    {
        await using var scripted = new ScriptedClient(LongLease);
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var job = await scripted.SubmitAsync();
        var accepted = await scripted.WaitsAsync(JobPhase.Monitor);

        for (var look = 0; look < 10; look++)
        {
            await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow() + DelayAfter(look));
            scripted.Time.Advance(DelayAfter(look));
        }

        // The first look brings the place's own word for its state.
        Assert.InRange((await scripted.Store.GetAsync(job.Id, Token))!.Version, accepted.Version, accepted.Version + 1);
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_refuses_for_now_is_asked_again_when_it_said_and_not_because_somebody_waits()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt =>
            scripted.Place.Count("submit") == 1 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        scripted.Place.OnSubmit = (_, _) =>
            scripted.Place.Count("submit") == 1 ? throw Busy(FailureClass.NeverAccepted) : Task.CompletedTask;
        var job = await scripted.SubmitAsync();
        var refused = await scripted.WaitsAsync(JobPhase.Submit);
        Assert.Equal(scripted.Time.GetUtcNow().AddSeconds(7), refused.Due);
        Assert.Equal("Busy", (await job.GetSnapshotAsync(TestContext.Current.CancellationToken)).Failure!.Code);

        scripted.Time.Advance(TimeSpan.FromSeconds(6.999));
        var result = job.ResultAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, scripted.Place.Count("submit"));

        scripted.Time.Advance(TimeSpan.FromSeconds(0.001));
        var accepted = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(2, scripted.Place.Count("submit"));
        Assert.Null(accepted.Failure);
        scripted.Time.SetUtcNow(accepted.Due!.Value);
        await result;
    }

    [Fact(Timeout = Patience)]
    public async Task A_read_that_fails_is_repeated_when_the_place_said_and_forgotten_when_it_succeeds()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => scripted.Place.Count("read") == 1
            ? throw Busy(FailureClass.AcceptanceUnknown)
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var failed = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(scripted.Time.GetUtcNow().AddSeconds(7), failed.Due);
        Assert.Equal(FailureClass.AcceptanceUnknown, failed.Failure!.Class);

        scripted.Time.SetUtcNow(failed.Due!.Value);
        var read = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Null(read.Failure);
        Assert.Equal(JobStatus.Executing, (await job.GetSnapshotAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_report_that_names_the_next_look_is_obeyed()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting) with
        {
            RetryAfter = TimeSpan.FromMinutes(3),
            QueuePosition = 12,
        };
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);

        Assert.Equal(scripted.Time.GetUtcNow().AddMinutes(3), waiting.Due);
        Assert.Equal(12, (await job.GetSnapshotAsync(TestContext.Current.CancellationToken)).QueuePosition);
    }

    [Fact(Timeout = Patience)]
    public async Task Jobs_that_wait_in_one_place_are_looked_at_in_one_request()
    {
        await using var scripted = new ScriptedClient();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scripted.SubmitAsync()));
        await scripted.Client.IdleAsync(TestContext.Current.CancellationToken);

        scripted.Time.Advance(TimeSpan.FromSeconds(0.2));
        await Task.WhenAll(jobs.Select(job => job.ResultAsync(TestContext.Current.CancellationToken)));

        Assert.Equal("read 50", Assert.Single(scripted.Place.Calls, call => call.StartsWith("read", StringComparison.Ordinal)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_tells_of_a_change_is_looked_at_without_delay()
    {
        await using var scripted = new ScriptedClient();
        Guid attempt = default;
        scripted.Place.OnSubmit = (submission, _) =>
        {
            attempt = submission.Attempt;
            return Task.CompletedTask;
        };
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        scripted.Place.RaiseChanged(attempt);

        await job.ResultAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = Patience)]
    public async Task A_change_that_is_told_while_the_submission_is_still_under_way_is_not_missed()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnSubmit = (submission, _) =>
        {
            scripted.Place.RaiseChanged(submission.Attempt);
            return Task.CompletedTask;
        };

        var job = await scripted.SubmitAsync();

        await job.ResultAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A fifth of a second, growing by half up to thirty seconds, in whole milliseconds.</summary>
    private static TimeSpan DelayAfter(int looks) =>
        TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(200 * Math.Pow(1.5, looks)), 30_000));

    private static WorkspaceException Busy(FailureClass failureClass) =>
        new(failureClass, "Busy", "Come back later.") { RetryAfter = TimeSpan.FromSeconds(7) };
}
