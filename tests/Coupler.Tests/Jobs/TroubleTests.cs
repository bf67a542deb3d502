using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>What becomes of a job when something goes wrong.</summary>
public sealed class TroubleTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_submission_whose_answer_was_lost_is_looked_up_before_it_is_sent_again(bool tellsChange)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnSubmit = (submission, _) =>
        {
            if (tellsChange) scripted.Place.RaiseChanged(submission.Attempt);
            throw Cut();
        };

        var job = await scripted.SubmitAsync();

        await job.ResultAsync(Token);
        Assert.Equal(["encode", "upload", "submit", "read 1"], scripted.Place.Calls.Take(4));
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_submission_that_the_place_never_got_is_sent_again_under_the_same_id()
    {
        await using var scripted = new ScriptedClient();
        var sent = new List<Guid>();
        scripted.Place.OnRead = attempt => sent.Count == 1 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        scripted.Place.OnSubmit = (submission, _) =>
        {
            sent.Add(submission.Attempt);
            return sent.Count > 1 ? Task.CompletedTask : throw Cut();
        };

        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await job.ResultAsync(Token);
        Assert.Equal(2, sent.Count);
        Assert.Single(sent.Distinct());
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.Yours)]
    [InlineData(FailureClass.FailedCharged)]
    public async Task A_submission_that_the_place_refuses_for_good_ends_the_job_with_the_places_code(FailureClass failureClass)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnSubmit = (_, _) => throw new WorkspaceException(failureClass, "TooWide", "That does not fit.");

        var job = await scripted.SubmitAsync();

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));
        Assert.Equal(new JobFailure(failureClass, "TooWide", "That does not fit."), failed.Failure);
        Assert.Equal((job.Id, "scripted.machine"), (failed.Job, failed.Target));
    }

    [Fact(Timeout = Patience)]
    public async Task A_run_that_failed_ends_the_job_with_the_places_word_and_reason()
    {
        await using var scripted = new ScriptedClient();
        var reason = new JobFailure(FailureClass.FailedCharged, "E17", "The cryostat is warm.");
        scripted.Place.OnRead = attempt => new AttemptReport(attempt, AttemptStatus.Failed, "aborted") { Failure = reason };
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));

        Assert.Equal(reason, failed.Failure);
        Assert.Equal("aborted", (await job.GetSnapshotAsync(Token)).ServiceStatus);
    }

    [Fact(Timeout = Patience)]
    public async Task Code_that_throws_what_nobody_foresaw_fails_its_own_job_and_is_logged()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnUpload = (_, _) => throw new InvalidOperationException("A bug of the place.");

        var job = await scripted.SubmitAsync();

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));
        Assert.Equal(new JobFailure(FailureClass.Yours, "InvalidOperationException", "A bug of the place."), failed.Failure);
        Assert.Contains(scripted.Warnings, warning => warning.Contains(job.Id.ToString(), StringComparison.Ordinal));
    }

    [Theory(Timeout = Patience)]
    [InlineData(JobPhase.Upload)]
    [InlineData(JobPhase.Submit)]
    [InlineData(JobPhase.Monitor)]
    [InlineData(JobPhase.Fetch)]
    public async Task A_time_out_within_the_place_never_ends_the_job(JobPhase phase)
    {
        await using var scripted = new ScriptedClient();
        var calls = 0;
        Task Once(JobPhase here) =>
            here == phase && calls++ == 0 ? Task.FromCanceled(new CancellationToken(true)) : Task.CompletedTask;
        scripted.Place.OnUpload = (_, _) => Once(JobPhase.Upload);
        scripted.Place.OnSubmit = (_, _) => Once(JobPhase.Submit);
        scripted.Place.OnRead = attempt =>
        {
            Once(JobPhase.Monitor).GetAwaiter().GetResult();
            return ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        };
        scripted.Place.OnFetch = async (_, _) =>
        {
            await Once(JobPhase.Fetch);
            return new Payload("answer", "1"u8.ToArray());
        };
        var job = await scripted.SubmitAsync();

        var result = job.ResultAsync(Token);
        while (!result.IsCompleted)
        {
            var waiting = await scripted.Store.NextAsync(scripted.Waits);
            if (waiting.Due is { } due) scripted.Time.SetUtcNow(due);
            else break;
        }

        Assert.Equal("1", (await result).Best.Values.ToString());
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.Yours)]
    [InlineData(FailureClass.FailedFree)]
    [InlineData(FailureClass.Unreadable)]
    public async Task Trouble_while_looking_never_ends_a_job_that_may_be_running(FailureClass failureClass)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => scripted.Place.Count("read") == 1
            ? throw new WorkspaceException(failureClass, "Forbidden", "The token has expired.")
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal("Forbidden", waiting.Failure!.Code);
        scripted.Time.SetUtcNow(waiting.Due!.Value);

        await job.ResultAsync(Token);
    }

    [Fact(Timeout = Patience)]
    public async Task What_nobody_foresaw_while_looking_ends_none_of_the_jobs_of_the_round()
    {
        await using var scripted = new ScriptedClient();
        var mended = scripted.Time.GetUtcNow().AddSeconds(1);
        scripted.Place.OnRead = attempt => scripted.Time.GetUtcNow() < mended
            ? throw new InvalidOperationException("A bug of the place.")
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var jobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scripted.SubmitAsync()));
        foreach (var _ in jobs) await scripted.WaitsAsync(JobPhase.Monitor);

        scripted.Time.Advance(TimeSpan.FromSeconds(0.2));
        foreach (var _ in jobs)
        {
            var failure = (await scripted.WaitsAsync(JobPhase.Monitor)).Failure!;
            Assert.Equal((FailureClass.AcceptanceUnknown, "A bug of the place."), (failure.Class, failure.Message));
        }

        scripted.Time.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(jobs.Select(job => job.ResultAsync(Token)));
    }

    [Theory(Timeout = Patience)]
    [InlineData(FailureClass.Yours)]
    [InlineData(FailureClass.FailedFree)]
    [InlineData(FailureClass.FailedCharged)]
    [InlineData(FailureClass.Unreadable)]
    [InlineData(FailureClass.NeverAccepted)]
    public async Task Trouble_while_fetching_neither_ends_the_job_nor_sends_it_again(FailureClass failureClass)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnFetch = (_, _) => scripted.Place.Count("fetch") == 1
            ? throw new WorkspaceException(failureClass, "Forbidden", "The token has expired.")
            : Task.FromResult(new Payload("answer", "1"u8.ToArray()));
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Fetch)).Due!.Value);

        await job.ResultAsync(Token);
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Theory(Timeout = Patience)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task An_accepted_attempt_that_the_place_has_forgotten_is_sent_again_only_where_it_lived_in_the_process(
        bool isInProcess, int submissions)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.InProcess = isInProcess;
        scripted.Place.OnRead = attempt =>
            scripted.Place.Count("read") == 1 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(isInProcess ? null : "AttemptMissing", waiting.Failure?.Code);
        scripted.Time.SetUtcNow(waiting.Due!.Value);

        await job.ResultAsync(Token);
        Assert.Equal(submissions, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_does_not_answer_is_no_trouble_of_the_others()
    {
        var silent = new ScriptedWorkspace("silent");
        silent.OnGetTargets = () => throw new WorkspaceException(FailureClass.NeverAccepted, "Away", "It is away.");
        var place = new ScriptedWorkspace("place");
        await using var client = new QuantumClient([silent, place]);

        await client.SubmitAsync(ScriptedClient.Problem, new() { Target = place.TargetId }, Token);

        var refusal = await Assert.ThrowsAsync<WorkspaceException>(
            () => client.SubmitAsync(ScriptedClient.Problem, new() { Target = silent.TargetId }, Token));
        Assert.Equal("Away", refusal.Code);
    }

    [Fact(Timeout = Patience)]
    public async Task A_delay_that_a_place_asks_for_is_kept_within_reason()
    {
        await using var scripted = new ScriptedClient();
        TimeSpan[] asked = [TimeSpan.MaxValue, TimeSpan.FromSeconds(-5), TimeSpan.Zero];
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting) with
        {
            QueuePosition = scripted.Place.Count("read"),
            RetryAfter = asked[scripted.Place.Count("read") - 1],
        };
        await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var longest = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal(TimeSpan.FromDays(1), longest.Due - scripted.Time.GetUtcNow());
        for (var look = 1; look < asked.Length; look++)
        {
            scripted.Time.SetUtcNow(longest.Due!.Value);
            longest = await scripted.WaitsAsync(JobPhase.Monitor);
            Assert.InRange((longest.Due - scripted.Time.GetUtcNow())!.Value.TotalSeconds, 0.2, 1);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_that_the_place_refuses_leaves_the_other_jobs_of_the_round_alone()
    {
        await using var scripted = new ScriptedClient();
        var status = AttemptStatus.Executing;
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, status);
        scripted.Place.OnCancel = _ => throw new WorkspaceException(FailureClass.Yours, "TooLate", "It cannot be stopped.");
        var stubborn = await scripted.SubmitAsync();
        var other = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        await scripted.WaitsAsync(JobPhase.Monitor);
        await stubborn.CancelAsync(Token);
        var refused = await scripted.WaitsAsync(JobPhase.Monitor);
        while (refused.Failure is null) refused = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal((stubborn.Id, "TooLate"), (refused.Id, refused.Failure.Code));

        status = AttemptStatus.Succeeded;
        scripted.Time.Advance(TimeSpan.FromSeconds(30));

        await other.ResultAsync(Token);
        await stubborn.ResultAsync(Token);
    }

    [Fact(Timeout = Patience)]
    public async Task A_status_that_nobody_knows_is_not_final_and_is_logged_once()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => scripted.Place.Count("read") < 4
            ? new AttemptReport(attempt, AttemptStatus.Unknown, "dreaming")
            : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var job = await scripted.SubmitAsync();

        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        var dreaming = await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.Equal((JobStatus.Unknown, "dreaming"), (dreaming.Status, dreaming.Attempts[0].ServiceStatus));
        Assert.False(dreaming.Status.IsFinal);
        Assert.Null(await scripted.FollowAsync(job));
        var warning = Assert.Single(scripted.Warnings);
        Assert.Contains("dreaming", warning, StringComparison.Ordinal);
        Assert.Contains(job.Id.ToString(), warning, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_cannot_be_read_is_kept_and_the_job_parked()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnFetch = (_, _) => Task.FromResult(new Payload("answer", "what?"u8.ToArray()));
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        for (var i = 0; i < 2; i++) scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Fetch)).Due!.Value);

        var parked = await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));

        Assert.True(parked.IsParked);
        Assert.Equal(FailureClass.Unreadable, parked.Failure.Class);
        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Equal("what?"u8.ToArray(), (await job.RawResultAsync(Token)).Content.ToArray());
        Assert.Equal((3, 1), (scripted.Place.Count("fetch"), scripted.Place.Count("submit")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_was_spoilt_on_its_way_is_fetched_again_and_never_sent_for_again()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnFetch = (_, _) => Task.FromResult(
            new Payload("answer", scripted.Place.Count("fetch") == 1 ? "0?"u8.ToArray() : "1"u8.ToArray()));
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var again = await scripted.WaitsAsync(JobPhase.Fetch);
        Assert.Equal(FailureClass.Unreadable, again.Failure!.Class);
        scripted.Time.SetUtcNow(again.Due!.Value);

        Assert.Equal("1", (await job.ResultAsync(Token)).Best.Values.ToString());
        Assert.Equal("1"u8.ToArray(), (await job.RawResultAsync(Token)).Content.ToArray());
        Assert.Equal("0?"u8.ToArray(), (await scripted.Store.ReadAsync(job.Id, "result/1", Token))!.Content.ToArray());
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_is_not_here_yet_is_an_invalid_operation()
    {
        await using var scripted = new ScriptedClient();
        var reached = new TaskCompletionSource();
        scripted.Place.OnUpload = (_, token) =>
        {
            reached.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(token);
        };
        var job = await scripted.SubmitAsync();
        await reached.Task;

        await Assert.ThrowsAsync<InvalidOperationException>(() => job.RawResultAsync(Token));
    }

    [Theory(Timeout = Patience)]
    [InlineData(AttemptStatus.Succeeded)]
    [InlineData(AttemptStatus.Failed)]
    [InlineData(AttemptStatus.Cancelled)]
    public async Task A_place_may_forget_an_attempt_however_it_ended(AttemptStatus end)
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, end);
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await Record.ExceptionAsync(() => job.ResultAsync(Token));

        await scripted.Client.DisposeAsync();

        Assert.Equal(1, scripted.Place.Count("release"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_wrong_kind_of_result_is_refused_with_the_right_one()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => scripted.Client.GetJob<CircuitResult>(job.Id).ResultAsync(Token));

        Assert.Contains(nameof(ProblemResult), refusal.Message, StringComparison.Ordinal);
    }

    private static WorkspaceException Cut() =>
        new(FailureClass.AcceptanceUnknown, "Cut", "The answer was lost.") { RetryAfter = TimeSpan.Zero };
}
