using Coupler.Circuits;
using Coupler.Qasm;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Qasm;

/// <summary>The texts that circuits become, against texts that were written by hand.</summary>
public sealed class QasmWritingTests
{
    private static readonly BitsInstruction C = Bits("c", 2);

    [Fact]
    public void A_circuit_becomes_a_program_of_version_3() => AssertWritten(
        QasmVersion.OpenQasm3,
        """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[2] a;
        qubit[1] b;
        bit[2] c;
        h a[0];
        cx a[0], b[0];
        rz(-3*pi/4) a[1];
        rx(0.1) a[1];
        barrier;
        barrier a[1], b[0];
        reset b[0];
        c[1] = measure a[0];
        if (c == 2) {
          x a[0];
        }
        else {
          z a[0];
          if (c[0] != 0) {
            y a[1];
          }
        }

        """,
        [
            Qubits(2, "a"), Qubits(1, "b"), C,
            H(0), CX(0, 2), RZ(-3 * Math.PI / 4, 1), RX(0.1, 1), Barrier(), Barrier(1, 2), Reset(2), Measure(0, 1),
            If(C, 2, X(0)) with { Else = [Z(0), new IfInstruction(new([C[0]], Comparison.NotEqual, new(0, 1)), [Y(1)], [])] },
        ]);

    [Fact]
    public void A_circuit_becomes_a_program_of_version_2() => AssertWritten(
        QasmVersion.OpenQasm2,
        """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg a[2];
        qreg b[1];
        creg c[2];
        h a[0];
        cx a[0],b[0];
        rz(-3*pi/4) a[1];
        barrier a,b;
        barrier a[1],b[0];
        reset b[0];
        measure a[0] -> c[1];
        if(c==2) x a[0];
        if(c==0) z a[0];
        if(c==1) z a[0];
        if(c==3) z a[0];
        if(c==1) y a[1];
        if(c==3) y a[1];

        """.Replace(",", ", ", StringComparison.Ordinal),
        [
            Qubits(2, "a"), Qubits(1, "b"), C, H(0), CX(0, 2), RZ(-3 * Math.PI / 4, 1), Barrier(), Barrier(1, 2), Reset(2),
            Measure(0, 1),
            If(C, 2, X(0)) with { Else = [Z(0), new IfInstruction(new([C[0]], Comparison.NotEqual, new(0, 1)), [Y(1)], [])] },
        ]);

    [Fact]
    public void Modifiers_are_written() => AssertLines(
        QasmVersion.OpenQasm3,
        [
            "ctrl @ x q[1], q[0];", "ctrl(2) @ negctrl @ pow(0.5) @ x q[3], q[2], q[1], q[0];", "inv @ s q[0];",
            "pow(-2) @ t q[0];", "ctrl @ gphase(0.5) q[2];",
        ],
        [
            X(0).Controlled(1), (X(0) with { Exponent = 0.5 }).Controlled(new Control(1, false)).Controlled(3, 2),
            S(0) with { Exponent = -1 }, T(0) with { Exponent = -2 }, GlobalPhase(0.5).Controlled(2),
        ]);

    [Fact]
    public void A_gate_without_a_name_gets_a_definition_once() => AssertLines(
        QasmVersion.OpenQasm3,
        [
            "gate rzz(theta) q0, q1 {", "  cx q0, q1;", "  rz(theta) q1;", "  cx q0, q1;", "}",
            "gate ryy(theta) q0, q1 {", "  rx(pi/2) q0;", "  rx(pi/2) q1;", "  rzz(theta) q0, q1;", "  rx(-pi/2) q0;",
            "  rx(-pi/2) q1;", "}",
            "ryy(0.5) q[0], q[1];", "rzz(0.5) q[1], q[0];", "ryy(0.25) q[0], q[1];", "c[0] = measure q[0];",
        ],
        [RYY(0.5, 0, 1), RZZ(0.5, 1, 0), RYY(0.25, 0, 1), Measure(0, 0)]);

