using Coupler.Circuits;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>Subroutines of OpenQASM 3, which run where they are called while a text is expanded.</summary>
public sealed class QasmSubroutineTests
{
    [Fact]
    public void A_call_runs_the_body_with_its_arguments() => Assert.Equal(
        [RX(0.5, 1), CX(1, 2), RX(1, 2), CX(2, 1)],
        Body3("""
            def f(float a, qubit one, qubit[2] two) { rx(a) one; cx one, two[1]; }
            qubit[3] q;
            f(0.5, q[1], q[{0, 2}]);
            f(1, q[2], q[0:1]);
            """));

    [Fact]
    public void The_older_spelling_puts_qubits_behind() => Assert.Equal(
        [RX(2, 0), CX(0, 1), H(1), Measure(1, 0)],
        Body3("""
            def f(int a, qubit one, qubit two) { rx(a) one; cx one, two; }
            def m(int a, qubit one) -> bit { if (a > 0) h one; return measure one; }
            qubit[2] q;
            bit c;
            f(2) q[0], q[1];
            c = m(1) q[1];
            """));

    [Fact]
    public void A_function_of_known_values_has_a_value() => Assert.Equal(
        [RX(120, 0)],
        Body3("""
            def factorial(int n) -> int { if (n < 2) { return 1; } return n * factorial(n - 1); }
            qubit q;
            rx(factorial(5)) q;
            """));

    [Fact]
    public void A_returned_measurement_goes_where_it_is_wanted() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Bits("d", 1), H(0), Measure(0, 1), H(1), Measure(1, new Bit("d", 0))],
        Read3("""
            def f(qubit a) -> bit { h a; return measure a; }
            qubit[2] q;
            bit[2] c;
            h q[0];
            c[1] = measure q[0];
            bit d = f(q[1]);
            """));

    [Fact]
    public void A_returned_variable_lives_in_the_callers_register() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Measure(0, 0), X(1), Measure(1, 1)],
        Read3("""
            def f(qubit[2] a) -> bit[2] { bit[2] b; b[0] = measure a[0]; x a[1]; b[1] = measure a[1]; return b; }
            qubit[2] q;
            bit[2] c;
            c = f(q);
            """));

    [Fact]
    public void Local_bits_get_registers_of_their_own_and_share_them() => Assert.Equal(
        [
            Qubits(2), Bits("c", 1), Bits("c_1", 1),
            Measure(0, new Bit("c_1", 0)), If(Bits("c_1", 1), 1, X(0)),
            Measure(1, new Bit("c_1", 0)), If(Bits("c_1", 1), 1, X(1)),
            Measure(0, 0),
        ],
        Read3("""
            def flip(qubit a) { bit c = measure a; if (c == 1) x a; }
            qubit[2] q;
            bit c;
            flip(q[0]);
            flip(q[1]);
            c = measure q[0];
            """));

    [Fact]
    public void Measured_bits_can_be_passed_and_asked() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Measure(0, 0), Measure(1, 1), If(Bits("c", 2), 2, Z(0))],
        Read3("""
            def fix(bit[2] s, qubit x) { if (s == 2) z x; }
            qubit[2] q;
            bit[2] c = measure q;
            fix(c, q[0]);
            """));

    [Fact]
    public void A_body_sees_constants_and_definitions_but_no_variables()
    {
        Assert.Equal(
            [RX(2, 0), H(0)], Body3("const int n = 2; gate g a { h a; } def f(qubit x) { rx(n) x; g x; } qubit q; f(q);"));
        Assert.Contains(
            "constants only", Fails3("int n = 2; def f(qubit x) { rx(n) x; } qubit q; f(q);").Message, StringComparison.Ordinal);
        Assert.Contains("constants only", Fails3("qubit q; def f() { h q; } f();").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_qubit_is_passed_once()
    {
        Assert.Contains(
            "twice", Fails3("def f(qubit x, qubit y) { } qubit[2] q; f(q[0], q[0]);").Message, StringComparison.Ordinal);
        Assert.Contains(
            "register of 2 qubits", Fails3("def f(qubit[2] x) { } qubit[3] q; f(q);").Message, StringComparison.Ordinal);
    }
}
