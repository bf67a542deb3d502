using Coupler.Qasm;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>What a mistake in a text looks like: what, where, and what was meant.</summary>
public sealed class QasmErrorTests
{
    [Fact]
    public void A_message_says_what_and_where_and_shows_the_line_with_a_caret()
    {
        var exception = Fails2("qreg q[2];\ncnott q[0], q[1];\n");
        Assert.Equal(
            """
            Unknown gate 'cnott'; did you mean 'cx'? (line 4, column 1)
                cnott q[0], q[1];
                ^
            """,
            exception.Message);
        Assert.Equal("Unknown gate 'cnott'; did you mean 'cx'?", exception.Problem);
        Assert.Equal(
            (4, 1, "cnott q[0], q[1];", "cx"), (exception.Line, exception.Column, exception.LineText, exception.Suggestion));
        Assert.Null(exception.Path);
    }

    [Fact]
    public void The_caret_stands_below_the_column_whatever_the_line_holds()
    {
        var exception = Fails3("qubit q;\r\n\tx q;\t/* ü\u0007 */ yy q;\r\n");
        var lines = exception.Message.Split('\n');
        Assert.Equal(2, exception.Column - exception.LineText.IndexOf("yy", StringComparison.Ordinal) + 1);
        Assert.Equal(lines[1].IndexOf("yy", StringComparison.Ordinal), lines[2].IndexOf('^'));
        Assert.DoesNotContain('\t', lines[1]);
        Assert.DoesNotContain('\u0007', lines[1]);
    }

    [Fact]
    public void A_long_line_is_shown_in_part()
    {
        var padding = string.Concat(Enumerable.Repeat("x q; ", 1000));
        var exception = Fails3($"qubit q; {padding}yy q; {padding}");
        var lines = exception.Message.Split('\n');
        Assert.True(lines[1].Length < 130);
        Assert.Equal(lines[1].IndexOf("yy", StringComparison.Ordinal), lines[2].IndexOf('^'));
        Assert.Equal(5010, exception.Column);
        Assert.True(exception.LineText.Length > 10_000);
    }