    [Fact]
    public void A_phase_that_names_lose_is_made_up_for_where_it_could_be_seen()
    {
        AssertLines(
            QasmVersion.OpenQasm3, ["rz(0.5) q[0];", "gphase(0.25);"], [new GateInstruction(GateTable.Qelib1RZ, [0.5], [0])]);
        AssertLines(
            QasmVersion.OpenQasm3,
            ["rz(0.5) q[0];", "c[0] = measure q[0];"],
            [new GateInstruction(GateTable.Qelib1RZ, [0.5], [0]), Measure(0, 0)]);
        AssertLines(QasmVersion.OpenQasm2, ["rz(0.5) q[0];"], [RZ(0.5, 0), GlobalPhase(1)]);
    }

    [Fact]
    public void Parameters_become_inputs() => AssertLines(
        QasmVersion.OpenQasm3,
        ["input float theta;", "rx(2*theta - pi/2) q[0];", "rx(-theta) q[0];", "rx(-0.5*theta + 0.25) q[0];"],
        [RX((2 * new Parameter("theta")) - (Math.PI / 2), 0), RX(-new Parameter("theta"), 0), RX(
            (-0.5 * new Parameter("theta")) + 0.25, 0)]);

    [Fact]
    public void Bits_that_are_asked_together_get_a_name() => AssertLines(
        QasmVersion.OpenQasm3,
        ["let bits = c[1:1] ++ d[0:1];", "if (bits >= 5) {", "  x q[0];", "}", "if (bits < 2) {", "  y q[0];", "}"],
        [
            C, Bits("d", 2),
            new IfInstruction(new([C[1], new("d", 0), new("d", 1)], Comparison.GreaterOrEqual, new(5, 3)), [X(0)], []),
            new IfInstruction(new([C[1], new("d", 0), new("d", 1)], Comparison.Less, new(2, 3)), [Y(0)], []),
        ]);

    [Fact]
    public void A_long_register_is_compared_with_bits_in_quotes()
    {
        var wide = Bits("w", 70);
        var value = BitString.Parse(new string('1', 70));
        AssertLines(
            QasmVersion.OpenQasm3, [$"if (w == \"{value}\") {{", "  x q[0];", "}"],
            [wide, new IfInstruction(
                new([.. Enumerable.Range(0, 70).Select(i => wide[i])], Comparison.Equal, value), [X(0)], [])]);
    }

