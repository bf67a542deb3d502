using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm;
using Coupler.Tests.Circuits;
using Coupler.Tests.Reference;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Qasm;

/// <summary>Reading what was written gives the same meaning.</summary>
public sealed class QasmRoundTripTests
{
    private const int QubitCount = 4;

    /// <summary>Puts every qubit into a state of its own, so that a mistake in any column of a matrix shows.</summary>
    private static readonly Instruction[] Preparation =
        [.. Enumerable.Range(0, QubitCount).SelectMany(qubit => new[] { RY(0.4 + qubit, qubit), P(1.1 * (qubit + 1), qubit) })];

    [Fact]
    public void Version_3_gives_every_circuit_back() => CircuitGen.Circuits.Sample(
        circuit =>
        {
            var text = QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToString();
            var again = QasmDocument.Parse(text).ToCircuit();
            Assert.Equal(circuit.Parameters, again.Parameters);
            var values = circuit.Parameters.Select((parameter, i) => (parameter.Name, 0.3 + i)).ToDictionary();
            AssertSame(
                circuit.Bind(values).Instructions, [.. again.Bind(values).Where(instruction => !IsPhase(instruction))], text);
        },
        iter: 300);

    [Fact]
    public void Version_3_keeps_the_global_phase() => CircuitGen.UnitaryCircuits.Sample(
        circuit =>
        {
            Circuit prepared = [Qubits(QubitCount), .. Preparation, .. circuit];
            var text = QasmDocument.FromCircuit(prepared, QasmVersion.OpenQasm3).ToString();
            var expected = SlowCircuit.State(prepared);
            var actual = SlowCircuit.State(QasmDocument.Parse(text).ToCircuit());
            Assert.All(expected.Zip(actual), pair => Assert.True((pair.First - pair.Second).Magnitude < 1e-9, text));
        },
        iter: 200);

    [Fact]
    public void Version_2_means_the_same_to_another_reader() => CircuitGen.UnitaryCircuits.Sample(
        circuit =>
        {
            Circuit prepared = [Qubits(QubitCount), .. Preparation, .. circuit];
            if (TryWrite(prepared) is not { } text) return;
            var state = ReferenceSimulator.Run(QubitCount, [.. ReferenceQasm.Parse(text).Steps.Cast<ReferenceStep.Apply>()]);
            SlowCircuit.AssertEqualUpToPhase(SlowCircuit.State(prepared), state, text);
            SlowCircuit.AssertEqualUpToPhase(state, SlowCircuit.State(QasmDocument.Parse(text).ToCircuit()), text);
        },
        iter: 300);

    [Fact]
    public void Conditions_of_version_2_mean_the_same_to_another_reader()
    {
        var written = 0;
        ConditionalCircuits.Sample(
            circuit =>
            {
                if (TryWrite(circuit) is not { } text) return;
                Interlocked.Increment(ref written);
                var expected = SlowCircuit.Distribution(circuit);
                SlowCircuit.AssertEqual(expected, ReferenceSimulator.Distribution(ReferenceQasm.Parse(text)), text);
                SlowCircuit.AssertEqual(expected, SlowCircuit.Distribution(QasmDocument.Parse(text).ToCircuit()), text);
            },
            iter: 300);
        Assert.True(written > 100, $"only {written} of the circuits had a form in version 2");
    }

