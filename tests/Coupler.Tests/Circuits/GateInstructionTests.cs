using Coupler.Circuits;
using CsCheck;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

public class GateInstructionTests
{
    [Fact]
    public void Controls_make_blocks_and_the_outermost_comes_first()
    {
        var gate = X(0).Controlled(1).Controlled(new Control(2, WhenOne: false));
        Assert.Equal("negctrl @ ctrl @ x 2, 1, 0", gate.ToString());

        // Index bits: qubit 2, qubit 1, qubit 0 in this order. x acts where the first is 0 and the second 1.
        var expected = SlowMatrix.Of(8, (row, column) =>
            (row & 3, column & 3) == (2, 2) ? (row == column ? 0 : 1) : row == column ? 1 : 0);
        SlowMatrix.AssertEqual(expected, SlowMatrix.Of(gate.ToControlledUnitary()));
    }

    [Fact]
    public void A_control_sees_the_global_phase()
    {
        SlowMatrix.AssertEqual(SlowMatrix.Of(P(0.7, 0).ToUnitary()),
            SlowMatrix.Of(GlobalPhase(0.7).Controlled(0).ToControlledUnitary()));
        SlowMatrix.AssertEqual(SlowMatrix.Of(CRZ(0.7, 0, 1).ToUnitary()),
            SlowMatrix.Of(RZ(0.7, 1).Controlled(0).ToControlledUnitary()));
        SlowMatrix.AssertEqual(SlowMatrix.Of(CP(0.7, 0, 1).ToUnitary()),
            SlowMatrix.Of(P(0.7, 1).Controlled(0).ToControlledUnitary()));
        Assert.True(SlowMatrix.Of(CP(0.7, 0, 1).ToUnitary()).DistanceTo(SlowMatrix.Of(CRZ(0.7, 0, 1).ToUnitary())) > 0.1);
    }

    [Fact]
    public void The_inverse_undoes_any_gate_with_any_modifiers() => CircuitGen.BoundGates.Where(IsSmall).Sample(
        gate => Assert.True(SlowMatrix.Identity(1 << gate.Qubits.Length).DistanceTo(
            SlowMatrix.Of(gate.ToUnitary()) * SlowMatrix.Of(gate.Inverse().ToUnitary())) < 1e-9),
        iter: 300);

    [Fact]
    public void A_power_is_that_of_the_matrix_or_refused() => Gen.Select(
        CircuitGen.BoundGates.Where(gate => IsSmall(gate) && gate.Exponent is >= -1 and <= 1),
        Gen.OneOf(Gen.Double[-3, 3], Gen.Int[-4, 4].Select(i => (double)i)))
        .Sample((gate, exponent) => AssertPower(gate, exponent), iter: 300);

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(1.5, 0.5)]
    [InlineData(-2, 0.1)]
    public void A_fraction_of_a_winding_power_is_refused(double inner, double outer)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => X(0).Power(inner).Power(outer));
        Assert.Contains("@ x 0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_of_an_inverse_is_the_root_of_the_inverse_gate()
    {
        Assert.Equal(X(0).Power(0.5), X(0).Power(-1).Power(0.5));
        Assert.Equal(Sdg(0).Power(0.5), S(0).Power(-1).Power(0.5));
    }

    [Fact]
    public void A_power_of_a_controlled_gate_is_a_controlled_power() =>
        SlowMatrix.AssertEqual(SlowMatrix.Of(CSX(0, 1).ToUnitary()), SlowMatrix.Of(CX(0, 1).Power(0.5).ToUnitary()));

    [Fact]
    public void A_matrix_needs_values()
    {
        Assert.Throws<InvalidOperationException>(() => RX(new Parameter("x"), 0).ToUnitary());
        Assert.Throws<InvalidOperationException>(() => X(0).Controlled([.. Enumerable.Range(1, 10)]).ToControlledUnitary());
    }

    [Fact]
    public void The_text_is_close_to_OpenQASM() => Assert.Equal(
        "ctrl @ pow(-0.5) @ rxx(2*theta - 1) 3, 0, 1",
        RXX((2 * new Parameter("theta")) - 1, 0, 1).Power(-0.5).Controlled(3).ToString());

    /// <summary>The principal power of the instruction's own matrix, by the kernel that UnitaryTests check.</summary>
    private static void AssertPower(GateInstruction gate, double exponent)
    {
        var expected = SlowMatrix.Of(gate.ToUnitary().Power(exponent));
        try
        {
            Assert.True(expected.DistanceTo(SlowMatrix.Of(gate.Power(exponent).ToUnitary())) < 1e-8);
        }
        catch (InvalidOperationException)
        {
            Assert.True(gate.Exponent == -1 && !double.IsInteger(exponent));
        }
    }

    private static bool IsSmall(GateInstruction gate) => gate.Qubits.Length <= 3;
}
