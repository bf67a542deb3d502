using Coupler.Circuits;
using Coupler.Tests.Reference;
using Coupler.Tests.StateVector;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

/// <summary>A circuit in other gates is the same circuit.</summary>
public sealed class GateSetTests
{
    private const double Tolerance = 1e-9;

    private static readonly GateSet Least = new(GateTable.RY, GateTable.RZ, GateTable.CX);

    private static readonly GateSet Many = new(
        GateTable.X, GateTable.H, GateTable.S, GateTable.T, GateTable.P, GateTable.RX, GateTable.RY, GateTable.RZ, GateTable.CX,
        GateTable.CZ, GateTable.CP, GateTable.Swap, GateTable.CCX);

    [Fact]
    public void Any_gate_of_the_table_is_rewritten_into_rotations_and_cx() =>
        RandomCircuits.Unitary(1, 4, 4).Sample(circuit => AssertSame(circuit, Least), iter: 400);

    [Fact]
    public void Any_gate_of_the_table_is_rewritten_into_a_larger_set() =>
        RandomCircuits.Unitary(1, 4, 4).Sample(circuit => AssertSame(circuit, Many), iter: 400);

    [Fact]
    public void What_is_in_the_set_stays_and_what_is_not_is_decomposed()
    {
        Circuit circuit = [Qubits(3), H(0), CCX(0, 1, 2), Tdg(2), GlobalPhase(1), MeasureAll()];

        var rewritten = Many.Rewrite(circuit);

        Assert.Equal([H(0), CCX(0, 1, 2)], rewritten.OfType<GateInstruction>().Take(2));
        Assert.DoesNotContain(GateTable.Tdg, rewritten.OfType<GateInstruction>().Select(gate => gate.Gate));
        Assert.Equal(3, rewritten.OfType<MeasureInstruction>().Count());
    }

    [Fact]
    public void Registers_and_conditions_stay()
    {
        var flag = Bits("flag", 1);
        var rest = Bits("rest", 2);
        var choice = If(flag[0], SX(1), Y(1)) with { Else = [H(2), Tdg(1)] };
        Circuit circuit = [Qubits(3), flag, rest, H(0), Measure(0, flag[0]), choice, Measure(1, rest[1])];

        var rewritten = Least.Rewrite(circuit);

        Assert.Equal(circuit.BitRegisters, rewritten.BitRegisters);
        Assert.Equal(circuit.QubitRegisters, rewritten.QubitRegisters);
        var expected = DenseSimulator.DistributionOf(circuit);
        Assert.All(DenseSimulator.DistributionOf(rewritten), pair => Assert.Equal(expected[pair.Key], pair.Value, Tolerance));
    }

    [Fact]
    public void A_gate_that_the_set_cannot_make_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => new GateSet(GateTable.RZ, GateTable.CX).Rewrite([RZ(1, 0), H(0)]));

        Assert.StartsWith("Instruction 1, 'h 0': it needs U", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_without_a_value_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Least.Rewrite([RX(new Parameter("theta"), 0)]));

        Assert.Contains("'theta' has no value", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Circuit circuit, GateSet set)
    {
        Circuit rewritten;
        try
        {
            rewritten = set.Rewrite(circuit);
        }
        catch (ArgumentException)
        {
            // A fractional power on several qubits has no such form.
            return;
        }

        Assert.All(rewritten.OfType<GateInstruction>(), gate => Assert.True(
            set.Contains(gate.Gate) && gate.Controls.IsEmpty && gate.Exponent == 1, $"{gate}"));
        var (expected, found) = (DenseSimulator.StateOf(circuit), DenseSimulator.StateOf(rewritten));
        var overlap = expected.Zip(found, (one, other) => System.Numerics.Complex.Conjugate(one) * other)
            .Aggregate((sum, term) => sum + term).Magnitude;
        Assert.True(Math.Abs(overlap - 1) < Tolerance, $"{overlap}: {circuit}");
    }
}
