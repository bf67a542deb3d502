using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>What is tried again, how often and how long.</summary>
public sealed class RetryTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_without_charge_is_followed_by_another_attempt_under_another_id(bool atSubmit)
    {
        await using var scripted = new ScriptedClient();
        var free = new JobFailure(FailureClass.FailedFree, "Drift", "The machine was out of tune.");
        Fail(scripted, free, atSubmit, times: 2);
        var job = await scripted.SubmitAsync();

        var result = await FollowAsync(scripted, job);

        Assert.Null(result);
        var attempts = (await scripted.Store.GetAsync(job.Id, Token))!.Attempts;
        Assert.Equal([Attempt.IdOf(job.Id, 1), Attempt.IdOf(job.Id, 2), Attempt.IdOf(job.Id, 3)], attempts.Select(one => one.Id));
        Assert.Equal([free, free, null], attempts.Select(one => one.Failure));
        Assert.Equal(3, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task There_are_no_more_attempts_than_the_options_allow()
    {
        await using var scripted = new ScriptedClient(Options(retries => retries.Attempts = 2));
        Fail(scripted, new JobFailure(FailureClass.FailedFree, "Drift", "Out of tune."), atSubmit: false, times: 100);
        var job = await scripted.SubmitAsync();

        var failed = Assert.IsType<JobFailedException>(await FollowAsync(scripted, job));

        Assert.Equal("Drift", failed.Failure.Code);
        Assert.Equal(2, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_failure_with_charge_is_never_followed_by_another_attempt()
    {
        await using var scripted = new ScriptedClient();
        Fail(scripted, new JobFailure(FailureClass.FailedCharged, "Warm", "Too warm."), atSubmit: false, times: 1);
        var job = await scripted.SubmitAsync();

        Assert.IsType<JobFailedException>(await FollowAsync(scripted, job));
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.NeverAccepted, JobStatus.Failed)]
    [InlineData(FailureClass.AcceptanceUnknown, JobStatus.Parked)]
    public async Task A_submission_is_not_offered_for_ever(FailureClass failureClass, JobStatus end)
    {
        var options = Options(retries => retries.NeverAccepted = retries.AcceptanceUnknown = TimeSpan.FromHours(1));
        await using var scripted = new ScriptedClient(options);
        scripted.Place.OnRead = _ => null;
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(failureClass, "Away", "It is away.");
        var job = await scripted.SubmitAsync();

        Assert.IsType<JobFailedException>(await FollowAsync(scripted, job));

        var record = await scripted.Store.GetAsync(job.Id, Token);
        Assert.Equal((end, "Away"), (record!.Status, record.Failure!.Code));
        Assert.True(record.Updated - record.TroubleSince >= TimeSpan.FromHours(1));
    }

    /// <summary>The place may get it after all: that it refuses another one, or is left alone, does not tell.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_submission_whose_answer_was_lost_is_left_to_a_person_also_when_the_place_refuses_from_then_on()
    {
        var options = Options(retries => retries.NeverAccepted = retries.AcceptanceUnknown = TimeSpan.FromHours(1));
        await using var scripted = new ScriptedClient(options);
        scripted.Place.OnRead = _ => null;
        FailureClass Next() => scripted.Place.Count("submit") == 1 ? FailureClass.AcceptanceUnknown : FailureClass.NeverAccepted;
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(Next(), "Away", "It is away.");
        var job = await scripted.SubmitAsync();

        Assert.IsType<JobFailedException>(await FollowAsync(scripted, job));

        Assert.Equal(JobStatus.Parked, (await scripted.Store.GetAsync(job.Id, Token))!.Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_cannot_be_fetched_is_left_to_a_person_and_never_sent_for_again()
    {
        await using var scripted = new ScriptedClient(Options(retries => retries.Fetch = TimeSpan.FromHours(2)));
        scripted.Place.OnFetch = (_, _) => throw new WorkspaceException(FailureClass.Yours, "Forbidden", "The role is missing.");
        var job = await scripted.SubmitAsync();

        Assert.IsType<JobFailedException>(await FollowAsync(scripted, job));

        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
        scripted.Place.OnFetch = (_, _) => Task.FromResult(new Payload("answer", "1"u8.ToArray()));
        await job.CompleteAsync(Token);
        await job.ResultAsync(Token);
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task How_long_it_goes_wrong_is_kept_over_a_restart()
    {
        var options = Options(retries => retries.NeverAccepted = TimeSpan.FromHours(1));
        var first = new ScriptedClient(options);
        first.Place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.NeverAccepted, "Away", "It is away.");
        var job = await first.SubmitAsync();
        var waiting = await first.WaitsAsync(JobPhase.Submit);
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromMinutes(61));

        await using var second = new ScriptedClient(options, first.Store, first.Time);
        second.Place.OnRead = _ => null;
        second.Place.OnSubmit = first.Place.OnSubmit;
        var again = second.Client.GetJob<ProblemResult>(job.Id);

        await Assert.ThrowsAsync<JobFailedException>(() => again.ResultAsync(Token));
        Assert.Equal(waiting.TroubleSince, (await first.Store.GetAsync(job.Id, Token))!.TroubleSince);
        Assert.Equal(1, second.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task Jobs_that_were_refused_at_one_moment_come_back_at_several()
    {
        var options = new CouplerOptions();
        options.Breaker.LeastSubmissions = 10_000;
        await using var scripted = new ScriptedClient(options);
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(FailureClass.NeverAccepted, "Busy", "It is busy.");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scripted.SubmitAsync()));
        var delays = new HashSet<TimeSpan>();

        for (var i = 0; i < 50; i++)
        {
            var waiting = await scripted.WaitsAsync(JobPhase.Submit);
            var delay = waiting.Due!.Value - scripted.Time.GetUtcNow();
            Assert.InRange(delay.TotalSeconds, 0.2, 0.24);
            delays.Add(delay);
        }

        // 50 jobs over 41 milliseconds, about equally likely: 10 or fewer of them are hit with C(41, 10)·(10/41)^50 < 1e-21.
        Assert.InRange(delays.Count, 11, 41);
    }

    private static CouplerOptions Options(Action<RetryOptions> set)
    {
        var options = new CouplerOptions();
        options.Breaker.LeastSubmissions = 10_000;
        set(options.Retries);
        return options;
    }

    private static void Fail(ScriptedClient scripted, JobFailure failure, bool atSubmit, int times)
    {
        var failures = 0;
        if (atSubmit)
        {
            scripted.Place.OnSubmit = (_, _) => failures++ < times
                ? throw new WorkspaceException(failure.Class, failure.Code, failure.Message)
                : Task.CompletedTask;
            return;
        }

        scripted.Place.OnRead = attempt => failures++ < times
            ? ScriptedWorkspace.Says(attempt, AttemptStatus.Failed) with { Failure = failure }
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
    }

    private static Task<Exception?> FollowAsync(ScriptedClient scripted, Job<ProblemResult> job) => scripted.FollowAsync(job);
}
