using Coupler.Circuits;
using Coupler.Jobs;
using Coupler.Problems;
using Xunit;
using static Coupler.Circuits.Gates;

namespace Coupler.Testing.Contracts;

/// <summary>
/// What every <see cref="Workspace"/> promises to whoever runs circuits in it through a client. Derive a public class from it,
/// say how the place is opened, and its tests run there, with one client each. The circuits have up to five qubits and the
/// gates H, X, CX and RZ.
/// </summary>
public abstract class WorkspaceContract : IAsyncLifetime
{
    private readonly Patience patience = new();

    /// <summary>Short leases and delays, since the tests wait for them.</summary>
    private static CouplerOptions Impatient => new()
    {
        Lease = TimeSpan.FromSeconds(0.3),
        ScanInterval = TimeSpan.FromSeconds(0.02),
        FirstDelay = TimeSpan.FromSeconds(0.005),
        LongestDelay = TimeSpan.FromSeconds(0.05),
    };

    /// <summary>Over the place alone.</summary>
    protected QuantumClient Client { get; private set; } = null!;

    /// <summary>Gives up after two minutes.</summary>
    protected CancellationToken Token => patience.Token;

    /// <summary>The id of a target of the place that simulates circuits and keeps to a seed.</summary>
    protected abstract string Target { get; }

    /// <summary>Opens the place; a test may open it twice.</summary>
    protected abstract Workspace Open();

    /// <summary>Submits a job, of whatever kind, that runs until it is cancelled, or at least for minutes.</summary>
    protected abstract Task<Guid> SubmitEndlessAsync();

