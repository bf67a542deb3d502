using System.Collections.Concurrent;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

/// <summary>Many jobs in one call.</summary>
public sealed class JobGroupTests
{
    private const int Patience = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Many_workloads_are_submitted_in_one_transaction_and_come_back_in_their_order()
    {
        await using var scripted = new ScriptedClient();
        var group = await SubmitAsync(scripted, Problems(50));

        Assert.Equal(1, scripted.Store.Creates);
        foreach (var _ in group) await scripted.WaitsAsync(JobPhase.Monitor);
        scripted.Time.Advance(TimeSpan.FromSeconds(0.2));
        var results = await group.ResultsAsync(Token);

        Assert.Equal(group.Select(job => job.Id), results.Select(result => result.Provenance.Job));
        Assert.Equal(50, group.Select(job => job.Id).Distinct().Count());
    }

    [Fact(Timeout = Patience)]
    public async Task If_one_workload_is_refused_none_is_written_or_sent()
    {
        await using var scripted = new ScriptedClient();
        var validated = 0;
        scripted.Place.OnValidate = () =>
        {
            if (++validated == 7) throw new TargetRefusedException("scripted.machine", "It is too wide.");
        };

        await Assert.ThrowsAsync<TargetRefusedException>(() => SubmitAsync(scripted, Problems(10)));

        Assert.Empty(await scripted.Client.ListAsync(cancellationToken: Token).ToListAsync(Token));
        Assert.Empty(scripted.Place.Calls);
    }

    [Fact(Timeout = Patience)]
    public async Task Each_job_comes_once_when_it_ends_in_the_order_of_the_ends_whatever_the_end()
    {
        await using var scripted = new ScriptedClient();
        var status = new ConcurrentDictionary<Guid, AttemptStatus>();
        scripted.Place.OnRead = attempt =>
            ScriptedWorkspace.Says(attempt, status.GetValueOrDefault(attempt, AttemptStatus.Executing));
        var group = await SubmitAsync(scripted, Problems(3));
        foreach (var _ in group) await scripted.WaitsAsync(JobPhase.Monitor);
        var seen = new List<Guid>();
        var ends = group.WhenEachAsync(Token).GetAsyncEnumerator(Token);

        foreach (var (index, end) in new[]
        {
            (2, AttemptStatus.Failed), (0, AttemptStatus.Succeeded), (1, AttemptStatus.Cancelled),
        })
        {
            var attempt = Attempt.IdOf(group[index].Id, 1);
            status[attempt] = end;
            scripted.Place.RaiseChanged(attempt);
            Assert.True(await ends.MoveNextAsync());
            seen.Add(ends.Current.Id);
        }

        Assert.False(await ends.MoveNextAsync());
        Assert.Equal([group[2].Id, group[0].Id, group[1].Id], seen);
        await Assert.ThrowsAsync<JobFailedException>(() => group[2].ResultAsync(Token));
        await Assert.ThrowsAsync<JobCancelledException>(() => group[1].ResultAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task All_are_cancelled_in_one_call_and_those_that_have_ended_keep_their_results()
    {
        await using var scripted = new ScriptedClient();
        var cancelled = new ConcurrentDictionary<Guid, bool>();
        Guid first = default;
        scripted.Place.OnCancel = attempt => Task.FromResult(cancelled[attempt] = true);
        scripted.Place.OnRead = attempt => ScriptedWorkspace.Says(
            attempt,
            attempt == first ? AttemptStatus.Succeeded
                : cancelled.ContainsKey(attempt) ? AttemptStatus.Cancelled : AttemptStatus.Executing);
        var group = await SubmitAsync(scripted, Problems(5));
        foreach (var _ in group) await scripted.WaitsAsync(JobPhase.Monitor);
        first = Attempt.IdOf(group[0].Id, 1);
        scripted.Place.RaiseChanged(first);
        await group[0].ResultAsync(Token);

        await group.CancelAsync(Token);

        foreach (var job in group.Skip(1)) await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        await group[0].ResultAsync(Token);
        Assert.Equal(4, cancelled.Count);
    }

    [Fact(Timeout = Patience)]
    public async Task A_key_and_a_seed_are_told_apart_so_that_submitting_the_same_again_is_the_same_jobs()
    {
        await using var scripted = new ScriptedClient();
        var options = new JobOptions { Target = scripted.Place.TargetId, Key = "night run", Seed = 100 };

        var once = await scripted.Client.SubmitManyAsync(Problems(4), options, Token);
        var again = await scripted.Client.SubmitManyAsync(Problems(4), options, Token);

        Assert.Equal(once.Select(job => job.Id), again.Select(job => job.Id));
        var records = await Task.WhenAll(once.Select(async job => (await scripted.Store.GetAsync(job.Id, Token))!));
        Assert.Equal([100L, 101, 102, 103], records.Select(record => record.Options.Seed));
        Assert.Equal(["night run/0", "night run/1", "night run/2", "night run/3"], records.Select(record => record.Options.Key));
    }

    [Fact(Timeout = Patience)]
    public async Task No_workloads_are_no_jobs()
    {
        await using var scripted = new ScriptedClient();

        var group = await SubmitAsync(scripted, []);

        Assert.Empty(await group.ResultsAsync(Token));
        Assert.Empty(await group.WhenEachAsync(Token).ToListAsync(Token));
    }

    private static Task<JobGroup<ProblemResult>> SubmitAsync(ScriptedClient scripted, IEnumerable<Qubo> problems) =>
        scripted.Client.SubmitManyAsync(problems, new JobOptions { Target = scripted.Place.TargetId }, Token);

    private static IEnumerable<Qubo> Problems(int count)
    {
        for (var i = 1; i <= count; i++) yield return [(0, 0, -i)];
    }
}