    [Fact]
    public void A_mistake_at_the_end_of_the_file_is_shown_there()
    {
        var exception = Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse("OPENQASM 3.0;\nqubit q"));
        Assert.Equal((2, 8, "qubit q"), (exception.Line, exception.Column, exception.LineText));
        Assert.Contains("the end of the file", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h q[0]\ncx q[0], q[1];", 7, "Expected ';' to end the statement, not 'cx'")]
    [InlineData("h q[0] // a comment\n\n/* another */ cx q[0], q[1];", 7, "Expected ';' to end the statement, not 'cx'")]
    [InlineData("h q[0] cx q[0], q[1];", 7, "Expected ';' to end the statement, not 'cx'")]
    [InlineData("h q[0]  // a comment\n\n", 7, "Expected ';' to end the statement, not the end of the file")]
    [InlineData("measure q -> c\nh q;", 15, "Expected ';' to end the statement, not 'h'")]
    [InlineData("h q[0\n;", 6, "Expected ']' after the index, not ';'")]
    [InlineData("creg d[1\n;", 9, "Expected ']' after the size, not ';'")]
    [InlineData("rx(pi/2\nh q;", 8, "Expected ')' after the arguments, not 'h'")]
    [InlineData("rx((pi/2\nh q;", 9, "Expected ')' to close the parenthesis, not 'h'")]
    [InlineData("h\n\n", 2, "Expected a qubit or a register, not the end of the file")]
    public void What_is_missing_is_missing_behind_the_last_word(string text, int column, string problem) => Assert.All(
        [Fails2($"qreg q[2]; creg c[2];\n{text}"), Fails3($"qreg q[2]; creg c[2];\n{text}")],
        exception => Assert.Equal(
            (4, column, problem, text.Split('\n')[0]),
            (exception.Line, exception.Column, exception.Problem, exception.LineText)));

    [Fact]
    public async Task A_file_is_named_in_the_message()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "OPENQASM 2.0;\nqreg q[0];\n", TestContext.Current.CancellationToken);
            var document = await QasmDocument.ReadAsync(path, TestContext.Current.CancellationToken);
            var exception = Assert.Throws<QasmSyntaxException>(() => document.ToCircuit());
            Assert.Equal(path, exception.Path);
            Assert.StartsWith($"{path}: A size is at least 1", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("x q;\0")]
    [InlineData("// a comment \0")]
    [InlineData("/* a comment \0")]
    public async Task A_file_that_is_no_text_is_refused_at_its_first_NUL(string start)
    {
        const int blanks = 4_000_000;
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                path, start + new string(' ', blanks), TestContext.Current.CancellationToken);
            var exception = await Assert.ThrowsAsync<QasmSyntaxException>(
                () => QasmDocument.ReadAsync(path, TestContext.Current.CancellationToken));
            Assert.Equal(
                ("The character U+0000 has no meaning here", start.Length), (exception.Problem, exception.Column));
            Assert.True(exception.LineText.Length < blanks / 10, "it was read to its end");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_missing_file_is_the_systems_exception() => await Assert.ThrowsAsync<FileNotFoundException>(
        () =>
            QasmDocument.ReadAsync(Path.Combine(Path.GetTempPath(), "no such file.qasm"), TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_directory_is_the_systems_exception_too() => await Assert.ThrowsAsync<UnauthorizedAccessException>(
        () => QasmDocument.ReadAsync(Path.GetTempPath(), TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("hh q;", "h")]
    [InlineData("CNOT q;", "cx")]
    [InlineData("toffoli q;", "ccx")]
    [InlineData("swpa q;", "swap")]
    [InlineData("H q;", "h")]
    [InlineData("mygat q;", "mygate")]
    [InlineData("x qq;", "q")]
    [InlineData("rx(ratoi) q;", "ratio")]
    [InlineData("rx(sqr(2)) q;", "sqrt")]
    [InlineData("frobnicate q;", null)]
    [InlineData("x elsewhere;", null)]
    public void A_near_name_is_suggested_and_a_far_one_is_not(string statement, string? expected)
    {
        var exception = Fails3($"const float ratio = 2; gate mygate a {{ x a; }} qubit q; {statement}");
        Assert.Equal(expected, exception.Suggestion);
        Assert.Equal(expected is not null, exception.Problem.Contains("did you mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_include_is_told() =>
        Assert.Equal(
            "Unknown gate 'h'; include \"stdgates.inc\" declares it",
            Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse("qubit q; h q;").ToCircuit()).Problem);

    [Theory]
    [InlineData("qubit q; x q", 13, "Expected ';' to end the statement, not the end of the file")]
    [InlineData("qubit q; x q; }", 15, "Expected a statement, not '}'")]
    [InlineData("qubit q; { x q;", 10, "This block has no end; close it with '}'")]
    [InlineData("qubit[2] q; cx q[0];", 13, "Gate 'cx' takes 2 qubits, not 1")]
    [InlineData("qubit[2] q; ctrl @ x q[0];", 20, "Gate 'x' with 1 control takes 2 qubits, not 1")]
    [InlineData("qubit q; rx q;", 10, "Gate 'rx' takes 1 angle, not 0")]
    [InlineData("qubit[2] q; cx q[1], q[1];", 13, "Gate 'cx' cannot act on one qubit twice")]
    [InlineData("qubit[2] a; qubit[3] b; cx a, b;", 31, "The registers differ in length: 2 qubits and 3")]
    [InlineData("qubit[2] q; x q[2];", 17, "Index 2 is outside: there are 2 elements, 0 to 1")]
    [InlineData("qubit q; bit q;", 14, "'q' is declared twice; first in line 3")]
    [InlineData("qubit q; x q[0];", 13, "A qubit has no elements")]
    [InlineData("qubit q; rx(1/0) q;", 14, "Division by zero")]
    [InlineData("qubit q; rx(1/0.0) q;", 14, "This angle is no finite number")]
    [InlineData("bit b; x b;", 10, "Expected a qubit or a register of qubits")]
    [InlineData("qubit q; bit[2] c; c = measure q;", 24, "A measurement of 1 qubits gives as many bits, not 2")]
    [InlineData("qubit q; rx(2 3) q;", 15, "Expected ')' after the arguments, not '3'")]
    [InlineData("int x; int y = x;", 16, "'x' is read before it has a value")]
    [InlineData("const int n = 1; n = 2;", 18, "'n' is a constant")]
    [InlineData("bit[2] b = \"101\";", 12, "A register of 3 bits cannot become a bit[2]")]
    [InlineData(
        "qubit[2] q; qubit measure;", 19, "'measure' is a word of the language; choose another name for the register's name")]
    [InlineData("break;", 1, "'break' stands outside of a loop")]
    [InlineData("return;", 1, "'return' stands outside of a subroutine")]
    [InlineData("for int i in [0:0:3] { }", 15, "A loop cannot have step 0")]
    [InlineData("{ qubit q; }", 9, "This can be declared in the outermost scope only")]
    [InlineData("def f() -> int { } int i = f();", 5, "'f' ends without returning int")]
    [InlineData("gate g a { measure a; }", 12, "Only gates, barriers and loops over them may stand in the body of a gate")]
    [InlineData("gate g a { x a; cx a, a; }", 23, "A gate cannot act on one qubit twice")]
    [InlineData("gate g a { h b; }", 14, "Unknown name 'b'")]
    [InlineData("int i = 1 << -1;", 11, "A shift goes by 0 or more places, not by -1")]
    [InlineData("int i = 1 >> -64;", 11, "A shift goes by 0 or more places, not by -64")]
    [InlineData("int i = 1; i <<= -1;", 14, "A shift goes by 0 or more places, not by -1")]
    [InlineData("int i = 1; i >>= -1;", 14, "A shift goes by 0 or more places, not by -1")]
    [InlineData("bit[2] b = \"10\" << -1;", 17, "A shift goes by 0 or more places, not by -1")]
    [InlineData("bit[2] b = \"10\"; b >>= -1;", 20, "A shift goes by 0 or more places, not by -1")]
    [InlineData("int i = 1 << 4096;", 11, "This number has more than 4,096 bits")]
    [InlineData("1 + 1;", 1, "Expected a statement, not '1'")]
    [InlineData("qubit q; ? q;", 10, "The character '?' has no meaning here")]
    public void A_mistake_is_found_where_it_stands(string body, int column, string problem)
    {
        var exception = Fails3(body);
        Assert.Equal((3, column, problem), (exception.Line, exception.Column, exception.Problem));
    }

    [Theory]
    [InlineData("OPENQASM 4.0;", "Unknown version '4.0'; this reader knows 2.0, 3.0 and 3.1")]
    [InlineData("OPENQASM 2.0; qreg q;", "Expected '[' and the register's size, not ';'")]
    [InlineData(
        "OPENQASM 2.0; qreg q[1]; creg c[1]; if(c==1) if(c==1) x q;",
        "Expected a gate, 'measure' or 'reset' after the condition of an 'if'")]
    [InlineData(
        "OPENQASM 2.0; creg c[1]; if(c[0]==1) x q;",
        "Expected '==' and a number after the register: an 'if' of version 2 compares a register, not '['")]
    [InlineData("OPENQASM 2.0; qreg q[1]; q[0];", "Expected a gate and its qubits, not 'q'")]
    public void Version_2_has_messages_of_its_own(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<QasmSyntaxException>(() => QasmDocument.Parse(text).ToCircuit()).Problem);

    [Fact]
    public void The_exception_is_one_of_format() => Assert.IsAssignableFrom<FormatException>(Fails3("x"));
}
