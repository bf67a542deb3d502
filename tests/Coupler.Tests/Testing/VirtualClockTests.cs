using Coupler.Circuits;
using Coupler.Local;
using Coupler.Problems;
using Coupler.Testing;
using Coupler.Tests.Jobs;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Testing;

/// <summary>A clock that runs only while there is nothing else to do.</summary>
public sealed class VirtualClockTests : IAsyncDisposable
{
    private const int Patience = 60_000;

    private readonly VirtualClock clock = new();
    private readonly ScriptedWorkspace place = new();
    private readonly List<DateTimeOffset> looks = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A fifth of a second after the submission, each delay half as long again, at most thirty seconds.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_job_of_three_days_sees_exactly_the_looks_that_the_delays_prescribe()
    {
        WaitsUntil(Start.AddDays(3));
        await using var client = NewClient();
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        var prescribed = Prescribed().TakeWhile(look => look < Start.AddDays(3)).ToList();
        Assert.Equal([.. prescribed, prescribed[^1].AddSeconds(30)], looks);
        Assert.Equal(looks[^1], clock.GetUtcNow());
        Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
        Assert.InRange(looks.Count, 8_600, 8_700);
    }

    [Fact(Timeout = Patience)]
    public async Task It_stands_still_while_a_place_works_in_this_process()
    {
        await using var client = new QuantumClient([new LocalWorkspace(time: clock)], time: clock);
        Qubo chain = [.. Enumerable.Range(0, 22).Select(i => (i, (i + 1) % 22, 1.0))];
        var jobs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.SubmitAsync(chain, cancellationToken: Token)));

        await Task.WhenAll(jobs.Select(job => clock.RunUntilAsync(job, Token)));

        foreach (var job in jobs) Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact(Timeout = Patience)]
    public async Task It_stands_still_while_code_runs_for_the_client()
    {
        place.OnFetch = async (_, _) =>
        {
            var before = clock.GetUtcNow();
            for (var turn = 0; turn < 5_000; turn++) await Task.Yield();
            Assert.Equal(before, clock.GetUtcNow());
            return new Payload("answer", "1"u8.ToArray());
        };
        await using var client = NewClient();
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(Start.AddSeconds(0.2), clock.GetUtcNow());
        await job.ResultAsync(Token);
    }

    [Fact(Timeout = Patience)]
    public async Task A_span_ends_when_it_is_over_with_every_look_in_it_and_none_beyond()
    {
        WaitsUntil(DateTimeOffset.MaxValue);
        await using var client = NewClient();
        await SubmitAsync(client);

        await clock.RunForAsync(client, TimeSpan.FromMinutes(10), Token);
        Assert.Equal(Start.AddMinutes(10), clock.GetUtcNow());
        Assert.Equal(Prescribed().TakeWhile(look => look <= Start.AddMinutes(10)), looks);

        await clock.RunUntilAsync(client, Start.AddMinutes(11), Token);
        Assert.Equal(Start.AddMinutes(11), clock.GetUtcNow());
        Assert.Equal(Prescribed().TakeWhile(look => look <= Start.AddMinutes(11)), looks);
    }

    [Fact(Timeout = Patience)]
    public async Task Several_jobs_may_be_run_for_at_a_time()
    {
        place.OnRead = attempt => ScriptedWorkspace.Says(
            attempt, clock.GetUtcNow() < Start.AddHours(1) ? AttemptStatus.Executing : AttemptStatus.Succeeded);
        await using var client = NewClient();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync(client)));

        await Task.WhenAll(jobs.Select(job => clock.RunUntilAsync(job, Token)));

        foreach (var job in jobs) Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
        Assert.InRange(clock.GetUtcNow(), Start.AddHours(1), Start.AddHours(1).AddSeconds(30));
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_is_parked_is_over()
    {
        place.OnFetch = (_, _) => Task.FromResult(new Payload("answer", "what?"u8.ToArray()));
        await using var client = NewClient();
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(JobStatus.Parked, (await job.GetSnapshotAsync(Token)).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_job_that_never_ends_is_given_up_with_how_it_stands()
    {
        var impatient = new VirtualClock(Start) { Longest = TimeSpan.FromHours(2) };
        WaitsUntil(DateTimeOffset.MaxValue);
        await using var client = new QuantumClient([place], time: impatient);
        var job = await SubmitAsync(client);

        var gaveUp = await Assert.ThrowsAsync<TimeoutException>(() => impatient.RunUntilAsync(job, Token));

        Assert.Equal($"Job {job.Id} has not ended after 2:00:00 of the clock: it is Waiting in Monitor.", gaveUp.Message);
        Assert.Equal(Start.AddHours(2), impatient.GetUtcNow());
    }

    /// <summary>The first goes without a farewell to the clock; what it had claimed goes on in the second.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_client_that_is_gone_is_not_waited_for()
    {
        var folder = Directory.CreateTempSubdirectory("coupler-");
        var options = new CouplerOptions { Store = Path.Combine(folder.FullName, "jobs.db") };
        WaitsUntil(Start.AddMinutes(3));
        await using (var second = new QuantumClient([place], options, time: clock))
        {
            var first = new QuantumClient([place], options, time: clock);
            var job = await SubmitAsync(first);
            await clock.RunForAsync(first, TimeSpan.FromMinutes(1), Token);
            await first.DisposeAsync();

            await clock.RunUntilAsync(second.GetJob<ProblemResult>(job.Id), Token);

            Assert.Equal(1, place.Count("submit"));
            await Assert.ThrowsAsync<ObjectDisposedException>(() => clock.RunUntilAsync(job, Token));
        }

        folder.Delete(recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task Timers_ring_in_their_order_each_at_its_moment()
    {
        await using var client = NewClient();
        var rung = new List<(string Name, double Seconds)>();
        ITimer Ring(string name, double due, double period = 0) => clock.CreateTimer(
            _ => rung.Add((name, (clock.GetUtcNow() - Start).TotalSeconds)),
            state: null, TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period));
        using var late = Ring("late", 7);
        using var elder = Ring("elder", 4);
        using var younger = Ring("younger", 4);
        using var often = Ring("often", 3, 3);
        using var never = Ring("never", 5);
        using var moved = Ring("moved", 100);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        moved.Change(TimeSpan.FromSeconds(1), TimeSpan.Zero);

        await clock.RunForAsync(client, TimeSpan.FromSeconds(9), Token);

        Assert.Equal(
            [("moved", 1), ("often", 3), ("elder", 4), ("younger", 4), ("often", 6), ("late", 7), ("often", 9)], rung);
        Assert.Equal(TimeSpan.FromSeconds(9), clock.GetElapsedTime(Start.UtcTicks));
    }

    /// <summary>The real work of a circuit is done in no time of the clock, so its place is never asked in vain.</summary>
    [Fact(Timeout = Patience)]
    public async Task A_place_in_this_process_behind_a_script_is_done_at_the_first_look()
    {
        var faulty = new FaultScript().Around(new LocalWorkspace());
        await using var client = new QuantumClient([faulty], time: clock);
        Circuit wide = [.. Enumerable.Range(0, 18).Select(H), MeasureAll()];
        var job = await client.SubmitAsync(wide, cancellationToken: Token);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(Start.AddSeconds(0.2), clock.GetUtcNow());
        Assert.Equal(1_000, (await job.ResultAsync(Token)).Shots);
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();

    private QuantumClient NewClient() => new([place], time: clock);

    private Task<Job<ProblemResult>> SubmitAsync(QuantumClient client) =>
        client.SubmitAsync(ScriptedClient.Problem, new() { Target = place.TargetId }, Token);

    private void WaitsUntil(DateTimeOffset end) => place.OnRead = attempt =>
    {
        looks.Add(clock.GetUtcNow());
        return ScriptedWorkspace.Says(attempt, clock.GetUtcNow() < end ? AttemptStatus.Waiting : AttemptStatus.Succeeded);
    };

    /// <summary>The moments of the looks at a job that was submitted at the start and never changes.</summary>
    private IEnumerable<DateTimeOffset> Prescribed()
    {
        var (look, milliseconds) = (Start, 200.0);
        while (true)
        {
            look = look.AddMilliseconds(Math.Ceiling(Math.Min(milliseconds, 30_000)));
            yield return look;
            milliseconds *= 1.5;
        }
    }
}
