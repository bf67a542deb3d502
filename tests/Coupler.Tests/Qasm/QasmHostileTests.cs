using System.Diagnostics;
using System.Text;
using Coupler.Qasm;

namespace Coupler.Tests.Qasm;

/// <summary>
/// Texts that were made to do harm. Each ends in the syntax exception within a second, on a thread with a small stack, with
/// little memory. A run that takes longer is repeated, so that a busy machine is not mistaken for a slow reader.
/// </summary>
public sealed class QasmHostileTests
{
    private const int StackSize = 512 * 1024;
    private const long Memory = 1L << 30;
    private const int Runs = 5;

    private const string Version2 = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[5]; creg c[5];\n";
    private const string Version3 = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[5] q; bit[5] c;\n";

    /// <summary>On a quiet machine it is a second. What grows without bound takes minutes on any.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["parentheses"] = () => $"{Version3}rx({Many("(", 400_000)}1{Many(")", 400_000)}) q[0];",
        ["signs"] = () => $"{Version3}rx({Many("-", 900_000)}1) q[0];",
        ["negations"] = () => $"{Version3}if ({Many("!", 900_000)}true) x q[0];",
        ["a sum"] = () => $"{Version3}rx(1{Many("+1", 400_000)}) q[0];",
        ["a tower of powers"] = () => $"{Version2}rx(2{Many("^2", 300_000)}) q[0];",
        ["a small tower of powers"] = () => $"{Version2}rx(2{Many("^2", 150)}) q[0];",
        ["a tower of integers"] = () => $"{Version3}int i = 2{Many("**2", 150)};",
        ["pow as a function"] = () => $"{Version3}rx(pow(2,1e9)) q[0];",
        ["a huge power of a gate"] = () => $"{Version3}gate g a {{ x a; s a; }} pow(1e9) @ g q[0];",
        ["a huge power of nothing"] = () => $"{Version3}gate g a {{ }} pow(1e300) @ g q[0];",
        ["a huge shift"] = () => $"{Version3}int i = 1 << 1000000000;",
        ["numbers that grow"] = () => $"{Version3}int[4000] i = 3; for int j in [0:4000000] {{ i = i * i + 2 ** 2000; }}",
        ["open blocks"] = () => Version3 + Many("{", 450_000),
        ["nested ifs"] = () => $"{Version3}{Many("if(c==1) ", 100_000)}x q[0];",
        ["nested questions"] = () => $"{Version3}{Many("if(c==1){", 150)}x q[0];{Many("}", 150)}",
        ["a chain of else"] = () => $"{Version3}if(c==0) x q[0];{Many("else if(c==1) x q[0];\n", 40_000)}",
        ["doubling conditions"] = () => $"{Version3}if ({Many("(c[0]||c[1])&&", 60)}true) x q[0]; else z q[0];",
        ["ten megabytes on a line"] = () => Version2 + Many("x q[0];", 1_500_000),
        ["a name of ten megabytes"] = () => Version2 + Many("x", 10_000_000),
        ["a long name"] = () => Version2 + Many("x", 900_000),
        ["a long number"] = () => $"{Version2}rx({Many("1", 900_000)}) q[0];",
        ["very many qubits"] = () => $"{Version2}qreg r[1099511627776];",
        ["very many computed qubits"] = () => $"{Version3}qubit[2**40] r;",
        ["very many bits"] = () => $"{Version3}bit[2**40] r;",
        ["many large registers"] = () => Version2 + string.Concat(Enumerable.Range(0, 100).Select(i => $"qreg r{i}[999999];\n")),
        ["a wide integer"] = () => $"{Version3}int[2**40] r;",
        ["a recursive gate"] = () => $"{Version2}gate g a {{ g a; }} g q[0];",
        ["a recursive subroutine"] = () => $"{Version3}def f(qubit a) {{ f(a); }} f(q[0]);",
        ["a recursive function"] = () => $"{Version3}def f(int a) -> int {{ return 1 + f(a); }} int i = f(1);",
        ["doubling gates"] = () => Doubling(60, "g59"),
        ["doubling gates that do nothing"] = () => Doubling(60, "g59").Replace("{ x a; }", "{ }", StringComparison.Ordinal),
        ["a chain of gates"] = () => Version2 + "gate g0 a { x a; }\n"
            + Numbered(20_000, i => $"gate g{i} a {{ g{i - 1} a; }}\n") + "g20000 q[0];",
        ["doubling subroutines"] = () => Version3 + "def f0(qubit a) { x a; }\n"
            + Numbered(59, i => $"def f{i}(qubit a) {{ f{i - 1}(a); f{i - 1}(a); }}\n") + "f59(q[0]);",
        ["a chain of functions"] = () => Version3 + "def f0(int a) -> int { return a; }\n"
            + Numbered(2_000, i => $"def f{i}(int a) -> int {{ return 1+(1+(1+f{i - 1}(a))); }}\n") + "int i = f2000(1);",
        ["loops in gates in loops"] = () => Version3 + "gate g0 a { x a; }\n"
            + Numbered(5, i => $"gate g{i} a {{ for int i in [0:999] {{ g{i - 1} a; }} }}\n") + "g5 q[0];",
        ["a long loop in a gate"] = () => $"{Version3}gate g a {{ for int i in [0:4000000] {{ x a; }} }}",
        ["a long loop"] = () => $"{Version3}for int i in [0:1000000000000] {{ x q[0]; }}",
        ["loops in loops"] = () => $"{Version3}for int i in [0:100000] {{ for int j in [0:100000] {{ }} }}",
        ["loops in loops of gates"] = () => $"{Version3}for int i in [0:3000] {{ for int j in [0:3000] {{ x q[0]; }} }}",
        ["an endless loop"] = () => $"{Version3}while(true) {{ }}",
        ["an endless loop of gates"] = () => $"{Version3}while(true) {{ x q[0]; }}",
        ["an endless count"] = () => $"{Version3}int i = 0; while(i >= 0) {{ i += 1; }}",
        ["a huge set of qubits"] = () => $"{Version3}let a = q[{{0{Many(",0", 400_000)}}}];",
        ["very many controls"] = () => $"{Version3}ctrl(1000000000) @ x q[0], q[1];",
        ["many controls"] = () => $"{Version3}{Many("ctrl @ ", 100_000)}x q[0], q[1];",
        ["an open comment"] = () => $"{Version2}/* never ends",
        ["an open text"] = () => $"{Version2}include \"never ends",
        ["a NUL"] = () => $"{Version2}x q[0];\0",
        ["half a character"] = () => $"{Version2}x q\uD800[0];",
        ["many barriers"] = () => $"{Version3}qubit[999990] r; for int i in [0:1000000] {{ barrier r; }}",
        ["a wide broadcast"] = () => $"{Version3}qubit[999990] r; for int i in [0:1000000] {{ h r; }}",
        ["many aliases"] = () => $"{Version3}qubit[999990] r; for int i in [0:1000000] {{ let a = r; }}",
        ["many wide conditions"] = () => $"{Version3}bit[999990] r; for int i in [0:1000000] {{ if (r == 1) x q[0]; }}",
        ["many wide bit operations"] = () =>
            $"{Version3}const bit[999990] r = 1; for int i in [0:1000000] {{ const bit[999990] s = ~r; }}",
        ["many local bits"] = () => $"{Version3}for int i in [0:4000000] {{ bit b = measure q[0]; }}",
        ["a power of a wide barrier"] = () => Wide("barrier", "pow(1000) @ pow(1000) @ g"),
        ["a power of a gate with many controls"] = () => Wide("ctrl(999) @ x", "pow(1000) @ pow(1000) @ g"),
        ["a broadcast with many controls"] = () => $"{Version3}qubit[999] w; qubit[998000] v; "
            + $"ctrl(999) @ x {Listed(999, i => $"w[{i}]")}, v;",
        ["a gate with many angles and lines"] = () => Version3
            + $"gate g({Listed(20_000, i => $"p{i}\n")}) a {{ {Many("x a;\n", 20_000)} }} g q[0];",
        ["loops within loops"] = () => Version3 + Nested(150, "[0:1]", "", "x q[0];"),
        ["a loop deep inside"] = () => Version3 + Nested(150, "[0:0]", "", "for int i in [0:2000000] { x q[0]; }"),
        ["long names deep inside"] = () => $"{Version3}const int {Many("k", 999)} = 1;"
            + Nested(150, "[0:0]", "int e; int f;\n", $"for int i in [0:2000000] {{ i = {Many("k", 999)}; }}"),
        ["a loop deep inside a gate"] = () => $"{Version3}const int k = 1; gate g a {{ "
            + $"{Nested(150, "[0:0]", "", "rx(k+k+k+k) a;")} }} pow(1000000) @ g q[0];",
        ["calls with many qubits"] = () =>
            $"{Version3}qubit[990000] w; def f(qubit[990000] a) {{ }} for int i in [0:100000] {{ f(w); }}",
        ["questions to a wide alias"] = () =>
            $"{Version3}bit[990000] w; let a = w; for int i in [0:100000] {{ if (a == 1) x q[0]; }}",
        ["a wide register bit by bit"] = () => $"{Version3}bit[990000] w; for int i in [0:1000000] {{ w[0] = 1; }}",
        ["nothing but semicolons"] = () => Version2 + Many(";", 900_000),
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_ends_in_a_syntax_exception_at_once(string name)
    {
        var text = Texts[name]();
        var run = Run(text);
        for (var i = 1; i < Runs && run.Elapsed > Limit; i++) run = Run(text);
        Assert.IsType<QasmSyntaxException>(run.Outcome);
        Assert.True(run.Elapsed < Limit, $"{run.Elapsed.TotalSeconds:F2} s");
        Assert.True(run.Growth < Memory, $"{run.Growth:N0} bytes");
    }

