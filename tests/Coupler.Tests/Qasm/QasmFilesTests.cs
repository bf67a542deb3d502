using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm;
using Coupler.Tests.QasmBench;
using Coupler.Tests.Reference;

namespace Coupler.Tests.Qasm;

/// <summary>The public files of tests/data/circuits, and the samples.</summary>
public sealed class QasmFilesTests
{
    private const int MostQubits = 10;

    private static readonly string Data = Path.Combine(RepositoryRoot.Path, "tests", "data", "circuits");
    private static readonly string Samples = Path.Combine(RepositoryRoot.Path, "samples", "circuits");

    /// <summary>
    /// The files that are refused, with the line and the beginning of the message; docs/formats/qasm.md lists them.
    /// </summary>
    private static readonly Dictionary<string, (int Line, string Problem)> Refused = new()
    {
        ["openqasm3/alignment.qasm"] = (8, "'stretch' is refused"),
        ["openqasm3/dd.qasm"] = (7, "'stretch' is refused"),
        ["openqasm3/arrays.qasm"] = (9, "'array' is refused"),
        ["openqasm3/cphase.qasm"] = (4, "Unknown gate 'CX'"),
        ["openqasm3/defcal.qasm"] = (1, "'defcalgrammar' is refused"),
        ["openqasm3/gateteleport.qasm"] = (6, "'extern' is refused"),
        ["openqasm3/scqec.qasm"] = (16, "'extern' is refused"),
        ["openqasm3/vqe.qasm"] = (17, "'extern' is refused"),
        ["openqasm3/ipe.qasm"] = (26, "'c' is read before it has a value"),
        ["openqasm3/msd.qasm"] = (87, "'success' is read before it has a value"),
        ["openqasm3/RandomNumber.qasm"] = (33, "Computing with measured bits is refused"),
        ["openqasm3/rus.qasm"] = (34, "'while' on measured bits is refused"),
        ["openqasm3/t1.qasm"] = (6, "'duration' is refused"),
        ["qasmbench/small/vqe_uccsd_n4.qasm"] = (225, "Unknown name 'c'"),
        ["qasmbench/small/vqe_uccsd_n4_transpiled.qasm"] = (242, "Unknown name 'c'"),
        ["qasmbench/small/vqe_uccsd_n6.qasm"] = (2286, "Unknown name 'c'"),
        ["qasmbench/small/vqe_uccsd_n6_transpiled.qasm"] = (2128, "Unknown name 'c'"),
    };

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Data, "*.qasm", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Data, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static TheoryData<string> SmallFiles => [.. QasmBenchFile.Small
        .Where(name => ReferenceQasm.Parse(QasmBenchFile.Text(name)).QubitCount <= MostQubits)];

