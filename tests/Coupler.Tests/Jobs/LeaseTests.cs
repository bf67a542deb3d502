using Coupler.Jobs;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>Whose a job is: while a step takes long, when a client goes, and when one comes.</summary>
public sealed class LeaseTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_step_that_takes_longer_than_the_lease_stays_with_the_process_that_runs_it()
    {
        await using var scripted = new ScriptedClient();
        await using var other = new ScriptedClient(store: scripted.Store, time: scripted.Time);
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await scripted.SubmitAsync();
        await gate.Reached;
        var others = await other.SubmitAsync();
        await scripted.Store.NextAsync(record => record.Id == others.Id && record.Phase == JobPhase.Monitor);

        for (var tenSeconds = 0; tenSeconds < 12; tenSeconds++)
        {
            scripted.Time.Advance(TimeSpan.FromSeconds(10));
            await scripted.Store.LeaseAsync(scripted.Time.GetUtcNow().AddSeconds(30));
            await scripted.Store.LeaseAsync(scripted.Time.GetUtcNow().AddSeconds(30));
        }

        var end = DateTimeOffset.MaxValue;
        Assert.Empty(await scripted.Store.ClaimDueAsync(Guid.NewGuid(), new([scripted.Place.Name], []), end, 10, Token));
        gate.Open();
        var waiting = await scripted.Store.NextAsync(record => record.Id == job.Id && scripted.Waits(record));
        scripted.Time.SetUtcNow(waiting.Due!.Value);
        await job.ResultAsync(Token);
        Assert.Equal((1, 1), (scripted.Place.Count("upload"), scripted.Place.Count("submit")));
        Assert.Equal((1, 1), (other.Place.Count("upload"), other.Place.Count("submit")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_during_a_step_longer_than_the_lease_is_not_lost()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await scripted.SubmitAsync();
        await gate.Reached;
        await job.CancelAsync(Token);

        for (var tenSeconds = 0; tenSeconds < 6; tenSeconds++)
        {
            scripted.Time.Advance(TimeSpan.FromSeconds(10));
            await scripted.Store.LeaseAsync(scripted.Time.GetUtcNow().AddSeconds(30));
        }

        gate.Open();
        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal(0, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_of_a_process_that_is_gone_is_taken_over_when_its_lease_has_run_out()
    {
        await using var scripted = new ScriptedClient();
        var gone = new JobRecord
        {
            Id = Guid.NewGuid(),
            Workspace = scripted.Place.Name,
            WorkloadFormat = ScriptedClient.Problem.Format,
            Options = new JobOptions { Target = scripted.Place.TargetId, Seed = 1 },
            Created = scripted.Time.GetUtcNow(),
            Updated = scripted.Time.GetUtcNow(),
            Due = scripted.Time.GetUtcNow(),
            Claim = Guid.NewGuid(),
        };
        await scripted.Store.CreateAsync(gone, ScriptedClient.Problem.ToPayload(), Token);
        var now = scripted.Time.GetUtcNow();
        await scripted.Store.KeepLeaseAsync(gone.Claim.Value, now, now.AddSeconds(30), Token);
        var result = scripted.Client.GetJob<ProblemResult>(gone.Id).ResultAsync(Token);

        for (var tenSeconds = 1; tenSeconds < 3; tenSeconds++)
        {
            scripted.Time.Advance(TimeSpan.FromSeconds(10));
            await scripted.Store.LeaseAsync(scripted.Time.GetUtcNow().AddSeconds(30));
        }

        Assert.Empty(scripted.Place.Calls);
        scripted.Time.Advance(TimeSpan.FromSeconds(10));
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await result;
    }

    [Fact(Timeout = Patience)]
    public async Task A_process_that_stood_still_for_longer_than_its_lease_claims_its_jobs_anew()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);

        scripted.Time.Advance(TimeSpan.FromHours(1));

        await job.ResultAsync(Token);
        Assert.True((await scripted.Store.GetAsync(job.Id, Token))!.Version > waiting.Version + 2);
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Theory(Timeout = Patience)]
    [InlineData("upload")]
    [InlineData("submit")]
    [InlineData("fetch")]
    public async Task A_client_that_goes_gives_its_jobs_back_so_that_the_next_need_not_wait(string step)
    {
        var first = new ScriptedClient();
        var gate = new Gate();
        Task HoldAsync(string here, CancellationToken token) => here == step ? gate.PassAsync(token) : Task.CompletedTask;
        first.Place.OnUpload = (_, token) => HoldAsync("upload", token);
        first.Place.OnSubmit = (submission, token) =>
        {
            if (step == "fetch") first.Place.RaiseChanged(submission.Attempt);
            return HoldAsync("submit", token);
        };
        first.Place.OnFetch = async (_, token) =>
        {
            await HoldAsync("fetch", token);
            return new Payload("answer", "0"u8.ToArray());
        };
        var job = await first.SubmitAsync();
        await gate.Reached;
        await first.DisposeAsync();

        await using var second = new ScriptedClient(store: first.Store, time: first.Time);
        second.Place.OnSubmit = (submission, _) =>
        {
            second.Place.RaiseChanged(submission.Attempt);
            return Task.CompletedTask;
        };
        var result = await second.Client.GetJob<ProblemResult>(job.Id).ResultAsync(Token);

        Assert.Equal("1", result.Best.Values.ToString());
        Assert.Equal(step == "upload" ? 1 : 0, second.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task However_soon_a_client_goes_after_a_submit_the_next_need_not_wait()
    {
        for (var round = 0; round < 300; round++)
        {
            var first = new ScriptedClient();
            var job = await first.SubmitAsync();
            await first.DisposeAsync();

            var left = await first.Store.GetAsync(job.Id, Token);

            Assert.Null(left!.Claim);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Who_waits_on_a_client_that_goes_is_told()
    {
        var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        var result = job.ResultAsync(Token);

        await scripted.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => result);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => job.ResultAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => job.CancelAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(scripted.SubmitAsync);
    }

    [Fact(Timeout = Patience)]
    public async Task A_store_that_fails_for_a_while_is_asked_again_and_does_not_hold_up_the_end()
    {
        await using var scripted = new ScriptedClient();
        scripted.Store.FailScans = 1;
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        await scripted.Store.ScanFailed;

        Assert.Null(await scripted.FollowAsync(job));
        Assert.Contains(scripted.Warnings, warning => warning.Contains("scanned", StringComparison.Ordinal));
        scripted.Store.FailScans = int.MaxValue;
        await scripted.SubmitAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_store_that_fails_while_a_client_goes_leaves_the_job_to_the_end_of_its_lease()
    {
        var first = new ScriptedClient();
        var gate = new Gate();
        first.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await first.SubmitAsync();
        await gate.Reached;
        first.Store.FailWrites = true;
        await first.DisposeAsync();
        Assert.Contains(first.Warnings, warning => warning.Contains("take the jobs back", StringComparison.Ordinal));

        first.Store.FailWrites = false;
        await using var second = new ScriptedClient(store: first.Store, time: first.Time);
        var result = second.Client.GetJob<ProblemResult>(job.Id).ResultAsync(Token);
        first.Time.Advance(TimeSpan.FromSeconds(30));
        first.Time.SetUtcNow((await second.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await result;
    }

    [Fact(Timeout = Patience)]
    public async Task A_store_that_fails_at_a_commit_is_asked_again()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        var job = await scripted.SubmitAsync();
        await gate.Reached;
        scripted.Store.FailWrites = true;
        gate.Open();
        await scripted.WarnedAsync();

        scripted.Store.FailWrites = false;
        await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow().AddSeconds(1));
        scripted.Time.Advance(TimeSpan.FromSeconds(1));
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await job.ResultAsync(Token);
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    /// <summary>Another process may have taken the job over meanwhile and sent it, or may before this one's arrives.</summary>
    [Theory(Timeout = Patience)]
    [InlineData(31)]
    [InlineData(21)]
    public async Task A_process_held_up_until_its_lease_is_over_or_nearly_so_looks_up_what_it_was_about_to_send(int seconds)
    {
        await using var scripted = new ScriptedClient();
        var isHeldUp = false;
        scripted.Store.OnWritten = job =>
        {
            if (isHeldUp || job.Phase != JobPhase.Submit) return;
            isHeldUp = scripted.Store.FailWrites = true;
            scripted.Time.Advance(TimeSpan.FromSeconds(seconds));
        };
        scripted.Place.OnRead = attempt =>
            scripted.Place.Count("submit") == 0 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var job = await scripted.SubmitAsync();
        await scripted.WarnedAsync("scanned");

        scripted.Store.FailWrites = false;
        scripted.Time.Advance(TimeSpan.FromSeconds(1));
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);

        await job.ResultAsync(Token);
        Assert.Equal(["encode", "upload", "read 1", "submit"], scripted.Place.Calls.Take(4));
    }

    [Fact(Timeout = Patience)]
    public async Task A_lease_that_runs_out_while_a_slow_store_renews_it_loses_no_job()
    {
        await using var scripted = new ScriptedClient();
        var (upload, renewal) = (new Gate(), new Gate());
        scripted.Place.OnUpload = (_, token) => upload.PassAsync(token);
        scripted.Place.OnRead = attempt =>
            scripted.Place.Count("submit") == 0 ? null : ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        var job = await scripted.SubmitAsync();
        await upload.Reached;
        scripted.Store.OnLease = () => renewal.PassAsync(Token);
        scripted.Time.Advance(TimeSpan.FromSeconds(10));
        await renewal.Reached;
        scripted.Time.Advance(TimeSpan.FromSeconds(21));

        upload.Open();
        await scripted.Store.NextAsync(record => record.Phase == JobPhase.Submit);
        renewal.Open();

        Assert.Null(await scripted.FollowAsync(job));
        Assert.Equal(1, scripted.Place.Count("submit"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_lease_that_cannot_be_kept_up_is_tried_again_before_it_runs_out()
    {
        await using var scripted = new ScriptedClient();
        var gate = new Gate();
        scripted.Place.OnUpload = (_, token) => gate.PassAsync(token);
        await scripted.SubmitAsync();
        await gate.Reached;
        scripted.Store.FailWrites = true;
        scripted.Time.Advance(TimeSpan.FromSeconds(10));
        await scripted.WarnedAsync();

        scripted.Store.FailWrites = false;
        scripted.Time.Advance(TimeSpan.FromSeconds(1));
        await scripted.Store.LeaseAsync(scripted.Time.GetUtcNow().AddSeconds(30));
        gate.Open();
    }

    [Fact(Timeout = Patience)]
    public async Task A_clock_that_is_set_back_holds_nothing_up()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        var waiting = await scripted.WaitsAsync(JobPhase.Monitor);
        await scripted.Time.AlarmAsync(waiting.Due!.Value);

        scripted.Time.AdjustTime(scripted.Time.GetUtcNow().AddHours(-5));
        scripted.Time.Advance(TimeSpan.FromSeconds(1));

        await job.ResultAsync(Token);
    }
}