    [Fact]
    public void A_long_straight_program_is_no_offence()
    {
        const int lines = 100_000;
        var text = Version2 + Many("cx q[0],q[1];\nrz(-3*pi/4) q[2];\n", lines / 2);
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < Runs && fastest > Limit; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(lines, QasmDocument.Parse(text).ToCircuit().Count - 2);
            if (watch.Elapsed < fastest) fastest = watch.Elapsed;
        }

        Assert.True(fastest < Limit, $"{fastest.TotalSeconds:F2} s");
    }

    private static (Exception? Outcome, TimeSpan Elapsed, long Growth) Run(string text)
    {
        Exception? outcome = null;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var after = 0L;
        var watch = Stopwatch.StartNew();
        var thread = new Thread(() => outcome = Record.Exception(() =>
        {
            var document = QasmDocument.Parse(text);
            try
            {
                document.ToCircuit();
            }
            finally
            {
                after = GC.GetTotalMemory(forceFullCollection: false);
            }
        }), StackSize);
        thread.Start();
        thread.Join();
        return (outcome, watch.Elapsed, after - before);
    }

    private static string Many(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Listed(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));

    /// <summary>A gate of a thousand qubits with one line on all of them, and a call of it.</summary>
    private static string Wide(string line, string call) => $"{Version3}qubit[1000] w;\n"
        + $"gate g {Listed(1000, i => $"a{i}")} {{ {line} {Listed(1000, i => $"a{i}")}; }}\n"
        + $"{call} {Listed(1000, i => $"w[{i}]")};";

    private static string Nested(int depth, string range, string before, string body) =>
        Many($"for int i in {range} {{ {before}", depth) + body + Many("}", depth);

    private static string Doubling(int count, string last) => Version2 + "gate g0 a { x a; }\n"
        + Numbered(count - 1, i => $"gate g{i} a {{ g{i - 1} a; g{i - 1} a; }}\n") + $"{last} q[0];";

    private static string Numbered(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(line));
}