    [Fact]
    public void Every_gate_of_the_table_can_be_written_and_read() => Assert.All(GateTable.All, gate =>
    {
        ImmutableArray<Angle> angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(i => (Angle)(0.3 + i))];
        GateInstruction plain = new(gate, angles, [.. Enumerable.Range(0, gate.QubitCount)]);
        GateInstruction[] forms = [plain, plain.Controlled(5), plain with { Exponent = 0.5 }, plain with { Exponent = -1 }];
        foreach (var instruction in forms)
        {
            Circuit circuit = [Qubits(6), instruction];
            var again = QasmDocument.Parse(QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToString()).ToCircuit();
            AssertSame(
                circuit.Instructions, [.. again.Where(other => other == instruction || !IsPhase(other))], instruction.ToString());
        }
    });

    /// <summary>Alone a gate may be written by another name and a phase; under a control, or inverted, its phase shows.</summary>
    [Fact]
    public void Every_gate_of_the_table_keeps_its_phase() => Assert.All(GateTable.All, gate =>
    {
        ImmutableArray<Angle> angles = [.. Enumerable.Range(0, gate.ParameterCount).Select(i => (Angle)(0.3 + i))];
        GateInstruction plain = new(gate, angles, [.. Enumerable.Range(0, gate.QubitCount)]);
        foreach (var instruction in (GateInstruction[])[plain, plain.Controlled(5), plain with { Exponent = -1 }])
        {
            Circuit circuit = [Qubits(6), .. Preparation, H(5), instruction];
            var expected = SlowCircuit.State(circuit);
            var text = QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToString();
            var actual = SlowCircuit.State(QasmDocument.Parse(text).ToCircuit());
            Assert.All(expected.Zip(actual), pair => Assert.True((pair.First - pair.Second).Magnitude < 1e-9, text));
            if (TryWrite(circuit) is not { } old) continue;
            SlowCircuit.AssertEqualUpToPhase(expected, SlowCircuit.State(QasmDocument.Parse(old).ToCircuit()), old);
        }
    });

    private static Gen<Circuit> ConditionalCircuits { get; } = Gen.Select(Simple(), Conditional(2).Array[1, 6], (first, rest) =>
        Circuit.Create([Qubits(3), Bits("c", 2), Bits("d", 1), H(0), RY(1, 1), first, .. rest]));

    private static Gen<Instruction> Simple()
    {
        var qubit = Gen.Int[0, 2];
        var bit = Gen.OneOf(Gen.Const(new Bit("c", 0)), Gen.Const(new Bit("c", 1)), Gen.Const(new Bit("d", 0)));
        return Gen.OneOf(
            qubit.Select(q => (Instruction)H(q)),
            qubit.Select(q => (Instruction)RX(0.7, q).Controlled((q + 1) % 3)),
            qubit.Select(q => (Instruction)CX(q, (q + 1) % 3)),
            Gen.Select(qubit, bit, (q, b) => (Instruction)Measure(q, b)),
            qubit.Select(q => (Instruction)Reset(q)));
    }

    private static Gen<Instruction> Conditional(int depth)
    {
        if (depth == 0) return Simple();
        var inner = Conditional(depth - 1).Array[0, 2];
        var asked = Gen.OneOf(
            Gen.Const<Bit[]>([new("c", 0), new("c", 1)]), Gen.Const<Bit[]>([new("c", 1)]), Gen.Const<Bit[]>([new("d", 0)]));
        var conditions =
            from bits in asked
            from comparison in Gen.Enum<Comparison>()
            from value in Gen.ULong[0, (1UL << bits.Length) - 1]
            select new Condition([.. bits], comparison, new BitString(value, bits.Length));
        return Gen.OneOf(Simple(), Gen.Select(conditions, inner, inner, (condition, then, otherwise) =>
            (Instruction)new IfInstruction(condition, [.. then], [.. otherwise])));
    }

    private static string? TryWrite(Circuit circuit)
    {
        try
        {
            return QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm2).ToString();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsPhase(Instruction instruction) =>
        instruction is GateInstruction { Gate: var gate, Controls.IsEmpty: true } && gate == GateTable.GlobalPhase;

    /// <summary>
    /// Equal one by one; a gate may have become another that differs by a global phase, if nothing controls it.
    /// </summary>
    private static void AssertSame(ImmutableArray<Instruction> expected, ImmutableArray<Instruction> actual, string text)
    {
        expected = [.. expected.Where(instruction => !IsPhase(instruction))];
        actual = [.. actual.Where(instruction => !IsPhase(instruction))];
        Assert.True(expected.Length == actual.Length, text);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] == actual[i]) continue;
            if (expected[i] is IfInstruction one && actual[i] is IfInstruction other && one.Condition == other.Condition)
            {
                AssertSame(one.Then, other.Then, text);
                AssertSame(one.Else, other.Else, text);
                continue;
            }

            Assert.True(IsSameUpToPhase(expected[i], actual[i]), $"{expected[i]} became {actual[i]}:\n{text}");
        }
    }

    private static bool IsSameUpToPhase(Instruction expected, Instruction actual)
    {
        if (expected is not GateInstruction { Controls.IsEmpty: true, Exponent: 1 } one || actual is not GateInstruction other)
        {
            return false;
        }
        if (!other.Controls.IsEmpty || other.Exponent != 1 || !one.Qubits.SequenceEqual(other.Qubits)) return false;
        var (left, right) = (one.ToUnitary(), other.ToUnitary());
        var overlap = (left.Adjoint() * right).Elements;
        var trace = Enumerable.Range(0, left.Size).Aggregate(
            System.Numerics.Complex.Zero, (sum, i) => sum + (left.Adjoint() * right)[i, i]);
        return overlap.Length > 0 && Math.Abs(trace.Magnitude - left.Size) < 1e-9;
    }
}
