using Coupler.Circuits;
using Coupler.Local;
using Coupler.Testing;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Testing;

/// <summary>Each fault, seen through a client.</summary>
public sealed class FaultTests
{
    private const int Patience = 60_000;

    private readonly VirtualClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>So that the moments of the retries can be told to the millisecond.</summary>
    private static CouplerOptions Exact => new() { Retries = { Jitter = 0 } };

    public static TheoryData<string, string> FaultsThatPass => new()
    {
        { nameof(FaultScript.Upload), nameof(Fault.Refused) },
        { nameof(FaultScript.Upload), nameof(Fault.ServiceUnavailable) },
        { nameof(FaultScript.Upload), nameof(Fault.CutBefore) },
        { nameof(FaultScript.Upload), nameof(Fault.CutAfter) },
        { nameof(FaultScript.Upload), nameof(Fault.LinkExpired) },
        { nameof(FaultScript.Submit), nameof(Fault.Refused) },
        { nameof(FaultScript.Submit), nameof(Fault.ServiceUnavailable) },
        { nameof(FaultScript.Submit), nameof(Fault.CutBefore) },
        { nameof(FaultScript.Submit), nameof(Fault.CutAfter) },
        { nameof(FaultScript.Read), nameof(Fault.ServiceUnavailable) },
        { nameof(FaultScript.Read), nameof(Fault.CutBefore) },
        { nameof(FaultScript.Read), nameof(Fault.CutAfter) },
        { nameof(FaultScript.Fetch), nameof(Fault.ServiceUnavailable) },
        { nameof(FaultScript.Fetch), nameof(Fault.CutBefore) },
        { nameof(FaultScript.Fetch), nameof(Fault.CutAfter) },
        { nameof(FaultScript.Fetch), nameof(Fault.LinkExpired) },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(FaultsThatPass))]
    public async Task A_fault_that_passes_is_seen_with_its_code_and_costs_the_job_nothing(string call, string name)
    {
        var fault = (Fault)typeof(Fault).GetProperty(name)!.GetValue(null)!;
        var place = ScriptOf(call, fault, fault).Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], Exact, time: clock);
        var seen = CodesAsync(client);
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(100, (await job.ResultAsync(Token)).Shots);
        Assert.Contains(name, await seen);
        var expected = Enumerable.Repeat((call, name), name == nameof(Fault.CutAfter) && call == "Submit" ? 1 : 2);
        Assert.Equal(expected, place.Played.Select(played => (played.Call.ToString(), played.Fault.Name)));
        Assert.Equal([Attempt.IdOf(job.Id, 1)], place.Ledger);
    }

    [Fact(Timeout = Patience)]
    public async Task A_refused_submission_never_reaches_the_place_and_a_lost_answer_is_not_asked_for_by_sending_again()
    {
        var place = new FaultScript { Submit = [Fault.Refused, Fault.Refused, Fault.CutAfter] }.Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], Exact, time: clock);
        var job = await SubmitAsync(client);

        await clock.RunForAsync(client, TimeSpan.FromMilliseconds(499), Token);
        Assert.Empty(place.Ledger);
        await clock.RunForAsync(client, TimeSpan.FromMilliseconds(1), Token);
        Assert.Single(place.Ledger);
        Assert.Equal(JobPhase.Submit, (await job.GetSnapshotAsync(Token)).Phase);
        await clock.RunUntilAsync(job, Token);

        Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Single(place.Ledger);
        Assert.Equal(Start.AddMilliseconds(200 + 300 + 450), clock.GetUtcNow());
    }

    [Fact(Timeout = Patience)]
    public async Task A_connection_that_is_cut_before_leaves_the_ledger_empty_and_one_that_is_cut_after_does_not()
    {
        var before = new FaultScript { Submit = [Fault.CutBefore] }.Around(new LocalWorkspace());
        var after = new FaultScript { Submit = [Fault.CutAfter] }.Around(new LocalWorkspace());
        foreach (var (place, accepted) in new[] { (before, 0), (after, 1) })
        {
            await using var client = new QuantumClient([place], time: clock);
            await SubmitAsync(client);

            await clock.RunForAsync(client, TimeSpan.Zero, Token);

            Assert.Equal(accepted, place.Ledger.Length);
        }
    }

    [Theory(Timeout = Patience)]
    [InlineData("Upload")]
    [InlineData("Submit")]
    [InlineData("Read")]
    [InlineData("Fetch")]
    public async Task Too_many_requests_are_made_again_when_the_place_said(string call)
    {
        var fault = Fault.TooManyRequests(TimeSpan.FromMinutes(7));
        var place = ScriptOf(call, fault).Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(Start.AddMinutes(7).AddSeconds(0.2), clock.GetUtcNow());
        Assert.Equal(fault, Assert.Single(place.Played).Fault);
        Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
    }

    [Fact(Timeout = Patience)]
    public async Task A_link_expires_as_often_as_the_script_says()
    {
        var place = new FaultScript { Fetch = [.. Fault.LinkExpired.Times(5)] }.Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], Exact, time: clock);
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        Assert.Equal(5, place.Played.Length);
        Assert.Equal(Start.AddMilliseconds(200 + 200 + 300 + 450 + 675 + 1_013), clock.GetUtcNow());
        Assert.Single(place.Ledger);
    }

    [Fact(Timeout = Patience)]
    public async Task An_attempt_waits_in_the_queue_for_its_span_and_is_then_done()
    {
        var place = new FaultScript { Queue = TimeSpan.FromDays(3) }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);

        await clock.RunForAsync(client, TimeSpan.FromDays(3) - TimeSpan.FromTicks(1), Token);
        Assert.Equal(JobStatus.Waiting, (await job.GetSnapshotAsync(Token)).Status);
        await clock.RunUntilAsync(job, Token);

        Assert.Equal(JobStatus.Succeeded, (await job.GetSnapshotAsync(Token)).Status);
        Assert.InRange(clock.GetUtcNow(), Start.AddDays(3), Start.AddDays(3).AddSeconds(30));
    }

    [Fact(Timeout = Patience)]
    public async Task An_attempt_waits_in_the_queue_until_it_is_released()
    {
        var place = new FaultScript { Queue = Timeout.InfiniteTimeSpan }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var (first, second) = (await SubmitAsync(client), await SubmitAsync(client));
        await clock.RunForAsync(client, TimeSpan.FromDays(2), Token);
        Assert.Equal(JobStatus.Waiting, (await first.GetSnapshotAsync(Token)).Status);

        place.Release();
        await Task.WhenAll(clock.RunUntilAsync(first, Token), clock.RunUntilAsync(second, Token));
        var later = await SubmitAsync(client);
        var before = clock.GetUtcNow();
        await clock.RunUntilAsync(later, Token);

        Assert.Equal(3, place.Ledger.Distinct().Count());
        Assert.InRange(before, Start.AddDays(2), Start.AddDays(2).AddSeconds(30));
        Assert.Equal(before.AddSeconds(0.2), clock.GetUtcNow());
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_cancelled_in_the_queue_is_cancelled()
    {
        var place = new FaultScript { Queue = Timeout.InfiniteTimeSpan }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);
        await clock.RunForAsync(client, TimeSpan.FromDays(1), Token);

        await job.CancelAsync(Token);
        await clock.RunUntilAsync(job, Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
    }

    [Fact(Timeout = Patience)]
    public async Task A_cancellation_that_comes_too_late_stops_nothing()
    {
        var script = new FaultScript { Queue = Timeout.InfiniteTimeSpan, Cancel = [Fault.TooLate] };
        var place = script.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);
        await clock.RunForAsync(client, TimeSpan.FromDays(1), Token);

        await job.CancelAsync(Token);
        await clock.RunUntilAsync(job, Token);

        Assert.Equal(100, (await job.ResultAsync(Token)).Shots);
        Assert.Equal(Fault.TooLate, Assert.Single(place.Played).Fault);
    }

    [Theory(Timeout = Patience)]
    [InlineData(nameof(Fault.ServiceUnavailable))]
    [InlineData(nameof(Fault.CutBefore))]
    public async Task A_cancellation_that_fails_is_asked_for_again(string name)
    {
        var fault = (Fault)typeof(Fault).GetProperty(name)!.GetValue(null)!;
        var place = new FaultScript { Queue = TimeSpan.FromDays(1), Cancel = [fault, fault] }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);
        await clock.RunForAsync(client, TimeSpan.FromHours(1), Token);

        await job.CancelAsync(Token);
        await clock.RunUntilAsync(job, Token);

        Assert.Equal(JobStatus.Cancelled, (await job.GetSnapshotAsync(Token)).Status);
        Assert.Equal([fault, fault], place.Played.Select(played => played.Fault));
        Assert.InRange(clock.GetUtcNow(), Start.AddHours(1), Start.AddHours(1.1));
    }

    [Fact(Timeout = Patience)]
    public async Task In_an_outage_the_target_is_unavailable_and_refuses_and_afterwards_it_accepts()
    {
        var place = new FaultScript { Outage = TimeSpan.FromHours(5) }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);
        await clock.RunForAsync(client, TimeSpan.FromHours(5) - TimeSpan.FromTicks(1), Token);

        Assert.All(
            await client.GetTargetsAsync(Token), target => Assert.Equal(TargetAvailability.Unavailable, target.Availability));
        var failure = (await job.GetSnapshotAsync(Token)).Failure!;
        Assert.Equal((FailureClass.NeverAccepted, "TargetUnavailable"), (failure.Class, failure.Code));
        Assert.Empty(place.Ledger);
        await clock.RunUntilAsync(job, Token);

        Assert.Single(place.Ledger);
        Assert.All(
            await client.GetTargetsAsync(Token), target => Assert.Equal(TargetAvailability.Available, target.Availability));
    }

    [Fact(Timeout = Patience)]
    public async Task An_outage_may_last_until_it_is_ended_and_a_client_gives_up_after_a_day()
    {
        var place = new FaultScript { Outage = Timeout.InfiniteTimeSpan }.Around(new LocalWorkspace(), clock);
        await using var client = new QuantumClient([place], time: clock);
        var lost = await SubmitAsync(client);
        await clock.RunUntilAsync(lost, Token);
        var failed = await Assert.ThrowsAsync<JobFailedException>(() => lost.ResultAsync(Token));
        Assert.Equal("TargetUnavailable", failed.Failure.Code);
        Assert.InRange(clock.GetUtcNow(), Start.AddDays(1), Start.AddDays(1).AddMinutes(1));

        var job = await SubmitAsync(client);
        await clock.RunForAsync(client, TimeSpan.FromHours(1), Token);
        place.Recover();
        await clock.RunUntilAsync(job, Token);

        Assert.Equal([Attempt.IdOf(job.Id, 1)], place.Ledger);
    }

    [Theory(Timeout = Patience)]
    [InlineData(nameof(Fault.Truncated))]
    [InlineData(nameof(Fault.Corrupted))]
    public async Task A_result_that_arrives_damaged_every_time_is_kept_and_its_job_parked(string name)
    {
        var fault = (Fault)typeof(Fault).GetProperty(name)!.GetValue(null)!;
        var (whole, damaged) = (new FaultScript().Around(new LocalWorkspace()),
            new FaultScript { Fetch = [fault, fault, fault] }.Around(new LocalWorkspace()));
        var raw = new List<byte[]>();
        foreach (var place in new[] { whole, damaged })
        {
            await using var client = new QuantumClient([place], time: clock);
            var job = await SubmitAsync(client);
            await clock.RunUntilAsync(job, Token);
            raw.Add((await job.RawResultAsync(Token)).Content.ToArray());
            var status = (await job.GetSnapshotAsync(Token)).Status;
            Assert.Equal(place == whole ? JobStatus.Succeeded : JobStatus.Parked, status);
        }

        if (fault == Fault.Truncated) Assert.Equal(raw[0][..(raw[0].Length / 2)], raw[1]);
        else Assert.All(raw[0].Zip(raw[1]), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact(Timeout = Patience)]
    public async Task A_result_that_arrives_damaged_once_is_fetched_again_and_nothing_is_sent_again()
    {
        var place = new FaultScript { Fetch = [Fault.Truncated] }.Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        await job.ResultAsync(Token);
        Assert.Equal([Attempt.IdOf(job.Id, 1)], place.Ledger);
    }

    [Fact(Timeout = Patience)]
    public async Task A_submission_that_arrives_twice_is_run_once_by_a_place_that_keeps_its_promise()
    {
        var place = new FaultScript { Submit = [Fault.SubmittedTwice] }.Around(new LocalWorkspace());
        await using var client = new QuantumClient([place], time: clock);
        var job = await SubmitAsync(client);

        await clock.RunUntilAsync(job, Token);

        var attempt = Attempt.IdOf(job.Id, 1);
        Assert.Equal([attempt, attempt], place.Ledger);
        Assert.Equal(100, (await job.ResultAsync(Token)).Shots);
    }

    /// <summary>A member that it forgot would be that of a place which does nothing. It never tells of changes.</summary>
    [Fact]
    public void A_place_behind_a_script_passes_every_call_on()
    {
        static IEnumerable<string> Virtual(Type type) => type.GetMethods()
            .Where(method => method.IsVirtual && method.DeclaringType == type)
            .Select(method => method.Name);

        var forgotten = Virtual(typeof(Workspace)).Except(Virtual(typeof(FaultyWorkspace)));

        Assert.Equal(["add_Changed", "remove_Changed"], forgotten.Order());
    }

    private static FaultScript ScriptOf(string call, params Fault[] faults) => call switch
    {
        nameof(FaultScript.Upload) => new FaultScript { Upload = [.. faults] },
        nameof(FaultScript.Submit) => new FaultScript { Submit = [.. faults] },
        nameof(FaultScript.Read) => new FaultScript { Read = [.. faults] },
        _ => new FaultScript { Fetch = [.. faults] },
    };

    private static Task<Job<CircuitResult>> SubmitAsync(QuantumClient client) =>
        client.SubmitAsync([H(0), MeasureAll()], new() { Shots = 100, Seed = 7 }, Token);

    /// <summary>The codes of every trouble of the only job that who watches the client sees, also who is slow.</summary>
    private static async Task<HashSet<string>> CodesAsync(QuantumClient client)
    {
        var codes = new HashSet<string>();
        await foreach (var update in client.WatchAllAsync(Token))
        {
            if (update.Failure is { } failure) codes.Add(failure.Code);
            if (update.Status.IsFinal) break;
        }

        return codes;
    }
}
