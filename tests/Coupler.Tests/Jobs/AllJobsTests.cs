using Coupler.Jobs;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>What a client tells of all jobs together.</summary>
public sealed class AllJobsTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task All_have_ended_when_the_last_has()
    {
        await using var scripted = new ScriptedClient();
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Executing);
        var job = await scripted.SubmitAsync();
        await scripted.WaitsAsync(JobPhase.Monitor);

        var idle = scripted.Client.WhenAllEndedAsync(Token);
        await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow().AddSeconds(1));
        Assert.False(idle.IsCompleted);
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(attempt, AttemptStatus.Succeeded);
        while (!idle.IsCompleted)
        {
            scripted.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await idle;
        Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task Where_there_are_no_jobs_all_have_ended()
    {
        await using var scripted = new ScriptedClient();

        await scripted.Client.WhenAllEndedAsync(Token);
    }

    [Fact(Timeout = Patience)]
    public async Task Jobs_of_another_place_or_of_a_step_of_another_program_are_not_waited_for()
    {
        await using var scripted = new ScriptedClient();
        var elsewhere = Job(scripted, minute: 0) with { Workspace = "elsewhere", Status = JobStatus.Executing };
        var ofStep = Job(scripted, minute: 1) with { Step = "theirs", Phase = JobPhase.Complete, Status = JobStatus.Completing };
        for (var job = 0; job < 150; job++)
        {
            var other = job % 2 == 0 ? elsewhere : ofStep;
            await scripted.Store.CreateAsync(other with { Id = Guid.NewGuid() }, ScriptedClient.Problem.ToPayload(), Token);
        }

        await scripted.Client.WhenAllEndedAsync(Token);

        // Older than all the others: the last of the list.
        await scripted.Store.CreateAsync(Job(scripted, minute: -1), ScriptedClient.Problem.ToPayload(), Token);
        var idle = scripted.Client.WhenAllEndedAsync(Token);
        await scripted.Time.AlarmAsync(scripted.Time.GetUtcNow().AddSeconds(1));
        Assert.False(idle.IsCompleted);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_tells_every_change_of_every_job_until_it_goes()
    {
        var scripted = new ScriptedClient();
        var told = new List<(Guid Job, JobStatus Status)>();
        var all = scripted.Client.WatchAllAsync(Token);
        var first = await scripted.SubmitAsync();
        await EndAsync(scripted, first);
        var second = await scripted.SubmitAsync();
        await EndAsync(scripted, second);
        await scripted.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var job in all) told.Add((job.Id, job.Status));
        });

        JobStatus[] course = [JobStatus.Created, JobStatus.Waiting, JobStatus.Succeeded];
        Assert.Equal(course, told.Where(change => change.Job == first.Id).Select(change => change.Status).Distinct());
        Assert.Equal(course, told.Where(change => change.Job == second.Id).Select(change => change.Status).Distinct());
    }

    [Fact(Timeout = Patience)]
    public async Task A_handle_that_knows_no_kind_of_result_brings_any()
    {
        await using var scripted = new ScriptedClient();
        var job = await scripted.SubmitAsync();
        await EndAsync(scripted, job);

        var result = await scripted.Client.GetJob(job.Id).ResultAsync(Token);

        Assert.Equal("1", Assert.IsType<ProblemResult>(result).Best.Values.ToString());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => scripted.Client.GetJob(Guid.NewGuid()).ResultAsync(Token));
    }

    private static async Task EndAsync(ScriptedClient scripted, Job job)
    {
        var result = job.ResultAsync(Token);
        scripted.Time.SetUtcNow((await scripted.WaitsAsync(JobPhase.Monitor)).Due!.Value);
        await result;
    }

    private static JobRecord Job(ScriptedClient scripted, int minute) => new()
    {
        Id = Guid.NewGuid(),
        Workspace = scripted.Place.Name,
        WorkloadFormat = ScriptedClient.Problem.Format,
        Options = new JobOptions { Target = scripted.Place.TargetId, Seed = 1 },
        Created = scripted.Time.GetUtcNow().AddMinutes(minute),
        Updated = scripted.Time.GetUtcNow(),
        Due = scripted.Time.GetUtcNow().AddDays(1),
    };
}
