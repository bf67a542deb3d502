using System.Text;
using Coupler.Azure;
using Coupler.Azure.IonQ;
using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Azure;

/// <summary>What IonQ is sent, and what is made of its probabilities.</summary>
public sealed class IonQTests
{
    private static readonly Target Simulator = new()
    {
        Id = "ionq.simulator",
        Provider = "ionq",
        Kind = TargetKind.Simulator,
        Formats = [CircuitFormat.Name],
        MaxQubits = 29,
    };

    private static readonly IonQParameters Native = new() { Native = true };

    [Fact]
    public void Gates_have_the_names_of_IonQ_and_rotations_are_in_radians()
    {
        var sent = Encode([SX(0), Sdg(1), RY(0.25, 1), CX(0, 1), Swap(0, 1)], new JobOptions());

        Assert.Equal(
            """{"qubits":2,"circuit":[{"gate":"v","target":0},{"gate":"si","target":1},"""
                + """{"gate":"ry","target":1,"rotation":0.25},{"gate":"cnot","control":0,"target":1},"""
                + """{"gate":"swap","targets":[0,1]}]}""",
            sent);
    }

    [Fact]
    public void Native_gates_are_in_turns()
    {
        var sent = Encode(
            [GPi(Angle.FromTurns(0.5), 0), GPi2(Angle.FromTurns(0.25), 1), MS(0, Angle.FromTurns(0.125), 0, 1)],
            new JobOptions { Parameters = Native });

        Assert.Equal(
            """{"gateset":"native","qubits":2,"circuit":[{"gate":"gpi","target":0,"phase":0.5},"""
                + """{"gate":"gpi2","target":1,"phase":0.25},{"gate":"ms","targets":[0,1],"phases":[0,0.125],"angle":0.25}]}""",
            sent);
    }

    [Fact]
    public void Settings_are_sent_under_the_service_s_names()
    {
        var parameters = new IonQParameters { Debias = true, NoiseModel = "aria-1", NoiseSeed = 3, Native = true };

        Assert.Equal(
            """{"error-mitigation":{"debias":true},"noise":{"model":"aria-1","seed":3},"gateset":"native"}""",
            parameters.ToInputParams().GetRawText());
    }

    [Theory]
    [InlineData("reset", "it measures each qubit once, at the end, and the circuit has 'reset 0'")]
    [InlineData("late", "it measures each qubit once, at the end, and the circuit has 'x 0'")]
    [InlineData("native", "Instruction 0, 'h 0'")]
    [InlineData("large", "it has 29 qubits and the circuit 30")]
    [InlineData("empty", "the circuit has no qubits")]
    public void What_it_cannot_run_is_refused_by_name(string what, string reason)
    {
        Circuit circuit = what switch
        {
            "reset" => [Reset(0), H(0)],
            "late" => [H(0), Measure(0, 0), X(0)],
            "large" => [Qubits(30), H(0)],
            "empty" => [],
            _ => [H(0)],
        };
        var options = new JobOptions { Parameters = what == "native" ? Native : null };

        var refusal = Assert.Throws<TargetRefusedException>(
            () => Providers.OfTarget(Simulator.Id).Validate(circuit, Simulator, options));

        Assert.StartsWith(reason, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_become_as_many_shots_as_were_asked_for()
    {
        var result = Decode([H(0), CX(0, 1), MeasureAll()], """{"histogram":{"0":0.3334,"1":0.3333,"3":0.3333}}""", shots: 10);

        Assert.Equal(10, result.Shots);
        string[] outcomes = ["00", "01", "11"];
        Assert.Equal([4, 3, 3], outcomes.Select(outcome => result.Counts[BitString.Parse(outcome)]));
        Assert.Equal(0.3334, result.Probabilities![BitString.Parse("00")]);
    }

    [Fact]
    public void Qubits_that_are_not_measured_are_summed_over()
    {
        var result = Decode([Qubits(2), H(0), H(1), Measure(1, 0)], """{"histogram":{"0":0.25,"1":0.25,"2":0.25,"3":0.25}}""", 8);

        Assert.Equal(4, result.Counts[BitString.Parse("0")]);
        Assert.Equal(4, result.Counts[BitString.Parse("1")]);
    }

    [Fact]
    public void A_circuit_that_measures_nothing_gives_the_probabilities_of_its_qubits()
    {
        var result = Decode([Qubits(2), X(1)], """{"histogram":{"2":1}}""", 8);

        Assert.Empty(result.Counts);
        Assert.Equal(1, result.Probabilities![BitString.Parse("10")]);
    }

    [Theory]
    [InlineData("""{"histogram":{"4":1}}""")]
    [InlineData("""{"histogram":{"-1":1}}""")]
    [InlineData("""{"histogram":{"1":1.5}}""")]
    [InlineData("""{"histogram":[1]}""")]
    [InlineData("""{"counts":{}}""")]
    [InlineData("no JSON")]
    public void An_answer_that_does_not_fit_is_a_format_error(string answer) =>
        Assert.Throws<FormatException>(() => Decode([H(0), CX(0, 1), MeasureAll()], answer, 8));

    private static string Encode(Circuit circuit, JobOptions options) =>
        Encoding.UTF8.GetString(Providers.OfTarget(Simulator.Id).Encode(circuit, Simulator, options).Content.Span);

    private static CircuitResult Decode(Circuit circuit, string answer, int shots) =>
        (CircuitResult)Providers.OfTarget(Simulator.Id).Decode(
            circuit,
            new Payload("ionq.quantum-results.v1", Encoding.UTF8.GetBytes(answer)),
            new JobOptions { Shots = shots },
            Provenance.Unknown);
}