    [Theory]
    [InlineData("x", "x_1", "x_1")]
    [InlineData("measure", "measure_1", "measure_1")]
    [InlineData("input", "input", "input_1")]
    [InlineData("Data", "rData", "Data")]
    [InlineData("γ", "r_", "γ")]
    [InlineData("_1", "r_1", "_1")]
    [InlineData("fine_2", "fine_2", "fine_2")]
    public void A_name_that_the_language_does_not_allow_is_changed(string name, string version2, string version3)
    {
        Circuit circuit = [Qubits(1, name), X(0)];
        Assert.Contains(
            $"qreg {version2}[1];", QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm2).ToString(),
            StringComparison.Ordinal);
        Assert.Contains(
            $"qubit[1] {version3};", QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Controls_of_version_2_use_the_gates_of_the_library() => AssertLines(
        QasmVersion.OpenQasm2,
        [
            "ccx q[0], q[1], q[2];", "c4x q[0], q[1], q[2], q[3], q[4];", "x q[0];", "cz q[0], q[1];", "x q[0];",
            "cswap q[0], q[1], q[2];", "u1(0.5) q[3];", "cu1(0.5) q[3], q[2];", "crx(0.5) q[0], q[1];",
            "cu(pi/4, -pi/2, pi/2, pi/8) q[0], q[1];", "u3(pi/4, -pi/2, pi/2) q[0];",
        ],
        [
            CX(1, 2).Controlled(0), X(4).Controlled(0, 1, 2, 3), Z(1).Controlled(new Control(0, false)), Swap(1, 2).Controlled(0),
            GlobalPhase(0.5).Controlled(3), GlobalPhase(0.5).Controlled(3, 2), RX(0.5, 1).Controlled(0),
            (X(1) with { Exponent = 0.25 }).Controlled(0), X(0) with { Exponent = 0.25 },
        ]);

    [Fact]
    public void Controlled_phases_of_version_2_are_cu1() => AssertLines(
        QasmVersion.OpenQasm2,
        [
            "cu1(pi/2) q[1], q[2];", "cx q[0], q[1];", "cu1(-pi/2) q[1], q[2];", "cx q[0], q[1];", "cu1(pi/2) q[0], q[2];",
            "cu1(-pi/2) q[0], q[1];", "cu1(-0.3) q[0], q[1];", "cu1(pi/2) q[0], q[1];", "cu1(-pi/4) q[0], q[1];",
            "u1(-0.3) q[0];",
        ],
        [
            Z(2).Controlled(0, 1), CP(Math.PI / 2, 0, 1) with { Exponent = -1 }, CP(0.3, 0, 1) with { Exponent = -1 },
            (Z(1) with { Exponent = 0.5 }).Controlled(0), (T(1) with { Exponent = -1 }).Controlled(0),
            P(0.3, 0) with { Exponent = -1 },
        ]);

    [Fact]
    public void Numbers_keep_all_their_digits() => AssertLines(
        QasmVersion.OpenQasm2,
        ["rx(0) q[0];", "rx(1.0e-20) q[0];", "rx(-1.0e+20) q[0];", "rx(0.1) q[0];", "rx(7*pi/16) q[0];", "rx(3.0) q[0];"],
        [RX(0, 0), RX(1e-20, 0), RX(-1e20, 0), RX(0.1, 0), RX(7 * Math.PI / 16, 0), RX(3, 0)]);

    public static TheoryData<Circuit, string> Inexpressible => new()
    {
        { [RX(new Parameter("theta"), 0)], "theta" },
        { [Swap(0, 1) with { Exponent = 0.5 }], "pow(0.5) @ swap 0, 1" },
        { [X(11).Controlled(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)], "ctrl @" },
        {
            [C, Bits("d", 1), new IfInstruction(new([C[0], new("d", 0)], Comparison.Equal, new(0, 2)), [X(0)], [])],
            "asks one register"
        },
        { [Bits("w", 9), new IfInstruction(new([new("w", 0)], Comparison.Equal, new(1, 1)), [X(0)], [])], "too many" },
        { [C, If(C, 1, Measure(0, 0), X(0))], "asks before each line" },
    };

    [Theory]
    [MemberData(nameof(Inexpressible))]
    public void What_version_2_cannot_express_is_refused_by_name(Circuit circuit, string reason)
    {
        var exception = Assert.Throws<ArgumentException>(() => QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm2));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_made_from_a_circuit_expands_to_it()
    {
        Circuit circuit = [Qubits(2), C, H(0), CX(0, 1), Measure(1, 0)];
        Assert.Equal(circuit, QasmDocument.FromCircuit(circuit, QasmVersion.OpenQasm3).ToCircuit());
    }

    private static void AssertWritten(QasmVersion version, string expected, Circuit circuit)
    {
        var document = QasmDocument.FromCircuit(circuit, version);
        Assert.Equal(version, document.Version);
        Assert.Equal(expected, document.ToString());
        using var writer = new StringWriter();
        document.Write(writer);
        Assert.Equal(expected, writer.ToString());
    }

    /// <summary>Compares all lines but the header and the declarations of registers.</summary>
    private static void AssertLines(QasmVersion version, string[] expected, Circuit circuit)
    {
        string[] header = ["OPENQASM", "include", "qubit", "bit[", "qreg", "creg"];
        var lines = QasmDocument.FromCircuit(circuit, version).ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, lines.Where(line => !header.Any(line.StartsWith)));
    }
}
