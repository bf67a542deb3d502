using System.Collections.Frozen;

namespace Coupler.Qasm.Syntax;

/// <summary>How operators are written and how tightly they bind, in either version.</summary>
internal static class Operators
{
    /// <summary>A sign binds tighter than a product and looser than a power: <c>-a ** b</c> is <c>-(a ** b)</c>.</summary>
    public const int SignPrecedence = 11;

    /// <summary>Precedence of the operator that associates to the right, alone of all.</summary>
    public const int PowerPrecedence = 12;

    /// <summary>Names, numbers, calls and everything in parentheses.</summary>
    public const int PrimaryPrecedence = 13;

    private static readonly (BinaryOperator Operator, string Text, int Precedence)[] Version3 =
    [
        (BinaryOperator.Concatenate, "++", 0),
        (BinaryOperator.EitherTrue, "||", 1),
        (BinaryOperator.BothTrue, "&&", 2),
        (BinaryOperator.Or, "|", 3),
        (BinaryOperator.Xor, "^", 4),
        (BinaryOperator.And, "&", 5),
        (BinaryOperator.Equal, "==", 6), (BinaryOperator.NotEqual, "!=", 6),
        (BinaryOperator.Less, "<", 7), (BinaryOperator.LessOrEqual, "<=", 7),
        (BinaryOperator.Greater, ">", 7), (BinaryOperator.GreaterOrEqual, ">=", 7),
        (BinaryOperator.ShiftLeft, "<<", 8), (BinaryOperator.ShiftRight, ">>", 8),
        (BinaryOperator.Add, "+", 9), (BinaryOperator.Subtract, "-", 9),
        (BinaryOperator.Multiply, "*", 10), (BinaryOperator.Divide, "/", 10), (BinaryOperator.Remainder, "%", 10),
        (BinaryOperator.Power, "**", PowerPrecedence),
    ];

    private static readonly (BinaryOperator Operator, string Text, int Precedence)[] Version2 =
    [
        (BinaryOperator.Add, "+", 9), (BinaryOperator.Subtract, "-", 9),
        (BinaryOperator.Multiply, "*", 10), (BinaryOperator.Divide, "/", 10),
        (BinaryOperator.Power, "^", PowerPrecedence),
    ];

    private static readonly FrozenDictionary<string, (BinaryOperator Operator, int Precedence)> ByText3 = ByText(Version3);

    private static readonly FrozenDictionary<string, (BinaryOperator Operator, int Precedence)> ByText2 = ByText(Version2);

    private static readonly FrozenDictionary<BinaryOperator, (string Text, int Precedence)> ByOperator =
        Version3.ToFrozenDictionary(row => row.Operator, row => (row.Text, row.Precedence));

    private static readonly FrozenDictionary<string, BinaryOperator> Assignments =
        Version3.Where(row => row.Precedence is not (0 or 1 or 2 or 6 or 7)).ToFrozenDictionary(
            row => row.Text + "=", row => row.Operator);

    public static FrozenDictionary<string, (BinaryOperator Operator, int Precedence)> Binary(QasmVersion version) =>
        version == QasmVersion.OpenQasm2 ? ByText2 : ByText3;

    /// <summary>The operator of a compound assignment: that of <c>+=</c> is <c>+</c>.</summary>
    public static bool TryFindAssignment(string text, out BinaryOperator found) => Assignments.TryGetValue(text, out found);

    public static int Precedence(BinaryOperator binary) => ByOperator[binary].Precedence;

    public static string Text(BinaryOperator binary, QasmVersion version) =>
        binary == BinaryOperator.Power && version == QasmVersion.OpenQasm2 ? "^" : ByOperator[binary].Text;

    public static string Text(UnaryOperator unary) => unary switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Not => "!",
        _ => "~",
    };

    private static FrozenDictionary<string, (BinaryOperator Operator, int Precedence)> ByText(
        (BinaryOperator Operator, string Text, int Precedence)[] rows) =>
        rows.ToFrozenDictionary(row => row.Text, row => (row.Operator, row.Precedence));
}
