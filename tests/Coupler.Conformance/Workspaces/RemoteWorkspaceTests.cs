using Coupler.Circuits;
using Coupler.Conformance.Client;
using Coupler.Testing.Contracts;
using Microsoft.Extensions.Time.Testing;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Workspaces;

public sealed class RemoteWorkspaceTests(RemotePlace place) : WorkspaceContract, IClassFixture<RemotePlace>
{
    protected override string Target => RemoteWorkspace.TargetId;

    protected override Workspace Open() => new RemoteWorkspace(place.Address);

    protected override async Task<Guid> SubmitEndlessAsync()
    {
        await place.DirectAsync("words", "queued,running");
        return (await SubmitAsync(Client)).Id;
    }

    [Fact]
    public async Task A_place_that_is_busy_is_asked_again_when_it_said()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
        await using var client = new QuantumClient([Open()], time: time);
        await place.DirectAsync("refuse", "60");
        var job = await SubmitAsync(client);
        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Failure is { Class: FailureClass.NeverAccepted, Code: "Busy" }) break;
        }

        Assert.Empty(Entries(job));
        time.Advance(TimeSpan.FromSeconds(60));
        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Phase == JobPhase.Monitor) break;
        }

        Assert.Single(Entries(job));
        var result = job.ResultAsync(Token);
        while (!result.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(100, (await result).Shots);
    }

    /// <summary>The first request opens a connection that the submission then uses again, as in any real client.</summary>
    [Fact]
    public async Task A_connection_that_is_cut_after_the_submission_was_accepted_pays_once()
    {
        await RunAsync([X(0), MeasureAll()]);
        await place.DirectAsync("cut");

        var job = await SubmitAsync(Client);

        Assert.Equal(100, (await job.ResultAsync(Token)).Shots);
        Assert.Single(Entries(job));
        Assert.Equal(1, (await job.GetSnapshotAsync(Token)).Attempt);
    }

    [Fact]
    public async Task A_place_that_is_away_for_a_while_loses_no_job()
    {
        for (var i = 0; i < 5; i++) await place.DirectAsync("away", "0");

        var job = await SubmitAsync(Client);

        Assert.Equal(100, (await job.ResultAsync(Token)).Shots);
        Assert.Null((await job.GetSnapshotAsync(Token)).Failure);
        Assert.Single(Entries(job));
    }

    [Fact]
    public async Task A_place_that_nobody_listens_at_leaves_the_job_waiting_with_the_reason()
    {
        await using var client = new QuantumClient([new RemoteWorkspace(new Uri("http://127.0.0.1:1"))], Errand.Impatient());

        var job = await SubmitAsync(client);

        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Failure is null) continue;
            Assert.Equal((FailureClass.NeverAccepted, JobPhase.Submit), (update.Failure.Class, update.Phase));
            break;
        }
    }

    [Fact]
    public async Task A_run_that_fails_fails_the_job_with_the_places_code()
    {
        await place.DirectAsync("words", "queued,failed\tE17\tThe cryostat is warm.");

        var job = await SubmitAsync(Client);

        var failed = await Assert.ThrowsAsync<JobFailedException>(() => job.ResultAsync(Token));
        Assert.Equal(new JobFailure(FailureClass.FailedCharged, "E17", "The cryostat is warm."), failed.Failure);
        Assert.Equal((JobStatus.Failed, "failed"), await StatusAsync(job));
        Assert.Single(Entries(job));
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_not_the_end()
    {
        await place.DirectAsync("words", "queued,dreaming,dreaming,running,done");
        var job = await SubmitAsync(Client);

        var seen = new List<JobSnapshot>();
        await foreach (var update in job.WatchAsync(Token)) seen.Add(update);

        Assert.Contains(seen, update => (update.Status, update.ServiceStatus) == (JobStatus.Unknown, "dreaming"));
        Assert.Equal(JobStatus.Succeeded, seen[^1].Status);
    }

    [Fact]
    public async Task The_token_of_a_run_stops_it_at_the_place()
    {
        await place.DirectAsync("words", "queued,running");
        using var impatience = new CancellationTokenSource();
        var options = new JobOptions { Target = Target, Key = nameof(The_token_of_a_run_stops_it_at_the_place) };
        var run = Client.RunAsync([X(0), MeasureAll()], options, impatience.Token);
        var job = await Client.SubmitAsync([X(0), MeasureAll()], options, Token);
        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Status == JobStatus.Executing) break;
        }

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal((JobStatus.Cancelled, "stopped"), await StatusAsync(job));
    }

    [Fact]
    public async Task What_the_place_cannot_run_is_refused_at_submit_with_the_reason()
    {
        Circuit late = [Qubits(2), Bits("c", 2), Measure(0, 0), X(0), Measure(0, 1)];
        Circuit foreign = [SX(0), MeasureAll()];
        Circuit wide = [Qubits(13), MeasureAll()];

        var refused = new[] { (late, "after a measurement"), (foreign, "only h, x, cx, rz"), (wide, "1 to 12 qubits") };
        foreach (var (circuit, reason) in refused)
        {
            var refusal = await Assert.ThrowsAsync<TargetRefusedException>(() => RunAsync(circuit));
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The bytes that come back count qubits; only the circuit knows which bit each outcome belongs to.</summary>
    [Fact]
    public async Task The_raw_result_makes_no_sense_without_the_circuit()
    {
        var c = Bits("c", 2);
        var job = await Client.SubmitAsync([Qubits(2), c, X(0), Measure(0, c[1])], new() { Target = Target, Shots = 3 }, Token);

        var result = await job.ResultAsync(Token);
        var raw = await job.RawResultAsync(Token);

        Assert.Equal("10:3", Answer.Of(result));
        Assert.Equal([1, 0, 0, 0, 3, 0, 0, 0], raw.Content.ToArray());
    }

    private Task<Job<CircuitResult>> SubmitAsync(QuantumClient client) =>
        client.SubmitAsync([X(0), MeasureAll()], new() { Target = Target, Shots = 100 }, Token);

    private async Task<(JobStatus Status, string? Word)> StatusAsync(Job<CircuitResult> job)
    {
        var snapshot = await job.GetSnapshotAsync(Token);
        return (snapshot.Status, snapshot.ServiceStatus);
    }

    private IEnumerable<Guid> Entries(Job<CircuitResult> job) => place.Ledger.Where(id => id == Attempt.IdOf(job.Id, 1));
}