    /// <summary>Whatever can be written down goes through bytes here, as in a durable store.</summary>
    public virtual ValueTask InitializeAsync()
    {
        Client = new QuantumClient([Open()], Impatient, new MemoryJobStore(roundTrip: true));
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        patience.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task X_on_the_first_of_three_qubits_is_the_rightmost_bit()
    {
        var result = await RunAsync([Qubits(3), X(0), MeasureAll()]);

        AssertOnly("001", result);
        Assert.Equal(100, result.Shots);
        Assert.Equal([new Register("c", 0, 3)], result.Registers);
    }

    [Fact]
    public async Task Registers_of_two_and_one_bits_measured_crosswise_keep_their_places()
    {
        var (a, b) = (Bits("a", 2), Bits("b", 1));

        var result = await RunAsync([Qubits(3), a, b, X(0), X(2), Measure(0, b[0]), Measure(1, a[0]), Measure(2, a[1])]);

        AssertOnly("110", result);
        Assert.Equal("10", Assert.Single(result.CountsOf("a")).Key.ToString());
        Assert.Equal("1", Assert.Single(result.CountsOf("b")).Key.ToString());
    }

    [Fact]
    public async Task Bits_that_no_measurement_writes_are_0()
    {
        var c = Bits("c", 4);

        AssertOnly("0100", await RunAsync([Qubits(3), c, X(0), X(1), X(2), Measure(1, c[2])]));
    }

    [Fact]
    public async Task A_qubit_may_be_measured_into_several_bits()
    {
        var c = Bits("c", 3);

        AssertOnly("101", await RunAsync([Qubits(2), c, X(1), Measure(1, c[0]), Measure(0, c[1]), Measure(1, c[2])]));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_counts_and_another_seed_others()
    {
        Circuit circuit = [H(0), H(1), H(2), H(3), MeasureAll()];

        var first = await RunAsync(circuit, shots: 10_000, seed: 1);
        var again = await RunAsync(circuit, shots: 10_000, seed: 1);
        var other = await RunAsync(circuit, shots: 10_000, seed: 2);

        Assert.Equal(Text(first), Text(again));
        Assert.NotEqual(Text(first), Text(other));
        Assert.Equal(1, first.Provenance.Seed);
    }

    /// <summary>
    /// Pearson's statistic, Σ (observed − expected)² / expected over the outcomes, is chi-square distributed with one degree of
    /// freedom less than there are cells. Outcomes that are expected less than 100 times share a cell. A right place fails with
    /// a probability of 1e-12 for each of five circuits.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_random_circuit_has_the_distribution_that_a_textbook_gives_it(int seed)
    {
        const int Shots = 50_000;
        var (circuit, expected) = RandomCircuit(new Random(seed));

        var result = await RunAsync(circuit, Shots, 2_000 + seed);

        var observed = result.Counts.ToDictionary(pair => pair.Key.ToUInt64(), pair => pair.Value);
        var outcomes = expected
            .Select((probability, bits) => (
                Observed: (double)observed.GetValueOrDefault((ulong)bits), Expected: probability * Shots))
            .ToLookup(cell => cell.Expected >= 100);
        var rare = (Observed: outcomes[false].Sum(cell => cell.Observed), Expected: outcomes[false].Sum(cell => cell.Expected));
        if (rare.Expected < 1e-6) Assert.Equal(0, rare.Observed);
        var cells = outcomes[true].Append(rare).Where(cell => cell.Expected >= 1e-6).ToArray();
        Assert.InRange(cells.Length, 2, int.MaxValue);
        Assert.InRange(ChiSquare.Statistic(cells), 0, ChiSquare.CriticalValue(1e-12, cells.Length - 1));
    }

    [Fact]
    public async Task A_result_says_where_it_comes_from()
    {
        var job = await Client.SubmitAsync([X(0), MeasureAll()], new() { Target = Target, Seed = 5 }, Token);

        var provenance = (await job.ResultAsync(Token)).Provenance;

        Assert.Equal((job.Id, Attempt.IdOf(job.Id, 1)), (provenance.Job, provenance.Attempt));
        Assert.Equal((Target, 5), (provenance.Target, provenance.Seed));
        Assert.True(provenance.IsSimulated);
    }

    [Fact]
    public async Task Who_watches_sees_each_change_once_and_the_end_last()
    {
        var job = await Client.SubmitAsync([H(0), MeasureAll()], new() { Target = Target }, Token);

        var seen = new List<JobSnapshot>();
        await foreach (var update in job.WatchAsync(Token)) seen.Add(update);

        Assert.Equal(JobStatus.Succeeded, seen[^1].Status);
        Assert.All(seen.SkipLast(1), update => Assert.False(update.Status.IsFinal));
        Assert.Equal(seen.Count, seen.Select(update => update with { Updated = default }).Distinct().Count());
        Assert.Equal(seen.Select(update => update.Phase).Order(), seen.Select(update => update.Phase));
        Assert.All(seen, update => Assert.Equal((job.Id, Target), (update.Id, update.Target)));
    }

    [Fact]
    public async Task A_job_that_runs_can_be_cancelled()
    {
        var job = Client.GetJob<CircuitResult>(await SubmitEndlessAsync());
        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Status == JobStatus.Executing) break;
        }

        await job.CancelAsync(Token);

        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
        Assert.Equal(JobStatus.Cancelled, (await job.GetSnapshotAsync(Token)).Status);
    }

