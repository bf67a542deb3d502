using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Extensions.Options;

namespace Coupler.Tests.Jobs;

/// <summary>How long jobs are kept, and who deletes them.</summary>
public sealed class RetentionTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task A_job_in_memory_is_kept_for_an_hour_and_then_deleted_at_its_place_and_here()
    {
        await using var scripted = new ScriptedClient();
        var job = await EndAsync(scripted);

        scripted.Time.Advance(TimeSpan.FromMinutes(59));
        await scripted.Client.ListAsync(cancellationToken: Token).FirstAsync(Token);
        Assert.Equal(0, scripted.Place.Count("delete"));
        scripted.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(job.Id, await scripted.Store.DeletedAsync());
        Assert.Contains($"delete {Attempt.IdOf(job.Id, 1)}", scripted.Place.Calls);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.GetSnapshotAsync(Token).AsTask());
    }

    [Fact(Timeout = Patience)]
    public async Task A_jobs_own_retention_comes_before_the_clients()
    {
        await using var scripted = new ScriptedClient(new CouplerOptions { Retention = TimeSpan.FromDays(1) });
        var kept = await EndAsync(scripted);
        var brief = await EndAsync(scripted, TimeSpan.FromMinutes(5));

        scripted.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(brief.Id, await scripted.Store.DeletedAsync());
        scripted.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(kept.Id, await scripted.Store.DeletedAsync());
    }

    [Fact(Timeout = Patience)]
    public async Task A_parked_job_is_kept_until_somebody_deletes_it()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnFetch = (_, _) => throw new FormatException("That is no answer.");
        var job = await SubmitAsync(scripted, TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<JobFailedException>(() => ResultAsync(scripted, job));
        scripted.Place.OnFetch = (_, _) => Task.FromResult(new Payload("answer", "1"u8.ToArray()));
        var other = await EndAsync(scripted);

        scripted.Time.Advance(TimeSpan.FromDays(1_000));
        Assert.Equal(other.Id, await scripted.Store.DeletedAsync());

        Assert.Equal(0, await scripted.Client.PurgeAsync(TimeSpan.Zero, cancellationToken: Token));
        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
        await scripted.Client.DeleteAsync(job.Id, Token);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.GetSnapshotAsync(Token).AsTask());
    }

    [Fact(Timeout = Patience)]
    public async Task A_parked_job_that_is_being_deleted_is_not_taken_up_again()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnFetch = (_, _) => throw new FormatException("That is no answer.");
        var job = await SubmitAsync(scripted, TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<JobFailedException>(() => ResultAsync(scripted, job));
        Exception? refusal = null;
        scripted.Place.OnDelete = async _ => refusal = await Record.ExceptionAsync(() => job.CompleteAsync(Token));

        await scripted.Client.DeleteAsync(job.Id, Token);

        Assert.IsType<InvalidOperationException>(refusal);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => job.GetSnapshotAsync(Token).AsTask());
    }

    [Fact(Timeout = Patience)]
    public async Task A_place_that_does_not_answer_keeps_its_jobs_and_is_asked_again()
    {
        await using var scripted = new ScriptedClient();
        var jobs = new[] { await EndAsync(scripted), await EndAsync(scripted) };
        scripted.Place.OnDelete = _ => throw new WorkspaceException(FailureClass.NeverAccepted, "Away", "Nobody is here.");

        scripted.Time.Advance(TimeSpan.FromMinutes(62));
        await scripted.WarnedAsync("did not delete");
        foreach (var job in jobs)
        {
            await scripted.Store.NextAsync(record => record.Id == job.Id && record.KeptUntil > scripted.Time.GetUtcNow());
        }

        Assert.Equal(1, scripted.Place.Count("delete"));
        scripted.Place.OnDelete = _ => Task.CompletedTask;
        foreach (var _ in jobs)
        {
            scripted.Time.Advance(TimeSpan.FromHours(1));
            Assert.Contains(await scripted.Store.DeletedAsync(), jobs.Select(job => job.Id));
        }
    }

    /// <summary>Else it would stand before all the others for ever.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_job_that_its_place_will_not_delete_keeps_no_other_from_it()
    {
        await using var scripted = new ScriptedClient();
        var (stubborn, other) = (await EndAsync(scripted), await EndAsync(scripted));
        scripted.Place.OnDelete = attempt => attempt == Attempt.IdOf(stubborn.Id, 1)
            ? throw new WorkspaceException(FailureClass.Yours, "Forbidden", "It is under legal hold.")
            : Task.CompletedTask;

        scripted.Time.Advance(TimeSpan.FromMinutes(62));

        Assert.Equal(other.Id, await scripted.Store.DeletedAsync());
        Assert.Equal(JobStatus.Succeeded, (await stubborn.GetSnapshotAsync(Token)).Status);
    }

    /// <summary>The place has deleted its part when the store fails: both are done again.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_crash_between_the_place_and_the_store_only_repeats()
    {
        var store = new WatchedJobStore { FailDeletes = true };
        var time = new WatchedTime();
        Job<ProblemResult> job;
        await using (var first = new ScriptedClient(store: store, time: time))
        {
            job = await EndAsync(first);
            time.Advance(TimeSpan.FromMinutes(62));
            await first.WarnedAsync("could not be deleted");
            Assert.Equal(1, first.Place.Count("delete"));
        }

        store.FailDeletes = false;
        await using var second = new ScriptedClient(store: store, time: time);
        await EndAsync(second);

        Assert.Equal(job.Id, await store.DeletedAsync());
        Assert.Contains($"delete {Attempt.IdOf(job.Id, 1)}", second.Place.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_has_not_ended_is_not_deleted_and_the_refusal_says_what_to_do()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
        var job = await scripted.SubmitAsync();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => scripted.Client.DeleteAsync(job.Id, Token));

        Assert.Contains("Cancel it", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, scripted.Place.Count("delete"));
        await job.GetSnapshotAsync(Token);
    }

    [Fact(Timeout = Patience)]
    public async Task A_deletion_that_the_place_does_not_answer_loses_nothing_and_tells_the_caller()
    {
        await using var scripted = new ScriptedClient();
        var job = await EndAsync(scripted);
        scripted.Place.OnDelete = _ => throw new WorkspaceException(FailureClass.AcceptanceUnknown, "Away", "Nobody is here.");

        await Assert.ThrowsAsync<WorkspaceException>(() => scripted.Client.DeleteAsync(job.Id, Token));

        Assert.Equal("1", (await job.ResultAsync(Token)).Solutions[0].Values.ToString());
        scripted.Place.OnDelete = _ => Task.CompletedTask;
        await scripted.Client.DeleteAsync(job.Id, Token);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => scripted.Client.DeleteAsync(job.Id, Token));
    }

    [Fact(Timeout = Patience)]
    public async Task A_purge_deletes_what_ended_long_ago_and_says_how_many()
    {
        await using var scripted = new ScriptedClient(new CouplerOptions { Retention = TimeSpan.FromDays(100) });
        foreach (var owner in new[] { "ann", "ann", "bob" }) await EndAsync(scripted, owner: owner);
        scripted.Time.Advance(TimeSpan.FromDays(2));
        await EndAsync(scripted, owner: "ann");

        var client = scripted.Client;
        Assert.Equal(0, await client.PurgeAsync(TimeSpan.FromDays(3), cancellationToken: Token));
        Assert.Equal(1, await client.PurgeAsync(TimeSpan.FromDays(1), new() { Owner = "ann", Limit = 1 }, Token));
        Assert.Equal(1, await client.PurgeAsync(TimeSpan.FromDays(1), new() { Owner = "ann" }, Token));
        Assert.Equal(1, await client.PurgeAsync(TimeSpan.FromDays(1), cancellationToken: Token));
        Assert.Equal(1, await client.PurgeAsync(TimeSpan.Zero, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => client.PurgeAsync(TimeSpan.FromTicks(-1), cancellationToken: Token));
    }

    /// <summary>More than a page, all made at one moment, and half of them are to stay.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_purge_goes_on_behind_jobs_of_one_moment_that_stay()
    {
        await using var scripted = new ScriptedClient();
        var now = scripted.Time.GetUtcNow();
        var jobs = Enumerable.Range(0, 3_000).Select(i => new JobRecord
        {
            Id = Guid.CreateVersion7(now),
            Workspace = scripted.Place.Name,
            WorkloadFormat = QuboFormat.Name,
            Options = new() { Target = scripted.Place.TargetId },
            Status = i % 2 == 0 ? JobStatus.Parked : JobStatus.Failed,
            Created = now,
            Updated = now,
        });
        await scripted.Store.CreateAsync([.. jobs.Select(job => new NewJob(job, []))], Token);

        Assert.Equal(1_500, await scripted.Client.PurgeAsync(TimeSpan.Zero, cancellationToken: Token));
        Assert.Equal(0, await scripted.Client.PurgeAsync(TimeSpan.Zero, cancellationToken: Token));
    }

    [Theory]
    [InlineData("00:00:59")]
    [InlineData("3650.00:00:01")]
    public async Task A_retention_out_of_its_range_is_refused(string text)
    {
        var retention = TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await using var scripted = new ScriptedClient();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SubmitAsync(scripted, retention));
        Assert.Throws<OptionsValidationException>(() => new QuantumClient([], new CouplerOptions { Retention = retention }));
    }

    private static Task<Job<ProblemResult>> SubmitAsync(ScriptedClient scripted, TimeSpan? retention = null, string? owner = null)
    {
        var options = new JobOptions { Target = scripted.Place.TargetId, Retention = retention, Owner = owner };
        return scripted.Client.SubmitAsync(ScriptedClient.Problem, options, Token);
    }

    private static async Task<Job<ProblemResult>> EndAsync(
        ScriptedClient scripted, TimeSpan? retention = null, string? owner = null)
    {
        var job = await SubmitAsync(scripted, retention, owner);
        await ResultAsync(scripted, job);
        return job;
    }

    private static async Task<ProblemResult> ResultAsync(ScriptedClient scripted, Job<ProblemResult> job)
    {
        var waiting = await scripted.Store.NextAsync(record => record.Id == job.Id && scripted.Waits(record));
        if (waiting.Due is { } due) scripted.Time.SetUtcNow(due);
        return await job.ResultAsync(Token);
    }
}
