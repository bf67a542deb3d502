using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Data.Sqlite;

namespace Coupler.Tests.Jobs;

/// <summary>What a snapshot says of the time that is left, and what that costs the store.</summary>
public sealed class JobSnapshotTests
{
    private const int Patience = 20_000;

    /// <summary>So that no alarm but those of the looks is set.</summary>
    private static CouplerOptions LongLease => new() { Lease = TimeSpan.FromHours(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Nine attempts that waited for 10, 20, …, 90 s and then ran for 1 s.</summary>
    private static AttemptTimes[] Nine =>
        [.. Enumerable.Range(1, 9).Select(i => new AttemptTimes(0, TimeSpan.FromSeconds(10 * i), TimeSpan.FromSeconds(1)))];

    /// <summary>Twenty jobs take fewer than nine of the 256 slots with a probability below 1e-12.</summary>
    [Fact(Timeout = Patience)]
    public async Task Jobs_that_ended_tell_those_that_follow_how_long_it_takes()
    {
        await using var scripted = new ScriptedClient(LongLease);
        for (var i = 0; i < 20; i++)
        {
            scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
            await scripted.SubmitAsync();
            scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
            var executing = await scripted.WaitsAsync(JobPhase.Monitor);
            Assert.Equal(JobStatus.Executing, executing.Status);
            scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
            scripted.Time.Advance(TimeSpan.FromSeconds(30));
            await scripted.WaitsAsync(JobPhase.Complete);
        }

        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        // Each waited for a fifth of a second, until it was first looked at.
        scripted.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(Band(30.1, 30.1, 30.1), (await job.GetSnapshotAsync(Token)).TimeLeft);
    }

    [Fact(Timeout = Patience)]
    public async Task Snapshots_lists_and_watchers_say_what_is_left_now_from_one_reading()
    {
        await using var scripted = new ScriptedClient(LongLease, new WatchedJobStore { Times = [.. Nine] });
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        scripted.Time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 100; i++) Assert.Equal(Band(6, 46, 86), (await job.GetSnapshotAsync(Token)).TimeLeft);
        await foreach (var listed in scripted.Client.ListAsync(cancellationToken: Token))
        {
            Assert.Equal(Band(6, 46, 86), listed.TimeLeft);
        }

        await foreach (var update in job.WatchAsync(Token))
        {
            Assert.Equal(Band(6, 46, 86), update.TimeLeft);
            break;
        }

        Assert.Equal(1, scripted.Store.TimesReads);
        scripted.Time.Advance(TimeSpan.FromSeconds(4.999));
        await job.GetSnapshotAsync(Token);
        Assert.Equal(1, scripted.Store.TimesReads);
        scripted.Time.Advance(TimeSpan.FromSeconds(5.001));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => job.GetSnapshotAsync(Token).AsTask()));
        Assert.Equal(2, scripted.Store.TimesReads);
    }

    [Fact(Timeout = Patience)]
    public async Task A_band_that_only_shrinks_is_not_told_again()
    {
        await using var scripted = new ScriptedClient(LongLease, new WatchedJobStore { Times = [.. Nine] });
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        var told = new List<JobSnapshot>();
        var watching = WatchAsync();

        for (var second = 0; second < 5; second++)
        {
            scripted.Time.Advance(TimeSpan.FromSeconds(1));
            scripted.Place.RaiseChanged(Attempt.IdOf(job.Id, 1));
            await scripted.WaitsAsync(JobPhase.Monitor);
        }

        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        scripted.Place.RaiseChanged(Attempt.IdOf(job.Id, 1));
        await watching;
        Assert.NotNull(told[0].TimeLeft);
        Assert.InRange(told.Count(update => update is { Phase: JobPhase.Monitor, ServiceStatus: "Waiting" }), 0, 1);

        async Task WatchAsync()
        {
            await foreach (var update in job.WatchAsync(Token)) told.Add(update);
        }
    }

    public static TheoryData<Exception> WaysOfBeingAway =>
    [
        new JobStoreException(JobStoreTrouble.Locked, "Another process has it."),
        new SqliteException("The database is away.", 14),
    ];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(WaysOfBeingAway))]
    public async Task A_store_that_is_away_leaves_what_was_known_and_ends_no_watch(Exception away)
    {
        await using var scripted = new ScriptedClient(LongLease, new WatchedJobStore { Times = [.. Nine] });
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);
        await job.GetSnapshotAsync(Token);

        scripted.Store.TimesFailure = away;
        scripted.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(Band(1.1, 41.1, 81.1), (await job.GetSnapshotAsync(Token)).TimeLeft);
        scripted.Time.Advance(TimeSpan.FromSeconds(0.1));

        // Eight waited for longer than this one has.
        Assert.Null((await job.GetSnapshotAsync(Token)).TimeLeft);
        Assert.Equal(2, scripted.Store.TimesReads);
    }

    [Fact(Timeout = Patience)]
    public async Task Only_a_job_that_is_at_its_target_and_wanted_has_time_left()
    {
        await using var scripted = new ScriptedClient(LongLease, new WatchedJobStore { Times = [.. Nine] });
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Waiting);
        var gate = new Gate();
        scripted.Place.OnSubmit = (_, token) => gate.PassAsync(token);

        var job = await scripted.SubmitAsync();
        await gate.Reached;
        Assert.Null((await job.GetSnapshotAsync(Token)).TimeLeft);
        gate.Open();
        await scripted.WaitsAsync(JobPhase.Monitor);
        Assert.NotNull((await job.GetSnapshotAsync(Token)).TimeLeft);
        await job.CancelAsync(Token);
        Assert.Null((await job.GetSnapshotAsync(Token)).TimeLeft);
    }

    [Fact(Timeout = Patience)]
    public async Task The_average_queue_time_is_the_targets_when_the_attempt_was_prepared()
    {
        await using var place = new ScriptedWorkspace { AverageQueueTime = TimeSpan.FromMinutes(7) };
        await using var client = new QuantumClient([place]);
        Qubo problem = [(0, 0, -1)];

        var job = await client.SubmitAsync(problem, new() { Target = place.TargetId }, Token);
        await job.ResultAsync(Token);

        Assert.Equal(TimeSpan.FromMinutes(7), (await job.GetSnapshotAsync(Token)).AverageQueueTime);
    }

    private static TimeBand Band(double low, double median, double high) =>
        new(TimeSpan.FromSeconds(low), TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(high));
}
