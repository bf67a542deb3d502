using Coupler.Circuits;
using Coupler.Local;
using Coupler.Qasm;
using Coupler.Tests.Reference;
using Coupler.Tests.Statistics;

namespace Coupler.Tests.QasmBench;

/// <summary>
/// The OpenQASM 3 examples that are circuits: what each must give, worked out by hand, and what the library counts. Of several
/// registers the one declared first lies rightmost.
/// </summary>
public sealed class OpenQasm3ExampleTests : IDisposable
{
    private const int Shots = 100_000;
    private const long Seed = 3_000;

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "data", "circuits", "openqasm3");

    private static readonly Dictionary<string, Dictionary<string, double>> Expected = new()
    {
        // 1 + 15 = 16: the sum's four bits are 0 and the carry, measured into ans[4], is 1.
        ["adder"] = Certain("10000"),

        // Both agree.
        ["BellPair"] = Uniform("00", "11"),

        // One query reads the secret string, whose leftmost character is bit 4.
        ["BernsteinVazirani"] = Certain("10101"),

        ["Grover"] = Grover(),

        ["OpenQasmHelloWorld"] = Certain("0"),

        // The inverse Fourier transform of a uniform superposition is the number 0, and no correction is asked for.
        ["inverseqft1"] = Certain("0000"),
        ["inverseqft2"] = Certain("0000"),

        // syn = 01 shows that d[0] was flipped, and it is flipped back; syn is declared after c.
        ["qec"] = Certain("01" + "000"),

        // The Fourier transform of the basis state 0101: sixteen amplitudes of one size.
        ["qft"] = Uniform(AllBits(4)),

        // Pre- and post-rotation are empty; between them one h on |0⟩.
        ["qpt"] = Uniform("0", "1"),

        // q[1] stays 0, so cz does nothing; on q[0] h · z · s · s · h = h · z · z · h = 1.
        ["rb"] = Certain("00"),

        // c2 c1 c0: the two outcomes of the sender are fair, and the receiver has U(0.3, …)|0⟩, which is 1 with sin²(0.15).
        ["teleport"] = AllBits(3).ToDictionary(
            bits => bits, bits => Math.Pow(bits[0] == '1' ? Math.Sin(0.15) : Math.Cos(0.15), 2) / 4),

        // shouldBeZero b2 b1: it is.
        ["Teleportation"] = Uniform("000", "001", "010", "011"),

        ["Simple1dIsingOrder1"] = Ising(),
    };

    /// <summary>
    /// What needs times, pulses, arrays, functions of others, or computing with measured bits while the circuit runs; and cphase,
    /// which uses a gate and a register that it does not declare.
    /// </summary>
    private static readonly string[] Refused =
    [
        "alignment", "arrays", "cphase", "dd", "defcal", "gateteleport", "ipe", "msd", "RandomNumber", "rus", "scqec", "t1",
        "vqe",
    ];

    private readonly QuantumClient client = QuantumClient.Local();

    /// <summary>How many chi-square tests this class makes: one for each example, one for varteleport.</summary>
    public static int Comparisons => Expected.Count + 1;

    public static TheoryData<string> Examples => [.. Expected.Keys];

    public static TheoryData<string> Others => [.. Refused];

    public void Dispose() => client.Dispose();

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_gives_the_result_worked_out_by_hand(string name)
    {
        var document = await QasmDocument.ReadAsync(PathOf(name), Token);
        var result = await client.RunAsync(document.ToCircuit(), new() { Shots = Shots, Seed = Seed }, Token);

        Assert.Equal(Shots, result.Shots);
        DistributionAssert.Fits(Expected[name], Texts(result.Counts));
    }

    /// <summary>
    /// The file uses CX and q without declaring them. With an include (which has a cphase of its own, so the file's is renamed)
    /// and a register, it is diag(1, 1, 1, i): a control of 1 turns |+⟩ into s|+⟩, which s† takes back and s takes to |−⟩.
    /// </summary>
    [Theory]
    [InlineData("", "", "00")]
    [InlineData("h q[1];", "h q[1];", "00")]
    [InlineData("x q[0]; h q[1];", "inv @ s q[1]; h q[1];", "01")]
    [InlineData("x q[1]; h q[0];", "inv @ s q[0]; h q[0];", "10")]
    [InlineData("x q[0]; h q[1];", "s q[1]; h q[1];", "11")]
    public async Task Cphase_turns_the_phase_where_both_qubits_are_1(string before, string after, string expected)
    {
        var lines = (await File.ReadAllTextAsync(PathOf("cphase"), Token)).Replace("cphase", "example").TrimEnd().Split('\n');
        var text = string.Join('\n', ["include \"stdgates.inc\"; qubit[2] q;", .. lines[..^1], before, lines[^1], after]);
        var result = await client.RunAsync(QasmDocument.Parse(text).ToCircuit(), cancellationToken: Token);

        var (outcome, probability) = result.Probabilities!.MaxBy(pair => pair.Value);
        Assert.Equal(expected, outcome.ToString());
        Assert.Equal(1, probability, 1e-14);
    }

    /// <summary>
    /// With two pairs instead of ten, which would be 21 qubits. An alias that the body of the loop declares ends with it, so
    /// each turn teleports the same first qubit, the second one what the first left: |0⟩ or |1⟩. Its two outcomes are
    /// then fair, and so is the last measurement of that qubit after an h, whatever the comment in the file hopes.
    /// </summary>
    [Fact]
    public async Task Varteleport_with_the_scopes_of_the_language_ends_in_fair_bits()
    {
        var text = (await File.ReadAllTextAsync(PathOf("varteleport"), Token)).Replace("n_pairs = 10", "n_pairs = 2");
        var result = await client.RunAsync(QasmDocument.Parse(text).ToCircuit(), new() { Shots = Shots, Seed = Seed }, Token);

        Assert.Equal(["output_qubit", "pf"], result.Registers.Select(register => register.Name));
        DistributionAssert.Fits(Uniform(AllBits(3)), Texts(result.Counts));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_no_circuit_is_refused_with_its_line(string name)
    {
        var text = await File.ReadAllTextAsync(PathOf(name), Token);
        var refusal = Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse(text).ToCircuit());

        Assert.InRange(refusal.Line, 1, text.Count(character => character == '\n') + 1);
    }

    [Fact]
    public void Every_example_is_run_or_refused() => Assert.Equal(
        Directory.EnumerateFiles(Folder, "*.qasm").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        [.. Expected.Keys.Concat(Refused).Append("varteleport").Order(StringComparer.Ordinal)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string PathOf(string name) => Path.Combine(Folder, $"{name}.qasm");

    /// <summary>
    /// Four rounds over 32 states, of which 01010 is marked (x on qubits 0, 2 and 4 before and after the controlled x):
    /// its probability is sin²(9·arcsin(1/√32)), and the others share the rest.
    /// </summary>
    private static Dictionary<string, double> Grover()
    {
        var found = Math.Pow(Math.Sin(9 * Math.Asin(1 / Math.Sqrt(32))), 2);
        return AllBits(5).ToDictionary(bits => bits, bits => bits == "01010" ? found : (1 - found) / 31);
    }

    /// <summary>
    /// Not by hand: seven Trotter steps of H = −J·Σ ZZ + g·Σ X on a chain of nine, J = 1, g = 0.7, t = 4, through the reference.
    /// Each step is rx(−2g·dt) on every qubit and rzz(2J·dt) on every pair of neighbours; the pairs commute.
    /// </summary>
    private static Dictionary<string, double> Ising()
    {
        const double Dt = 4.0 / 7;
        var field = ReferenceGates.Matrix("rx", -2 * 0.7 * Dt);
        var coupling = ReferenceGates.Matrix("rzz", 2 * Dt);
        IEnumerable<ReferenceStep> step =
        [
            .. Enumerable.Range(0, 9).Select(qubit => new ReferenceStep.Apply(field, [qubit])),
            .. Enumerable.Range(0, 8).Select(qubit => new ReferenceStep.Apply(coupling, [qubit, qubit + 1])),
        ];
        var measurements = Enumerable.Range(0, 9).Select(qubit => new ReferenceStep.Measure(qubit, qubit));
        return ReferenceSimulator.Distribution(
            new(9, [new("result", 0, 9)], [.. Enumerable.Repeat(step, 7).SelectMany(steps => steps), .. measurements]));
    }

    private static Dictionary<string, double> Certain(string outcome) => Uniform(outcome);

    private static Dictionary<string, double> Uniform(params IEnumerable<string> outcomes)
    {
        var list = outcomes.ToList();
        return list.ToDictionary(outcome => outcome, _ => 1.0 / list.Count);
    }

    private static IEnumerable<string> AllBits(int count) =>
        Enumerable.Range(0, 1 << count).Select(value => Convert.ToString(value, 2).PadLeft(count, '0'));

    private static Dictionary<string, int> Texts(IReadOnlyDictionary<BitString, int> counts) =>
        counts.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
}
