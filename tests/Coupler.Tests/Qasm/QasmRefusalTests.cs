using Coupler.Qasm;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>Each construct that is refused by name, with a program that has it.</summary>
public sealed class QasmRefusalTests
{
    private const string Measured = "qubit[2] q; bit[2] c = measure q; ";

    private static readonly string Page =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "formats", "qasm.md"));

    /// <summary>A program, and the refusal of its last statement.</summary>
    private static readonly (string Program, Refusal Refusal)[] Table =
    [
        ("qubit q; delay[10ns] q;", Refusals.Delay),
        ("duration d = 3ns;", Refusals.Duration),
        ("stretch s;", Refusals.Stretch),
        ("float f = durationof({x $0;});", Refusals.DurationOf),
        ("qubit q; box[10ns] { x q; }", Refusals.TimedBox),
        ("qubit q; x[10ns] q;", Refusals.TimedGate),
        ("qubit q; rx(1)[10ns] q;", Refusals.TimedGate),
        ("int i = 3 ms;", Refusals.TimeLiteral),
        ("cal { }", Refusals.Calibration),
        ("defcal x $0 { }", Refusals.GateCalibration),
        ("defcalgrammar \"openpulse\";", Refusals.CalibrationGrammar),
        ("x $0;", Refusals.HardwareQubit),
        ("$0;", Refusals.HardwareQubit),
        ("extern f(int) -> int;", Refusals.Extern),
        ("switch (1) { case 1 { } }", Refusals.Switch),
        ("array[int[8], 4] a;", Refusals.Array),
        ("def f(readonly array[int[8], 4] a) { }", Refusals.Array),
        ("int i = {1, 2};", Refusals.Array),
        ("complex z;", Refusals.Complex),
        ("float f = 2im;", Refusals.Complex),
        ("include \"other.qasm\";", Refusals.Include),
        ("gate g a { x a; s a; } qubit q; pow(0.5) @ g q;", Refusals.FractionalPower),
        ("qubit q; pow(0.5) @ pow(2) @ x q;", Refusals.FractionalPower),
        ("input float a; qubit q; rx(sin(a)) q;", Refusals.NonlinearInput),
        ("input float a; qubit q; rx(a * a) q;", Refusals.NonlinearInput),
        ("input float a; qubit q; pow(a) @ x q;", Refusals.NonlinearInput),
        ("input float a; qubit q; if (a > 1) x q;", Refusals.NonlinearInput),
        ("input float a; qubit q; if (a) x q;", Refusals.NonlinearInput),
        (Measured + "while (c == 0) { c = measure q; }", Refusals.RuntimeWhile),
        (Measured + "while (true) { if (c == 0) break; }", Refusals.RuntimeJump),
        (Measured + "if (c == 0) { end; }", Refusals.RuntimeJump),
        (Measured + "int n = 0; if (c == 0) { n = 1; }", Refusals.RuntimeAssignment),
        (Measured + "bit b = 0; if (c == 0) { b = 1; }", Refusals.RuntimeAssignment),
        (Measured + "c[0] ^= c[1];", Refusals.RuntimeArithmetic),
        (Measured + "qubit r; rx(c) r;", Refusals.RuntimeArithmetic),
        (Measured + "if (c == c) x q[0];", Refusals.RuntimeArithmetic),
        (Measured + "if (~c == 1) x q[0];", Refusals.RuntimeArithmetic),
        (Measured + "for bit b in c { }", Refusals.RuntimeArithmetic),
        (Measured + "bit d = c[0] == 1;", Refusals.RuntimeArithmetic),
        (Measured + "bit[2] d = c;", Refusals.RuntimeCopy),
        (Measured + "int n = int(c);", Refusals.RuntimeCopy),
        (Measured + "bool b = c[0];", Refusals.RuntimeCopy),
        (Measured + "def f(int n) { } f(c);", Refusals.RuntimeCopy),
        (Measured + "x q[c];", Refusals.RuntimeIndex),
        ("qubit q; bit[2] c = \"10\"; c[0] = measure q;", Refusals.MeasureOverValue),
        (Measured + "bit b = 1; if (c == 0) { b = measure q[0]; }", Refusals.MeasureOverValue),
        ("qubit q; angle[4] a; measure q -> a[0];", Refusals.MeasureIntoNumber),
        ("qubit q; int n = measure q;", Refusals.MeasureIntoNumber),
        ("output float f;", Refusals.NumberOutput),
        (Measured + "c = \"00\";", Refusals.BitsWithValue),
        (Measured + "c[0] = 1;", Refusals.BitsWithValue),
        ("output bit b; b = 1;", Refusals.BitsWithValue),
    ];

    public static TheoryData<string, string> Programs =>
        new(Table.Select(row => new TheoryDataRow<string, string>(row.Program, row.Refusal.Message)));

    public static TheoryData<string> Constructs => [.. Refusals.All.Select(refusal => refusal.Construct)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void It_is_refused_by_name(string program, string message)
    {
        var exception = Fails3(program);
        Assert.StartsWith(message, exception.Problem, StringComparison.Ordinal);
        Assert.Equal(3, exception.Line);
    }

    [Fact]
    public void An_opaque_gate_is_refused_where_it_is_applied()
    {
        var exception = Fails2("opaque magic a;\nqreg q[1];\nmagic q[0];");
        Assert.Equal((Refusals.Opaque.Message, 5), (exception.Problem, exception.Line));
    }

    [Fact]
    public void Every_refusal_has_a_program_that_meets_it() => Assert.Equal(
        Refusals.All.Except([Refusals.Opaque]).ToHashSet(), Table.Select(row => row.Refusal).ToHashSet());

    [Theory]
    [MemberData(nameof(Constructs))]
    public void The_page_on_the_format_lists_it(string construct)
    {
        var refusal = Refusals.All.Single(candidate => candidate.Construct == construct);
        Assert.Contains($"| {refusal.Construct} | {refusal.Reason} |", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_nothing_that_is_not_refused()
    {
        var table = Page[Page.IndexOf("| Refused | Because |", StringComparison.Ordinal)..];
        Assert.Equal(Refusals.All.Length, table.Split("\n\n")[0].Split('\n').Length - 2);
    }

    [Fact]
    public void The_page_lists_the_limits()
    {
        var limits = QasmLimits.Default;
        Assert.All(
            [
                limits.Characters, limits.LineCharacters, limits.NameCharacters, limits.Digits, limits.Nesting, limits.Operators,
                limits.Depth, limits.RegisterElements, limits.NumberBits, limits.Instructions, limits.Steps,
            ],
            limit => Assert.Contains(FormattableString.Invariant($"{limit:N0}"), Page, StringComparison.Ordinal));
    }
}
