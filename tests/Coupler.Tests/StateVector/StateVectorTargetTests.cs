using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Coupler.Circuits;
using Coupler.Local.StateVector;
using Coupler.Problems;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.StateVector;

public sealed class StateVectorTargetTests
{
    private static readonly StateVectorTarget Target = new();

    [Theory]
    [InlineData(40, Precision.Float32, "8 TiB")]
    [InlineData(40, Precision.Float64, "16 TiB")]
    [InlineData(63, Precision.Float64, "128 EiB")]
    [InlineData(64, Precision.Float64, "256 EiB")]
    [InlineData(200, Precision.Float64, "10^61 bytes")]
    public void What_does_not_fit_is_refused_with_the_figures_and_what_would_help(int qubits, Precision precision, string needed)
    {
        var options = new JobOptions { Parameters = new StateVectorParameters { Precision = precision } };
        Circuit circuit = [H(qubits - 1), MeasureAll()];
        var refusal = Assert.Throws<TargetRefusedException>(() => Target.Validate(circuit, options));
        Assert.Contains($"{qubits} qubits", refusal.Reason);
        Assert.Contains($"need {needed} of memory", refusal.Reason);
        Assert.Matches(@"and \d+(\.\d+)? GiB are available", refusal.Reason);
        Assert.Matches(@"Use fewer qubits \(one state of \d+ fits\)", refusal.Reason);
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 0, false)]
    public void A_need_is_compared_with_what_is_there(int states, int otherBytes, bool fits) =>
        Assert.Equal(fits, new MemoryNeed(20, Precision.Float64, states, otherBytes).Fits(16 << 20));

    [Fact]
    public void A_refusal_names_what_makes_the_job_fit()
    {
        var need = new MemoryNeed(20, Precision.Float64, States: 11, OtherBytes: 0);
        Assert.Equal(
            "20 qubits in double precision need 176 MiB of memory for up to 11 states at a time, since qubits are measured or "
            + "reset in the middle, and 100 MiB are available. Use fewer qubits (one state of 22 fits), or single precision, "
            + "or fewer shots.",
            need.Refusal(100 << 20));
    }

    [Fact]
    public void Other_workloads_are_refused()
    {
        Qubo qubo = [(0, 0, -1)];
        Assert.Throws<TargetRefusedException>(() => Target.Validate(qubo, new()));
    }

    [Fact]
    public void A_circuit_with_a_free_parameter_is_refused()
    {
        Circuit circuit = [RX(new Parameter("theta"), 0), MeasureAll()];
        var refusal = Assert.Throws<TargetRefusedException>(() => Target.Validate(circuit, new()));
        Assert.Contains("theta", refusal.Reason);
        Target.Validate(circuit.Bind(new Dictionary<string, double> { ["theta"] = 1 }), new());
    }

    /// <summary>Whether a measurement branches takes a plan to say, which a submit does not wait for.</summary>
    [Fact]
    public void Exact_probabilities_of_too_many_branches_are_refused_when_they_are_planned()
    {
        Circuit circuit = [.. Enumerable.Range(0, 18).SelectMany<int, Instruction>(i => [H(0), Measure(0, i)])];
        var exact = new JobOptions { Parameters = new StateVectorParameters { Probabilities = true } };
        Target.Prepare(circuit, new(), TestContext.Current.CancellationToken);
        Target.Validate(circuit, exact);
        var refusal = Assert.Throws<TargetRefusedException>(
            () => Target.Prepare(circuit, exact, TestContext.Current.CancellationToken));
        Assert.Contains("Ask for counts only", refusal.Reason);
    }

    [Fact]
    public void Planning_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => Target.Prepare(Long(1), new(), new CancellationToken(canceled: true)));

    [Fact]
    public void The_most_qubits_are_those_that_fit_by_default()
    {
        var most = Target.Target.MaxQubits!.Value;
        Circuit largest = [H(most - 1), MeasureAll()];
        Circuit larger = [H(most), MeasureAll()];
        Target.Validate(largest, new());
        Assert.Throws<TargetRefusedException>(() => Target.Validate(larger, new()));
    }

    [Fact]
    public void A_planned_run_knows_how_much_memory_it_takes()
    {
        Circuit circuit = [.. Long(1), MeasureAll()];
        var single = new JobOptions { Parameters = new StateVectorParameters { Precision = Precision.Float32 } };
        var token = TestContext.Current.CancellationToken;
        Assert.InRange(Target.Prepare(circuit, new(), token).MemoryBytes, 16 << 20, 17 << 20);
        Assert.InRange(Target.Prepare(circuit, single, token).MemoryBytes, 8 << 20, 9 << 20);
    }

    [Theory]
    [InlineData("{}", Precision.Float64, false, null)]
    [InlineData("""{"precision":"float32","probabilities":true,"threads":3}""", Precision.Float32, true, 3)]
    public void Parameters_come_back_from_a_store(string json, Precision precision, bool probabilities, int? threads)
    {
        var expected = new StateVectorParameters { Precision = precision, Probabilities = probabilities, Threads = threads };
        Assert.Equal(expected, StateVectorParameters.Of(Stored(json)));
        Assert.Equal(expected, StateVectorParameters.Of(Stored(expected.ToJson().GetRawText())));
    }

    [Theory]
    [InlineData("""{"precision":"float16"}""")]
    [InlineData("""{"sweeps":100}""")]
    [InlineData("""{"threads":0}""")]
    [InlineData("null")]
    public void Wrong_parameters_are_a_mistake_of_the_call(string json)
    {
        Circuit circuit = [H(0)];
        Assert.Throws<ArgumentException>(() => Target.Validate(circuit, new() { Parameters = Stored(json) }));
    }

    [Fact]
    public void A_cancelled_run_ends_within_50_milliseconds()
    {
        var delay = TimeSpan.MaxValue;
        // One of ten tries shows it: the machine may keep a thread waiting for longer.
        for (var attempt = 0; attempt < 10 && delay > TimeSpan.FromMilliseconds(50); attempt++) delay = CancellationDelay();
        Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Progress_counts_gates_up_to_their_number()
    {
        var reports = new ConcurrentQueue<JobProgress>();
        Target.Run(Long(10), new() { Seed = 1 }, reports.Enqueue, TestContext.Current.CancellationToken);
        Assert.NotEmpty(reports);
        Assert.Equal(reports.OrderBy(report => report.Done), reports);
        Assert.All(reports, report => Assert.Equal((10 * 20, "gates"), (report.Total, report.Unit)));
        Assert.InRange(reports.Last().Done, 1, 10 * 20);
    }

    [Fact]
    public void Progress_of_a_circuit_that_branches_counts_shots()
    {
        var reports = new ConcurrentQueue<JobProgress>();
        Circuit circuit = [.. Long(2), Measure(0, 0), .. Long(2), Measure(1, 0), .. Long(2), Measure(0, 0)];
        Target.Run(circuit, new() { Seed = 1, Shots = 500 }, reports.Enqueue, TestContext.Current.CancellationToken);
        Assert.NotEmpty(reports);
        Assert.All(reports, report => Assert.Equal((500, "shots"), (report.Total, report.Unit)));
    }

    private static TimeSpan CancellationDelay()
    {
        using var cancellation = new CancellationTokenSource();
        var cancelled = 0L;
        Assert.Throws<OperationCanceledException>(() => Target.Run(Long(1_000), new() { Seed = 1 }, _ =>
        {
            if (cancelled != 0) return;
            cancelled = Stopwatch.GetTimestamp();
            cancellation.Cancel();
        }, cancellation.Token));
        return Stopwatch.GetElapsedTime(cancelled);
    }

    /// <summary>20 qubits, each layer with a gate on each of them that does not join with the one before.</summary>
    private static Circuit Long(int layers) =>
    [
        .. from layer in Enumerable.Range(0, layers)
           from qubit in Enumerable.Range(0, 20)
           select CX(qubit, (qubit + 1 + (layer % 7)) % 20),
    ];

    private static JsonTargetParameters Stored(string json) => new(JsonElement.Parse(json));

    private sealed record JsonTargetParameters(JsonElement Json) : TargetParameters
    {
        public override JsonElement ToJson() => Json;
    }
}
