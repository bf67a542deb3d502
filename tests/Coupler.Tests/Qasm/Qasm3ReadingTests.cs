using Coupler.Circuits;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>OpenQASM 3 against lists of instructions that were written by hand.</summary>
public sealed class Qasm3ReadingTests
{
    private static readonly Parameter Theta = new("theta");

    [Fact]
    public void A_program_becomes_its_instructions_in_order() => Assert.Equal(
        [
            Qubits(1, "a"), Qubits(2, "q"), Bits("m", 1), Bits("c", 2),
            H(0), CX(0, 1), Reset(2), Barrier(), Measure(0, new Bit("m", 0)), Measure(1, 0), Measure(2, 1),
        ],
        Read3("qubit a; qubit[2] q; bit m; bit[2] c; h a; cx a, q[0]; reset q[1]; barrier; m = measure a; c = measure q;"));

    [Fact]
    public void A_declaration_may_measure() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Bits("d", 1), Measure(0, 0), Measure(1, 1), Measure(0, new Bit("d", 0))],
        Read3("qubit[2] q; bit[2] c = measure q; bit d = measure q[0];"));

    [Fact]
    public void An_arrow_measures_slices() => Assert.Equal(
        [Measure(1, 3), Measure(2, 2), Measure(0, 0)],
        Body3("qubit[3] q; bit[4] c; measure q[1:2] -> c[{3, 2}]; measure q[0] -> c[0];"));

    [Fact]
    public void A_measurement_that_nobody_wants_still_happens() => Assert.Equal(
        [Qubits(1), Bits("dropped", 1), H(0), Measure(0, new Bit("dropped", 0)), H(0)],
        Read3("qubit[1] q; h q[0]; measure q[0]; h q[0];"));

    [Fact]
    public void Loops_run_over_ranges_both_ends_included() => Assert.Equal(
        [X(0), X(1), X(2), Z(3), Z(1), Y(0), Y(2)],
        Body3("qubit[4] q; for int i in [0:2] x q[i]; for uint i in [3:-2:0] { z q[i]; } for int i in [0:2:3] y q[i];"));

    [Fact]
    public void Loops_run_over_sets_and_bits_and_an_empty_range_not_at_all() => Assert.Equal(
        [X(2), X(0), Z(0), Z(2)],
        Body3("""
            qubit[3] q;
            for int i in {2, 0} { x q[i]; }
            int k = 0;
            for bit b in "101" { if (b) z q[k]; k += 1; }
            for int i in [1:0] { y q[i]; }
            """));

    [Fact]
    public void Loops_can_be_left_and_continued() => Assert.Equal(
        [X(0), X(2), Z(0), Z(1)],
        Body3("""
            qubit[5] q;
            for int i in [0:4] { if (i == 1) continue; if (i == 3) break; x q[i]; }
            int i = 0;
            while (i < 2) { z q[i]; i += 1; }
            """));

    [Fact]
    public void End_ends_the_program() => Assert.Equal([X(0)], Body3("qubit q; x q; end; z q;"));

    [Fact]
    public void Variables_change_as_the_program_goes_on() => Assert.Equal(
        [RX(3, 0), RX(1.5, 0), RX(4, 0), RX(Math.PI, 0)],
        Body3("""
            qubit q;
            int n = 1; n += 2; rx(n) q;
            float half = n / 2.0; rx(half) q;
            uint[2] small = 3; small += 5; small <<= 2; small = 7 * 4; rx(small + 4) q;
            angle a = pi; rx(a) q;
            """));

    [Theory]
    [InlineData("7 / 2", 3)]
    [InlineData("-7 / 2", -3)]
    [InlineData("7.0 / 2", 3.5)]
    [InlineData("7 % 4", 3)]
    [InlineData("2 ** 10", 1024)]
    [InlineData("2 ** -1", 0.5)]
    [InlineData("-2 ** 2", -4)]
    [InlineData("2 ** 3 ** 2", 512)]
    [InlineData("1 << 3 | 1", 9)]
    [InlineData("1 << 64 >> 63", 2)]
    [InlineData("1 >> 64 | -1 >> 5000 | 1 << 0", -1)]
    [InlineData("1 >> 10 ** 30", 0)]
    [InlineData("int[8](1 << 64)", 0)]
    [InlineData("uint(\"0110\" << 64)", 0)]
    [InlineData("6 & 3 ^ 1", 3)]
    [InlineData("0x1F + 0b101 + 0o17 + 1_000", 1051)]
    [InlineData("int(2.9) + uint(true) + float(1)", 4)]
    [InlineData("int[4](9)", -7)]
    [InlineData("uint[4](17)", 1)]
    [InlineData("popcount(\"1011\")", 3)]
    [InlineData("uint(rotl(\"0011\", 1))", 6)]
    [InlineData("uint(rotr(\"0011\", 1))", 9)]
    [InlineData("uint(\"0110\" | \"0001\")", 7)]
    [InlineData("uint(~\"0110\")", 9)]
    [InlineData("uint(\"0110\" << 1)", 12)]
    [InlineData("mod(7, 4) + floor(2.5) + ceiling(2.5)", 8)]
    [InlineData("arcsin(1) + arccos(1) + arctan(0) + log(1)", Math.PI / 2)]
    [InlineData("τ / 2 - π + euler - ℇ", 0)]
    [InlineData("tau", Math.Tau)]
    public void Expressions_are_those_of_the_language(string expression, double expected) =>
        Assert.Equal([RX(expected, 0)], Body3($"qubit q; rx({expression}) q;"));

    [Theory]
    [InlineData("3 > 2 && 2 >= 2")]
    [InlineData("!(1 == 2) || 1 != 1")]
    [InlineData("\"0101\" == 5")]
    [InlineData("true != false")]
    [InlineData("2.5 < 3")]
    [InlineData("bool(1) && !bool(0.0)")]
    [InlineData("false == (1 > 2)")]
    public void Conditions_on_known_values_choose_at_once(string condition) =>
        Assert.Equal([X(0)], Body3($"qubit q; if ({condition}) x q; else z q;"));

    [Fact]
    public void Known_bits_can_be_picked_apart() => Assert.Equal(
        [X(0), X(2), Z(1), Z(2), Y(3)],
        Body3("""
            qubit[4] q;
            const bit[3] mask = "101";
            for int i in [0:2] { if (mask[i]) x q[i]; }
            uint[4] number = 10;
            if (number[1]) z q[1];
            if (number[3:-1:1] == "101") z q[2];
            bit[2] part = number[2:3];
            if (part == 2) y q[3];
            """));

    [Fact]
    public void Aliases_join_and_slice_registers() => Assert.Equal(
        [X(4), X(1), X(2), Z(0), Z(3), H(1), H(3)],
        Body3("""
            qubit[2] a; qubit[3] b;
            let joined = a ++ b;
            let picked = joined[{4, 1, 2}];
            x picked;
            let ends = a[0:0] ++ b[1:1];
            z ends;
            let odd = joined[1:2:-1];
            h odd;
            """));

    [Fact]
    public void Inner_scopes_hide_names_and_give_them_back() => Assert.Equal(
        [RX(2, 0), RX(1, 0), RX(5, 0)],
        Body3("qubit q; int n = 1; { int n = 2; rx(n) q; } rx(n) q; { n = 5; } rx(n) q;"));

    [Fact]
    public void A_box_runs_its_body() => Assert.Equal([X(0), Z(0)], Body3("qubit q; box { x q; box { z q; } }"));

    [Fact]
    public void Annotations_and_pragmas_are_skipped() => Assert.Equal(
        [X(0)],
        Body3("pragma vendor.thing { not ( a ] statement\n#pragma old\nqubit q;\n@vendor.bind IOPORT[3:2]\n@second\nx q;"));

    [Fact]
    public void A_gate_definition_may_loop_and_use_constants() => Assert.Equal(
        [RX(1, 1), RX(2, 1), RX(1, 1), RX(2, 1), CX(0, 1)],
        Body3("""
            const int n = 2;
            gate g(a) p, q { for int i in [1:n] { for int k in {1, 2} { rx(a * k) q; } } cx p, q; }
            qubit[2] q;
            g(1) q[0], q[1];
            """));

    [Fact]
    public void A_definition_that_says_what_the_table_says_is_that_gate() => Assert.Equal(
        [RZZ(0.5, 0, 1), RZZ(0.5, 0, 1).Power(0.5)],
        Body3(
            """
            gate mine(t) a, b { cx a, b; rz(t) b; cx a, b; }
            qubit[2] q;
            mine(0.5) q[0], q[1];
            pow(0.5) @ mine(0.5) q[0], q[1];
            """));

    [Fact]
    public void A_definition_may_compute_with_its_parameters() => Assert.Equal(
        [RX(Math.Sin(0.5), 0), RX(0.25, 0), RX(4, 0)],
        Body3("gate g(t) a { rx(sin(t)) a; rx(t * t) a; } gate h2(t) a { rx(2 ** t) a; } qubit q; g(0.5) q; h2(2) q;"));

    [Fact]
    public void An_input_without_a_value_is_a_parameter() => Assert.Equal(
        [RX((2 * Theta) - (Math.PI / 2), 0), RZ(-(0.5 * Theta), 0)],
        Body3("input angle theta; qubit q; float twice = theta * 2; rx(twice - pi / 2) q; rz(-theta / 2) q;"));

    [Fact]
    public void An_input_with_a_value_is_a_number() => Assert.Equal(
        [Qubits(3), RX(Math.Sin(0.5), 0), X(0), X(1), X(2)],
        Read3("""
            input float a; input int n; input bool flag; input bit[2] pattern;
            qubit[3] q; rx(sin(a)) q[0];
            for int i in [1:n] x q[i - 1];
            if (flag && pattern == "10") x q[2];
            """, ("a", 0.5), ("n", 2), ("flag", 1), ("pattern", 2)));

    [Fact]
    public void A_value_for_an_input_that_is_not_there_is_the_callers_mistake()
    {
        var exception = Assert.Throws<ArgumentException>(() => Read3("input float theta; qubit q;", ("tetha", 1)));
        Assert.Contains("tetha", exception.Message, StringComparison.Ordinal);
        Assert.Contains("theta", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_are_registers() => Assert.Equal(
        [Qubits(2), Bits("a", 1), Bits("b", 2), Measure(0, new Bit("b", 1))],
        Read3("qubit[2] q; output bit a; output bit[2] b; b[1] = measure q[0];"));

    [Fact]
    public void Bits_that_only_hold_known_values_need_no_register() => Assert.Equal(
        [Qubits(1), Bits("zero", 2), X(0)],
        Read3("qubit[1] q; bit[2] known = \"11\"; bit[2] zero = \"00\"; if (known == 3) x q[0];"));

    [Fact]
    public void A_measurement_replaces_known_bits() => Assert.Equal(
        [Qubits(2), Bits("c", 2), Measure(0, 0), Measure(1, 1)],
        Read3("qubit[2] q; bit[2] c = \"11\"; c = measure q;"));

    [Fact]
    public void Gate_names_of_the_table_extend_the_library() => Assert.Equal(
        [ISwap(0, 1), RXX(0.5, 0, 1)],
        Body3("qubit[2] q; iswap q[0], q[1]; rxx(0.5) q[0], q[1];"));

    [Fact]
    public void Names_may_have_letters_of_any_script() => Assert.Equal(
        [Qubits(1, "γ"), RX(2, 0)],
        Read3("qubit[1] γ; const float ϑ_1 = 2; rx(ϑ_1) γ[0];"));
}