    /// <summary>Text that goes in front of an example and behind it, and what the registers then hold.</summary>
    public static TheoryData<string, string, string, string> Certain => new()
    {
        { "openqasm3/adder.qasm", "", "", "10000" },
        { "openqasm3/BernsteinVazirani.qasm", "", "", "10101" },
        { "openqasm3/OpenQasmHelloWorld.qasm", "", "", "0" },
        { "openqasm3/inverseqft1.qasm", "", "", "0000" },
        { "openqasm3/inverseqft2.qasm", "", "", "0000" },
        { "openqasm3/rb.qasm", "", "", "00" },

        // Syndrome 01 tells of the error on q[0], which is mended.
        { "openqasm3/qec.qasm", "", "", "01000" },

        // Two quarter turns where the control is 1 make a half turn, which h turns into a 1.
        {
            "openqasm3/cphase.qasm", "include \"stdgates.inc\"; qubit[2] q; x q[0]; h q[1];",
            "cphase(pi / 2) q[0], q[1]; h q[1]; bit[2] c = measure q;", "11"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_becomes_a_circuit_or_is_refused_as_the_page_says(string file)
    {
        var path = Path.Combine(Data, file);
        if (!Refused.TryGetValue(file, out var expected))
        {
            Assert.NotEmpty((await QasmDocument.ReadAsync(path, TestContext.Current.CancellationToken)).ToCircuit());
            return;
        }

        var exception = await Assert.ThrowsAsync<QasmSyntaxException>(
            async () => (await QasmDocument.ReadAsync(path, TestContext.Current.CancellationToken)).ToCircuit());
        Assert.Equal(expected.Line, exception.Line);
        Assert.StartsWith(expected.Problem, exception.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_program_is_the_same_after_it_was_written(string file)
    {
        QasmDocument document;
        try
        {
            document = QasmDocument.Parse(Text(file));
        }
        catch (QasmSyntaxException)
        {
            Assert.Contains(file, Refused.Keys);
            return;
        }

        var written = document.ToString();
        var again = QasmDocument.Parse(written);
        Assert.Equal(written, again.ToString());
        if (!Refused.ContainsKey(file)) Assert.Equal(document.ToCircuit(), again.ToCircuit());
    }

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public void The_reader_and_the_reference_give_the_same_distribution(string name)
    {
        var text = QasmBenchFile.Text(name);
        var expected = ReferenceSimulator.Distribution(ReferenceQasm.Parse(text));
        SlowCircuit.AssertEqual(expected, SlowCircuit.Distribution(QasmDocument.Parse(text).ToCircuit()), name);
    }

    [Theory]
    [MemberData(nameof(Certain))]
    public void An_example_of_the_language_gives_its_answer(string file, string before, string behind, string answer)
    {
        var distribution = Distribution(before + Text(file) + behind);
        SlowCircuit.AssertEqual(new() { [answer] = 1 }, distribution, file);
    }

    [Theory]
    [InlineData("openqasm3/qft.qasm", 4)]
    [InlineData("openqasm3/qpt.qasm", 1)]
    public void An_example_gives_every_outcome_alike(string file, int bits) => SlowCircuit.AssertEqual(
        Enumerable.Range(0, 1 << bits).ToDictionary(
            value => new BitString((ulong)value, bits).ToString(), _ => 1.0 / (1 << bits)),
        Distribution(Text(file)), file);

    [Fact]
    public void The_Bell_pair_agrees_with_itself() => SlowCircuit.AssertEqual(
        new() { ["00"] = 0.5, ["11"] = 0.5 }, Distribution(Text("openqasm3/BellPair.qasm")), "BellPair");

    [Fact]
    public void Teleported_states_arrive()
    {
        // U(0.3, …)|0⟩ is 1 with probability sin²(0.15), whatever the two bits on the way were: c0 and c1, the rightmost.
        var one = Math.Pow(Math.Sin(0.15), 2);
        var expected = Enumerable.Range(0, 8).ToDictionary(
            value => new BitString((ulong)value, 3).ToString(), value => (value < 4 ? 1 - one : one) / 4);
        SlowCircuit.AssertEqual(
            expected, Distribution(Text("openqasm3/teleport.qasm")), "teleport");

        var teleported = Distribution(Text("openqasm3/Teleportation.qasm"));
        SlowCircuit.AssertEqual(
            new() { ["000"] = 0.25, ["001"] = 0.25, ["010"] = 0.25, ["011"] = 0.25 }, teleported, "Teleportation");
    }

    [Fact]
    public void Grovers_search_finds_the_marked_state()
    {
        // 0 on the even qubits and 1 on the odd ones; after 4 rounds over 32 states its probability is sin²(9 arcsin(1/√32)).
        var found = Distribution(Text("openqasm3/Grover.qasm"))["01010"];
        Assert.Equal(Math.Pow(Math.Sin(9 * Math.Asin(1 / Math.Sqrt(32))), 2), found, 1e-9);
    }

    [Fact]
    public void An_alias_of_an_inner_scope_ends_with_it()
    {
        // `let io` in the loop hides the outer `io` for the rest of one round only, so the example teleports once, measures what
        // is
        // left behind, and reads a coin at the end: by the language's rules, not by its author's wish.
        var text = Text("openqasm3/varteleport.qasm").Replace("n_pairs = 10", "n_pairs = 2");
        SlowCircuit.AssertEqual(
            Enumerable.Range(0, 8).ToDictionary(value => new BitString((ulong)value, 3).ToString(), _ => 1.0 / 8),
            Distribution(text),
            text);
    }

    [Fact]
    public void The_Ising_chain_moves_as_its_formula_says()
    {
        const int qubits = 9;
        const int steps = 7;
        const double dt = 4.0 / steps;
        var state = new Complex[1 << qubits];
        state[0] = 1;
        for (var step = 0; step < steps; step++)
        {
            for (var qubit = 0; qubit < qubits; qubit++) RotateX(state, qubit, -2 * 0.7 * dt);
            for (var pair = 0; pair < qubits - 1; pair++) RotateZZ(state, pair, 2 * 1.0 * dt);
        }

        var expected = state.Select(
            (amplitude, value) => (Key: new BitString((ulong)value, qubits).ToString(), Value: Square(amplitude)));
        var actual = Distribution(Text("openqasm3/Simple1dIsingOrder1.qasm"));
        SlowCircuit.AssertEqual(expected.ToDictionary(pair => pair.Key, pair => pair.Value), actual, "Simple1dIsingOrder1");
    }

    [Fact]
    public void Every_sample_gives_what_its_comment_says()
    {
        var expected = new Dictionary<string, Dictionary<string, double>>
        {
            ["adder"] = new() { ["10011"] = 1 },
            ["bell"] = new() { ["00"] = 0.5, ["11"] = 0.5 },
            ["ghz"] = new() { ["00000"] = 0.5, ["11111"] = 0.5 },
            ["qft"] = new() { ["0101"] = 1 },
            ["repetition-code"] = new() { ["11111"] = 1 },
            ["rotation"] = new() { ["0"] = 0.75, ["1"] = 0.25 },

            // Registers: z_fix, x_fix, received; the last declared one is leftmost.
            ["teleport"] = new() { ["000"] = 0.25, ["001"] = 0.25, ["010"] = 0.25, ["011"] = 0.25 },
        };
        foreach (var path in Directory.EnumerateFiles(Samples, "*.qasm"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            Dictionary<string, double> inputs = name == "rotation" ? new() { ["theta"] = Math.PI / 3 } : [];
            var distribution = SlowCircuit.Distribution(QasmDocument.Parse(File.ReadAllText(path), path).ToCircuit(inputs));
            if (name == "grover") Assert.Equal(Math.Pow(Math.Sin(5 * Math.Asin(1 / Math.Sqrt(8))), 2), distribution["101"], 1e-9);
            else SlowCircuit.AssertEqual(expected[name], distribution, name);
        }
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Data, file));

    private static Dictionary<string, double> Distribution(string text) =>
        SlowCircuit.Distribution(QasmDocument.Parse(text).ToCircuit());

    private static double Square(Complex amplitude) => (amplitude * Complex.Conjugate(amplitude)).Real;

    private static void RotateX(Complex[] state, int qubit, double angle)
    {
        var (sin, cos) = Math.SinCos(angle / 2);
        for (var i = 0; i < state.Length; i++)
        {
            if ((i >> qubit & 1) != 0) continue;
            var (zero, one) = (state[i], state[i | 1 << qubit]);
            state[i] = (cos * zero) - (Complex.ImaginaryOne * sin * one);
            state[i | 1 << qubit] = (cos * one) - (Complex.ImaginaryOne * sin * zero);
        }
    }

    private static void RotateZZ(Complex[] state, int low, double angle)
    {
        for (var i = 0; i < state.Length; i++)
        {
            var sign = ((i >> low) & 1) == ((i >> (low + 1)) & 1) ? -1 : 1;
            state[i] *= Complex.FromPolarCoordinates(1, sign * angle / 2);
        }
    }
}
