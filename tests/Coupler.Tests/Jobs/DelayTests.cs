namespace Coupler.Tests.Jobs;

/// <summary>When a job is looked at again.</summary>
public sealed class DelayTests
{
    private const int Patience = 20_000;

    [Fact(Timeout = Patience)]
    public async Task The_delay_between_looks_grows_by_half_from_a_fifth_of_a_second_up_to_thirty()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        await scripted.SubmitAsync();

        for (var look = 0; look < 20; look++)
        {
            var job = await scripted.WaitsAsync(JobPhase.Monitor);
            var delay = job.Due!.Value - scripted.Time.GetUtcNow();
            Assert.Equal(Math.Min(0.2 * Math.Pow(1.5, look), 30), delay.TotalSeconds, 0.001);
            Assert.Equal(look, scripted.Place.Count("read"));
            scripted.Time.SetUtcNow(job.Due.Value);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_change_at_the_place_makes_the_delay_short_again()
    {
        await using var scripted = new ScriptedClient();
        var status = AttemptStatus.Waiting;
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, status);
        await scripted.SubmitAsync();
        for (var look = 0; look < 5; look++) scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        var slow = await scripted.WaitsAsync(JobPhase.Monitor);

        status = AttemptStatus.Executing;
        scripted.Time.SetUtcNow(slow.Due!.Value);

        var job = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(0.2, (job.Due - scripted.Time.GetUtcNow())!.Value.TotalSeconds, 1e-6);
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
        foreach (var _ in jobs) await scripted.WaitsAsync(JobPhase.Monitor);

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

    private static WorkspaceException Busy(FailureClass failureClass) =>
        new(failureClass, "Busy", "Come back later.") { RetryAfter = TimeSpan.FromSeconds(7) };
}
