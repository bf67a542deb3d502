using Coupler.Circuits;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary><c>ctrl @ negctrl @ inv @ pow @</c></summary>
public sealed class QasmModifierTests
{
    [Fact]
    public void Modifiers_of_a_gate_of_the_table_are_those_of_the_instruction() => Assert.Equal(
        [
            new GateInstruction(GateTable.X, [], [1]) { Controls = [new Control(0)] },
            new GateInstruction(GateTable.X, [], [0]) { Controls = [new(3, false), new(2, false), new(1)] },
            new GateInstruction(GateTable.S, [], [0]) { Exponent = -1 },
            new GateInstruction(GateTable.X, [], [0]) { Exponent = 0.5 },
            new GateInstruction(GateTable.RX, [0.3], [2]) { Exponent = -1.5, Controls = [new Control(1)] },
        ],
        Body3("""
            qubit[4] q;
            ctrl @ x q[0], q[1];
            negctrl(2) @ ctrl @ x q[3], q[2], q[1], q[0];
            inv @ s q[0];
            pow(1/2.0) @ x q[0];
            inv @ ctrl @ pow(3) @ pow(0.5) @ rx(0.3) q[1], q[2];
            """));

    [Fact]
    public void A_global_phase_is_a_gate_on_no_qubit() => Assert.Equal(
        [GlobalPhase(0.3), new GateInstruction(GateTable.GlobalPhase, [0.5], []) { Controls = [new Control(1)] }],
        Body3("qubit[2] q; gphase(0.3); ctrl @ gphase(0.5) q[1];"));

    [Fact]
    public void Controls_go_to_every_gate_of_a_definition() => Assert.Equal(
        [X(1).Controlled(0), GlobalPhase(0.5).Controlled(0), CX(1, 2).Controlled(0)],
        Body3("gate g a, b { x a; gphase(0.5); cx a, b; } qubit[3] q; ctrl @ g q[0], q[1], q[2];"));

    [Fact]
    public void Controls_outside_stand_before_those_inside() => Assert.Equal(
        [new GateInstruction(GateTable.X, [], [2]) { Controls = [new Control(0, false), new Control(1)] }],
        Body3("gate g a, b { ctrl @ x a, b; } qubit[3] q; negctrl @ g q[0], q[1], q[2];"));

    [Fact]
    public void The_inverse_of_a_definition_is_the_inverses_backwards() => Assert.Equal(
        [
            new GateInstruction(GateTable.T, [], [0]) { Exponent = 1 },
            new GateInstruction(GateTable.S, [], [0]) { Exponent = -1 },
            new GateInstruction(GateTable.X, [], [0]) { Exponent = -1 },
        ],
        Body3("gate g a { x a; s a; inv @ t a; } qubit q; inv @ g q;"));

    [Fact]
    public void A_whole_power_of_a_definition_repeats_it() => Assert.Equal(
        [X(0), S(0), X(0), S(0), S(0) with { Exponent = -1 }, X(0) with { Exponent = -1 }],
        Body3("gate g a { x a; s a; } qubit q; pow(2) @ g q; pow(-1) @ g q; pow(0) @ g q;"));

    [Fact]
    public void A_fractional_power_of_a_definition_of_one_gate_is_that_of_the_gate() => Assert.Equal(
        [X(0) with { Exponent = 0.25 }],
        Body3("gate g a { pow(0.5) @ x a; } qubit q; pow(0.5) @ g q;"));

    [Fact]
    public void Modified_gates_are_broadcast() => Assert.Equal(
        [X(1).Controlled(0), X(2).Controlled(0)],
        Body3("qubit a; qubit[2] q; ctrl @ x a, q;"));

    [Fact]
    public void A_power_may_be_a_parameter_of_the_gate() => Assert.Equal(
        [X(0) with { Exponent = 0.5 }],
        Body3("gate g(t) a { pow(t) @ x a; } qubit q; g(0.5) q;"));
}