    [Fact]
    public async Task A_second_submit_with_the_same_key_is_the_same_job()
    {
        var options = new JobOptions { Target = Target, Key = "double click", Owner = "ann" };

        var first = await Client.SubmitAsync([H(0), MeasureAll()], options, Token);
        var second = await Client.SubmitAsync([H(0), MeasureAll()], options, Token);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Text(await first.ResultAsync(Token)), Text(await second.ResultAsync(Token)));
    }

    [Fact]
    public async Task The_wrong_kind_of_result_is_refused_with_the_right_one()
    {
        var job = await Client.SubmitAsync([H(0), MeasureAll()], new() { Target = Target }, Token);

        var wrong = Client.GetJob<ProblemResult>(job.Id);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.ResultAsync(Token));

        Assert.Contains(nameof(CircuitResult), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_is_accepted_once_however_often_it_is_submitted()
    {
        await using var place = Open();
        var submission = await SubmissionAsync(place, [X(0), MeasureAll()], Guid.NewGuid());

        await place.SubmitAsync(submission, Token);
        await place.SubmitAsync(submission, Token);

        Assert.Equal(submission.Attempt, Assert.Single(await place.ReadAsync([submission.Attempt], Token)).Attempt);
    }

    [Fact]
    public async Task An_attempt_that_the_place_does_not_know_is_left_out_of_a_report_and_no_error_to_cancel()
    {
        await using var place = Open();
        var known = await SubmissionAsync(place, [X(0), MeasureAll()], Guid.NewGuid());
        await place.SubmitAsync(known, Token);
        var stranger = Guid.NewGuid();

        await place.CancelAsync(stranger, Token);
        await place.ReleaseAsync(stranger, Token);
        var reports = await place.ReadAsync([stranger, known.Attempt], Token);

        Assert.Equal(known.Attempt, Assert.Single(reports).Attempt);
        await Assert.ThrowsAsync<WorkspaceException>(() => place.FetchAsync(stranger, Token).AsTask());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_no_error_to_delete_again()
    {
        await using var place = Open();
        var run = await SubmissionAsync(place, [X(0), MeasureAll()], Guid.NewGuid());
        await place.SubmitAsync(run, Token);
        while ((await place.ReadAsync([run.Attempt], Token)).Single().Status != AttemptStatus.Succeeded) await Task.Yield();

        await place.DeleteAsync(run.Attempt, Token);
        await place.DeleteAsync(run.Attempt, Token);
        await place.DeleteAsync(Guid.NewGuid(), Token);

        Assert.Empty(await place.ReadAsync([run.Attempt], Token));
        await Assert.ThrowsAsync<WorkspaceException>(() => place.FetchAsync(run.Attempt, Token).AsTask());
    }

    [Fact]
    public async Task The_same_workload_is_encoded_to_the_same_bytes()
    {
        await using var place = Open();

        var first = await SubmissionAsync(place, Crosswise(), Guid.NewGuid());
        var second = await SubmissionAsync(place, Crosswise(), Guid.NewGuid());

        Assert.Equal(first.Input.Format, second.Input.Format);
        Assert.Equal(first.Input.Content.ToArray(), second.Input.Content.ToArray());
    }

    protected Task<CircuitResult> RunAsync(Circuit circuit, int shots = 100, long seed = 7) =>
        Client.RunAsync(circuit, new() { Target = Target, Shots = shots, Seed = seed }, Token);

    private async Task<Submission> SubmissionAsync(Workspace place, Circuit circuit, Guid attempt)
    {
        var options = new JobOptions { Target = Target, Shots = 500, Seed = 20_260_115 };
        var target = (await place.GetTargetsAsync(Token)).Single(target => target.Id == Target);
        return new Submission(attempt, Target, place.Encode(circuit, target, options).Detached(), options);
    }

    private static void AssertOnly(string bits, CircuitResult result) =>
        Assert.Equal(bits, Assert.Single(result.Counts).Key.ToString());

    /// <summary>A result in one line, for comparing two.</summary>
    private static string Text(CircuitResult result) =>
        string.Join(' ', result.Counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{pair.Value}"));

    /// <summary>A GHZ state with a phase, measured crosswise into registers of 2 + 1 bits.</summary>
    private static Circuit Crosswise()
    {
        var (a, b) = (Bits("a", 2), Bits("b", 1));
        return
        [
            Qubits(3), a, b, H(0), RZ(0.7, 0), H(0), CX(0, 1), H(2), RZ(-1.1, 2), H(2), X(2),
            Measure(0, b[0]), Measure(1, a[0]), Measure(2, a[1]),
        ];
    }

    /// <returns>The circuit, and the probability of each outcome.</returns>
    private static (Circuit Circuit, double[] Probabilities) RandomCircuit(Random random)
    {
        const int QubitCount = 5;
        var state = new TextbookState(QubitCount);
        var gates = new List<Instruction>();
        for (var qubit = 0; qubit < QubitCount; qubit++) gates.Add(state.ApplyH(qubit));
        for (var gate = 0; gate < 60; gate++)
        {
            gates.Add((random.Next(4), random.Next(QubitCount)) switch
            {
                (0, var qubit) => state.ApplyH(qubit),
                (1, var qubit) => state.ApplyX(qubit),
                (2, var qubit) => state.ApplyCX(qubit, (qubit + 1 + random.Next(QubitCount - 1)) % QubitCount),
                (_, var qubit) => state.ApplyRZ(random.NextDouble() * Math.Tau, qubit),
            });
        }

        return ([Qubits(QubitCount), .. gates, MeasureAll()], state.Probabilities);
    }
}
