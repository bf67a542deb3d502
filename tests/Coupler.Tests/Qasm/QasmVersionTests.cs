using Coupler.Qasm;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>Texts in one version that have something of the other, or say nothing about it.</summary>
public sealed class QasmVersionTests
{
    [Theory]
    [InlineData("qubit[2] q;", "'qubit'", "write 'qreg q[2];', or ")]
    [InlineData("qubit q;", "'qubit'", "write 'qreg q[2];', or ")]
    [InlineData("bit[2] c;", "'bit'", "write 'creg c[2];', or ")]
    [InlineData("int[32] n = 3;", "'int'", "")]
    [InlineData("const float a = pi;", "'const'", "")]
    [InlineData("input angle a;", "'input'", "")]
    [InlineData("let a = q[0:1];", "'let'", "")]
    [InlineData("def f(qubit a) { x a; }", "'def'", "")]
    [InlineData("for int i in [0:1] { x q[i]; }", "'for'", "")]
    [InlineData("while (true) { }", "'while'", "")]
    [InlineData("ctrl @ x q[0], q[1];", "'ctrl'", "")]
    [InlineData("pow(2) @ x q[0];", "'pow'", "")]
    [InlineData("gphase(pi);", "'gphase'", "")]
    [InlineData("box { }", "'box'", "")]
    [InlineData("{ x q[0]; }", "'{'", "write the condition before each gate, or ")]
    [InlineData("gate g a { inv @ x a; }", "'inv'", "")]
    [InlineData("include \"stdgates.inc\";", "'stdgates.inc'", "include \"qelib1.inc\", or ")]
    public void What_is_of_version_3_is_named_in_version_2(string statement, string construct, string instead) =>
        Assert.Equal(
            $"{construct} belongs to OpenQASM 3, but this text is read as version 2, as its first statement says; "
                + $"{instead}begin the text with 'OPENQASM 3.0;'",
            Fails2($"qreg r[2]; creg d[2];\n{statement}").Problem);

    [Theory]
    [InlineData("c = measure q;", 3, "'='", "write 'measure q[0] -> c[0];', or ")]
    [InlineData("c[0] = measure q[0];", 6, "'='", "write 'measure q[0] -> c[0];', or ")]
    [InlineData("c = 3;", 3, "'='", "")]
    [InlineData("if (c == 1) { x q[0]; }", 13, "'{'", "write the condition before each gate, or ")]
    public void A_form_of_version_3_is_shown_in_version_2(string statement, int column, string construct, string instead)
    {
        var exception = Fails2($"qreg q[2]; creg c[2];\n{statement}");
        Assert.StartsWith($"{construct} belongs to OpenQASM 3", exception.Problem, StringComparison.Ordinal);
        Assert.EndsWith($"; {instead}begin the text with 'OPENQASM 3.0;'", exception.Problem, StringComparison.Ordinal);
        Assert.Equal((4, column), (exception.Line, exception.Column));
    }

    [Theory]
    [InlineData("", "as its first statement names no version")]
    [InlineData("OPENQASM 3.0;", "as its first statement says")]
    public void What_is_of_version_2_is_named_in_version_3(string header, string reason)
    {
        const string readAs = "belongs to OpenQASM 2, but this text is read as version 3";
        Assert.Equal(
            $"'qelib1.inc' {readAs}, {reason}; include \"stdgates.inc\", or begin the text with 'OPENQASM 2.0;'",
            Problem("include \"qelib1.inc\"; qreg q[2];"));
        Assert.Equal(
            $"'opaque' {readAs}, {reason}; write 'gate' with a body, or begin the text with 'OPENQASM 2.0;'",
            Problem("opaque foo a;"));

        string Problem(string body) => Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse($"{header}\n{body}")).Problem;
    }

    [Fact]
    public void A_word_of_the_other_version_may_name_a_gate()
    {
        Assert.Equal([Qubits(1), H(0)], Read2("gate box a { h a; } qreg q[1]; box q[0];"));
        Assert.Equal([Qubits(1), H(0)], Read3("gate opaque a { h a; } qubit[1] q; opaque q[0];"));
        Assert.Equal([Qubits(1), RX(2, 0)], Read3("int opaque = 1; opaque = 2; qubit[1] q; rx(opaque) q[0];"));
    }

    [Theory]
    [InlineData("qreg[2] q;", 5, "The size of 'qreg' stands behind the name: 'qreg q[2];'")]
    [InlineData("qubit q[2];", 8, "The size of 'qubit' stands before the name: 'qubit[2] q;'")]
    [InlineData("bit c[2];", 6, "The size of 'bit' stands before the name: 'bit[2] c;'")]
    public void A_size_on_the_wrong_side_is_put_right(string statement, int column, string problem)
    {
        var exception = Fails3(statement);
        Assert.Equal((3, column, problem), (exception.Line, exception.Column, exception.Problem));
    }

    [Theory]
    [InlineData("// first\nqreg q[2];\nOPENQASM 2.0;")]
    [InlineData("OPENQASM 2.0;\nqreg q[2];\nOPENQASM 2.0;")]
    public void A_version_that_comes_late_is_told(string text)
    {
        var exception = Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse(text));
        Assert.Equal("The version stands once, in the first statement", exception.Problem);
        Assert.Equal((3, 1), (exception.Line, exception.Column));
    }
}
