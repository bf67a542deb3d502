using System.Text;
using Coupler.Azure;
using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Azure;

/// <summary>
/// From the wire to counts, for every provider of circuits: which end of what it answers is qubit 0, or bit 0. Payloads and
/// answers are written by hand, from each provider's documentation.
/// </summary>
public sealed class BitOrderTests
{
    private const int Shots = 4;

    private static readonly Bit[] Crossed = [new("b", 0), new("a", 0), new("a", 1)];

    /// <summary>Three qubits, one of them 1, measured into c[0], c[1], c[2].</summary>
    private static Circuit Straight(int one) => [Qubits(3), X(one), MeasureAll()];

    /// <summary>The same, qubit 0 measured into the second register and the others into the first.</summary>
    private static Circuit Crosswise(int one) =>
        [Qubits(3), Bits("a", 2), Bits("b", 1), X(one), .. Crossed.Select((bit, qubit) => Measure(qubit, bit))];

    public static TheoryData<string, int, string, string> StraightAnswers => new()
    {
        { "ionq.simulator", 0, """{"histogram":{"1":1}}""", "001" },
        { "ionq.simulator", 2, """{"histogram":{"4":1}}""", "100" },
        { "quantinuum.sim.h2-1e", 0, """{"c":["001","001","001","001"]}""", "001" },
        { "quantinuum.sim.h2-1e", 2, """{"c":["100","100","100","100"]}""", "100" },
        { "rigetti.sim.qvm", 0, """{"ro":[[1,0,0],[1,0,0],[1,0,0],[1,0,0]]}""", "001" },
        { "rigetti.sim.qvm", 2, """{"ro":[[0,0,1],[0,0,1],[0,0,1],[0,0,1]]}""", "100" },
    };

    /// <summary>A key has register a rightmost: b[0], a[1], a[0].</summary>
    public static TheoryData<string, int, string, string> CrosswiseAnswers => new()
    {
        { "ionq.simulator", 0, """{"histogram":{"1":1}}""", "100" },
        { "ionq.simulator", 1, """{"histogram":{"2":1}}""", "001" },
        { "ionq.simulator", 2, """{"histogram":{"4":1}}""", "010" },
        { "quantinuum.sim.h2-1e", 0, """{"a":["00","00","00","00"],"b":["1","1","1","1"]}""", "100" },
        { "quantinuum.sim.h2-1e", 1, """{"a":["01","01","01","01"],"b":["0","0","0","0"]}""", "001" },
        { "quantinuum.sim.h2-1e", 2, """{"b":["0","0","0","0"],"a":["10","10","10","10"]}""", "010" },
        { "rigetti.sim.qvm", 0, """{"ro":[[0,0,1],[0,0,1],[0,0,1],[0,0,1]]}""", "100" },
        { "rigetti.sim.qvm", 1, """{"ro":[[1,0,0],[1,0,0],[1,0,0],[1,0,0]]}""", "001" },
        { "rigetti.sim.qvm", 2, """{"ro":[[0,1,0],[0,1,0],[0,1,0],[0,1,0]]}""", "010" },
    };

    public static TheoryData<string, string> Payloads => new()
    {
        { "ionq.simulator", """{"qubits":3,"circuit":[{"gate":"x","target":0}]}""" },
        {
            "quantinuum.sim.h2-1e",
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg a[2]; creg b[1]; x q[0]; measure q[0] -> b[0]; "
                + "measure q[1] -> a[0]; measure q[2] -> a[1];"
        },
        { "rigetti.sim.qvm", "DECLARE ro BIT[3] X 0 MEASURE 0 ro[2] MEASURE 1 ro[0] MEASURE 2 ro[1]" },
    };

    [Theory]
    [MemberData(nameof(StraightAnswers))]
    public void One_qubit_of_three_is_the_bit_of_its_index(string target, int one, string answer, string expected) =>
        AssertCounts(target, Straight(one), answer, expected);

    [Theory]
    [MemberData(nameof(CrosswiseAnswers))]
    public void Qubits_measured_crosswise_are_the_bits_they_were_measured_into(
        string target, int one, string answer, string expected) => AssertCounts(target, Crosswise(one), answer, expected);

    [Theory]
    [MemberData(nameof(Payloads))]
    public void What_is_sent_says_which_qubit_goes_where(string target, string expected)
    {
        var payload = Providers.OfTarget(target).Encode(Crosswise(0), TargetOf(target), new JobOptions());

        Assert.Equal(expected, Words(Encoding.UTF8.GetString(payload.Content.Span)));
    }

    private static void AssertCounts(string target, Circuit circuit, string answer, string expected)
    {
        var provider = Providers.OfTarget(target);
        var sent = provider.Encode(circuit, TargetOf(target), new JobOptions());
        var raw = new Payload(provider.OutputFormatFor(sent.Format), Encoding.UTF8.GetBytes(answer));

        var result = (CircuitResult)provider.Decode(circuit, raw, new JobOptions { Shots = Shots }, Provenance.Unknown);

        Assert.Equal((BitString.Parse(expected), Shots), Assert.Single(result.Counts.Select(pair => (pair.Key, pair.Value))));
    }

    /// <summary>Lines and indents say nothing; JSON has neither.</summary>
    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Target TargetOf(string id) =>
        new() { Id = id, Provider = id.Split('.')[0], Kind = TargetKind.Simulator, Formats = [] };
}
