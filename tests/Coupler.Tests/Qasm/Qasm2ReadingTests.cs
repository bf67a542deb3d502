using Coupler.Circuits;
using Coupler.Qasm;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>OpenQASM 2 against lists of instructions that were written by hand.</summary>
public sealed class Qasm2ReadingTests
{
    [Fact]
    public void A_program_becomes_its_instructions_in_order() => Assert.Equal(
        [Qubits(2), Bits("c", 2), H(0), CX(0, 1), Barrier(0, 1), Reset(0), Measure(1, 0)],
        Read2("qreg q[2]; creg c[2]; h q[0]; cx q[0], q[1]; barrier q; reset q[0]; measure q[1] -> c[0];"));

    [Fact]
    public void Registers_follow_each_other_in_the_order_of_their_declarations() => Assert.Equal(
        [Qubits(2, "a"), Qubits(1, "b"), Bits("m", 1), Bits("n", 2), X(2), Measure(2, new Bit("n", 1))],
        Read2("qreg a[2]; creg m[1]; qreg b[1]; creg n[2]; x b[0]; measure b[0] -> n[1];"));

    [Fact]
    public void A_gate_is_broadcast_over_registers_and_single_qubits_stay() => Assert.Equal(
        [Qubits(2, "a"), Qubits(2, "b"), CX(0, 2), CX(1, 3), CX(2, 0), CX(2, 1), H(0), H(1)],
        Read2("qreg a[2]; qreg b[2]; cx a, b; cx b[0], a; h a;"));

    [Fact]
    public void A_measurement_and_a_reset_are_broadcast() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Reset(0), Reset(1), Measure(0, 0), Measure(1, 1)],
        Read2("qreg q[2]; creg c[2]; reset q; measure q -> c;"));

    [Fact]
    public void A_definition_is_expanded_with_its_parameters() => Assert.Equal(
        [Qubits(2), H(1), RX(0.25, 0), CX(1, 0), RX(-0.5, 0)],
        Read2("gate step(a, b) x, y { h x; rx(a / 2) y; cx x, y; rx(-b) y; } qreg q[2]; step(0.5, 0.5) q[1], q[0];"));

    [Fact]
    public void Definitions_nest_and_an_empty_one_is_the_identity() => Assert.Equal(
        [Qubits(1), X(0), Z(0), X(0), Z(0)],
        Read2("gate nothing a { } gate one a { x a; nothing a; z a; } gate two a { one a; one a; } qreg q[1]; two q[0];"));

    [Fact]
    public void A_barrier_in_a_definition_names_the_qubits_it_is_given() => Assert.Equal(
        [Qubits(3), X(2), Barrier(2, 0), X(0)],
        Read2("gate g a, b { x a; barrier a, b; x b; } qreg q[3]; g q[2], q[0];"));

    [Fact]
    public void A_definition_takes_the_name_of_a_library_gate() => Assert.Equal(
        [Qubits(1), Z(0)],
        Read2("gate x a { z a; } qreg q[1]; x q[0];"));

    [Theory]
    [InlineData("pi", Math.PI)]
    [InlineData("1/2", 0.5)]
    [InlineData("2^-1", 0.5)]
    [InlineData("-2^2", -4)]
    [InlineData("2^3^2", 512)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("--1", 1)]
    [InlineData("-3*pi/4", -3 * Math.PI / 4)]
    [InlineData("sin(pi/2) + cos(0) + tan(0) + exp(0) + ln(1) + sqrt(4)", 5)]
    [InlineData("1.5e-3", 0.0015)]
    [InlineData(".5", 0.5)]
    [InlineData("2.", 2)]
    public void Expressions_are_those_of_the_language(string expression, double expected) =>
        Assert.Equal([Qubits(1), RX(expected, 0)], Read2($"qreg q[1]; rx({expression}) q[0];"));

    [Fact]
    public void An_if_compares_a_whole_register_and_guards_one_operation()
    {
        var c = Bits("c", 3);
        Assert.Equal(
            [Qubits(1), c, If(c, 5, X(0)), If(c, 0, Measure(0, 2)), If(c, 7, Reset(0))],
            Read2("qreg q[1]; creg c[3]; if(c==5) x q[0]; if(c==0) measure q[0]->c[2]; if(c==7) reset q[0];"));
    }

    [Fact]
    public void An_if_guards_all_that_one_operation_stands_for()
    {
        var c = Bits("c", 1);
        Assert.Equal([Qubits(2), c, If(c, 1, X(0), X(1))], Read2("qreg q[2]; creg c[1]; if(c==1) x q;"));
    }

    [Fact]
    public void An_if_compares_a_register_of_any_length()
    {
        const int length = 200;
        var number = System.Numerics.BigInteger.Pow(2, 150) + 1;
        var circuit = Read2($"qreg q[1]; creg c[{length}]; if(c=={number}) x q[0];");
        var condition = Assert.IsType<IfInstruction>(circuit[^1]).Condition;
        Assert.Equal(length, condition.Bits.Length);
        Assert.Equal(number, condition.Value.ToBigInteger());
    }

    [Fact]
    public void An_if_that_can_never_hold_leaves_nothing() =>
        Assert.Equal([Qubits(1), Bits("c", 2)], Read2("qreg q[1]; creg c[2]; if(c==4) x q[0];"));

    [Fact]
    public void Without_an_include_there_are_U_and_CX()
    {
        var circuit = QasmDocument.Parse("OPENQASM 2.0; qreg q[2]; U(0.1, 0.2, 0.3) q[0]; CX q[0], q[1];").ToCircuit();
        Assert.Equal([Qubits(2), U3(0.1, 0.2, 0.3, 0), CX(0, 1)], circuit);
    }

    [Fact]
    public void A_name_means_what_it_means_in_qelib1() => Assert.Equal(
        [Qubits(2), new GateInstruction(GateTable.Qelib1RZ, [0.3], [0]), P(0.3, 1), new GateInstruction(
            GateTable.Qelib1RZZ, [0.3], [0, 1])],
        Read2("qreg q[2]; rz(0.3) q[0]; u1(0.3) q[1]; rzz(0.3) q[0], q[1];"));

    [Fact]
    public void Opaque_gates_may_be_declared_as_long_as_nobody_applies_them() =>
        Assert.Equal([Qubits(1)], Read2("opaque magic(a) x, y; qreg q[1];"));

    [Fact]
    public void Comments_and_spaces_of_all_kinds_are_skipped() => Assert.Equal(
        [Qubits(1), X(0)],
        Read2("// a line\r\nqreg\tq[1]; /* several\n lines */ x q [ 0 ] ; // the end"));

    [Fact]
    public void A_missing_version_is_version_3_which_knows_the_old_registers()
    {
        var document = QasmDocument.Parse("include \"stdgates.inc\"; qreg q[1]; creg c[1]; x q[0]; measure q -> c;");
        Assert.Equal(QasmVersion.OpenQasm3, document.Version);
        Assert.Equal([Qubits(1), Bits("c", 1), X(0), Measure(0, 0)], document.ToCircuit());
    }
}
