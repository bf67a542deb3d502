using System.Globalization;
using System.Text;
using Coupler.Local;
using Coupler.Local.StateVector;
using Coupler.Qasm;
using Coupler.Tests.Reference;

namespace Coupler.Tests.QasmBench;

/// <summary>
/// What QASMBench does not use: every gate of qelib1, and programs of random statements, against the reference. Exact
/// probabilities are compared, so nothing here is a matter of chance.
/// </summary>
public sealed class RandomQasmTests : IDisposable
{
    private const double Rounding = 1e-12;

    private const string Header = """
        OPENQASM 2.0;
        include "qelib1.inc";
        gate twist(x,y) a,b { u2(x/2,-y) a; cu3(x*y,sin(x),y^2) b,a; barrier a,b; crz(-x+pi/7) a,b; }
        qreg q[3];
        qreg r[2];
        creg c[2];
        creg d[3];
        creg e[2];

        """;

    private readonly QuantumClient client = QuantumClient.Local();

    public static TheoryData<string> Gates => [.. ReferenceGates.Names];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    public void Dispose() => client.Dispose();

    [Theory]
    [MemberData(nameof(Gates))]
    public async Task A_gate_of_qelib1_acts_as_its_literal_matrix(string gate)
    {
        var random = new Random(gate.Length);
        for (var round = 0; round < 4; round++)
        {
            var text = new StringBuilder(Header);
            for (var qubit = 0; qubit < 5; qubit++) text.AppendLine(Rotation(qubit, random));
            text.AppendLine(Apply(gate, random));
            for (var qubit = 0; qubit < 5; qubit++) text.AppendLine(Rotation(qubit, random));
            await AssertSameDistribution(text.AppendLine("measure q -> d;\nmeasure r -> e;").ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_program_of_random_statements_has_the_distribution_of_the_reference(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Header).AppendLine("h q;\nh r;");
        for (var i = 0; i < 60; i++) text.AppendLine(Statement(random));
        await AssertSameDistribution(text.AppendLine("measure q -> d;").ToString());
    }

    private async Task AssertSameDistribution(string text)
    {
        var expected = ReferenceSimulator.Distribution(ReferenceQasm.Parse(text));
        var options = new JobOptions
        {
            Target = "local.state-vector",
            Shots = 1,
            Seed = 1,
            Parameters = new StateVectorParameters { Probabilities = true },
        };
        var circuit = QasmDocument.Parse(text).ToCircuit();
        var result = await client.RunAsync(circuit, options, TestContext.Current.CancellationToken);
        var actual = result.Probabilities!.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);

        foreach (var outcome in expected.Keys.Union(actual.Keys))
        {
            var (wanted, given) = (expected.GetValueOrDefault(outcome), actual.GetValueOrDefault(outcome));
            Assert.True(Math.Abs(wanted - given) < Rounding, $"{outcome} has probability {given}, not {wanted}, in\n{text}");
        }
    }

    /// <summary>Mostly gates; a few measurements and resets, and conditions on what was measured.</summary>
    private static string Statement(Random random) => random.Next(20) switch
    {
        0 => $"measure {Qubit(random.Next(5))} -> c[{random.Next(2)}];",
        1 when random.Next(2) == 0 => $"reset {Qubit(random.Next(5))};",
        2 => $"if(c=={random.Next(4)}) {Rotation(random.Next(5), random)}",
        3 => $"if(c=={random.Next(4)}) {Apply(AnyGate(random), random)}",
        4 => $"twist({Angle(random)},{Angle(random)}) {Qubits(2, random)};",
        5 => "barrier q,r[0];",
        6 => $"cx q[{random.Next(3)}],r;",
        7 => $"ry({Angle(random)}) q;",
        _ => Apply(AnyGate(random), random),
    };

    private static string AnyGate(Random random) => ReferenceGates.Names.ElementAt(random.Next(ReferenceGates.Names.Count()));

    private static string Apply(string gate, Random random)
    {
        var angles = string.Join(',', Enumerable.Range(0, ReferenceGates.AnglesOf(gate)).Select(_ => Angle(random)));
        return $"{gate}{(angles.Length > 0 ? $"({angles})" : "")} {Qubits(ReferenceGates.QubitsOf(gate), random)};";
    }

    private static string Rotation(int qubit, Random random) =>
        $"u3({Angle(random)},{Angle(random)},{Angle(random)}) {Qubit(qubit)};";

    /// <summary>Numbers in the spellings that the language has.</summary>
    private static string Angle(Random random)
    {
        var number = ((random.NextDouble() * 8) - 4).ToString("g6", CultureInfo.InvariantCulture);
        return random.Next(6) switch
        {
            0 => $"pi/{random.Next(1, 9)}",
            1 => $"-{random.Next(1, 9)}*pi/{random.Next(1, 9)}",
            2 => $"cos({number})+{random.Next(3)}e-1",
            3 => $"({number})^2/{random.Next(2, 9)}.",
            4 => $"-(sqrt({random.Next(9)})-{number})",
            _ => number,
        };
    }

    private static string Qubits(int count, Random random)
    {
        var all = Enumerable.Range(0, 5).ToArray();
        random.Shuffle(all);
        return string.Join(',', all.Take(count).Select(Qubit));
    }

    private static string Qubit(int index) => index < 3 ? $"q[{index}]" : $"r[{index - 3}]";
}
