namespace Coupler.Tests.Jobs;

/// <summary>Cancelling a job, also while a step of it is under way.</summary>
public sealed class CancellationTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_job_that_was_not_sent_yet_is_cancelled_without_a_word_to_the_place()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await scripted.SubmitAsync();
        await gate.Reached;

        await job.CancelAsync(Token);
        gate.Open();

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal(["encode", "upload"], scripted.Place.Calls.Where(call => call != "release"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_just_being_submitted_is_looked_up_and_stopped_at_the_place()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnSubmit = (_, token) => gate.PassAsync(token);
        scripted.Place.RunsUntilCancelled();
        var job = await scripted.SubmitAsync();
        await gate.Reached;

        await job.CancelAsync(Token);
        Assert.Equal(JobStatus.Cancelling, (await job.GetSnapshotAsync(Token)).Status);
        gate.Open();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due ?? scripted.Time.GetUtcNow());

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_waits_is_stopped_at_once()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.RunsUntilCancelled();
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        await job.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_just_being_looked_at_with_others_is_stopped_at_once()
    {
        await using var scripted = new ScriptedClient();
        var (job, _) = (await scripted.SubmitAsync(), await scripted.SubmitAsync());
        var isNews = false;
        scripted.Place.OnRead = attempt =>
        {
            if (scripted.Place.Count("cancel") > 0) return ScriptedWorkspace.Says(attempt, AttemptStatus.Cancelled);
            if (isNews) Assert.True(job.CancelAsync(Token).IsCompletedSuccessfully);
            return ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        };
        await scripted.Client.IdleAsync(Token);
        scripted.Time.MoveOn();
        await scripted.Client.IdleAsync(Token);

        isNews = true;
        scripted.Time.MoveOn();

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Contains("read 2", scripted.Place.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_whose_result_is_being_fetched_keeps_it()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnFetch = async (_, token) =>
        {
            await gate.PassAsync(token);
            return new Payload("answer", "1"u8.ToArray());
        };
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await gate.Reached;

        await job.CancelAsync(Token);
        gate.Open();

        Assert.Equal("1", (await job.ResultAsync(Token)).Best.Values.ToString());
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_has_ended_is_not_changed_by_a_late_cancellation()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await job.ResultAsync(Token);
        var before = await job.GetSnapshotAsync(Token);

        await job.CancelAsync(Token);

        Assert.Equal(before, await job.GetSnapshotAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task The_token_of_a_wait_stops_only_the_waiting()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);
        using var impatience = new CancellationTokenSource();
        var wait = job.ResultAsync(impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        scripted.Time.SetUtcNow(waiting.Due!.Value);
        await job.ResultAsync(Token);
        Assert.Equal(0, scripted.Place.Count("cancel"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_token_of_a_run_cancels_the_job_that_the_run_made()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.RunsUntilCancelled();
        using var impatience = new CancellationTokenSource();
        var run = scripted.Client.RunAsync(ScriptedClient.Problem, new() { Target = scripted.Place.TargetId }, impatience.Token);
        await scripted.WaitsAsync(JobPhase.Monitor);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var ended = await scripted.Store.NextAsync(job => job.Due is null);
        Assert.Equal(JobStatus.Cancelled, ended.Status);
    }

    [Fact(Timeout = Patience)]
    public async Task The_token_of_a_run_leaves_a_job_alone_that_another_call_made()
    {
        await using var scripted = new ScriptedClient();
        var options = new JobOptions { Target = scripted.Place.TargetId, Key = "double click" };
        var first = await scripted.Client.SubmitAsync(ScriptedClient.Problem, options, Token);
        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);
        using var impatience = new CancellationTokenSource();
        var second = scripted.Client.RunAsync(ScriptedClient.Problem, options, impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.NotEqual(JobStatus.Cancelling, (await first.GetSnapshotAsync(Token)).Status);
        scripted.Time.SetUtcNow(waiting.Due!.Value);
        await first.ResultAsync(Token);
    }
}
