using System.Globalization;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>Writes expressions, with as few parentheses as precedence allows.</summary>
internal static class ExpressionPrinter
{
    private const int Lowest = 0;

    public static string Text(Expression expression, QasmVersion version) => Text(expression, Lowest, version);

    public static string Text(IEnumerable<Expression> expressions, QasmVersion version) =>
        string.Join(", ", expressions.Select(expression => Text(expression, version)));

    public static string Text(TypeSyntax type, QasmVersion version)
    {
        var name = type.Kind.ToString().ToLowerInvariant();
        return type.Size is null ? name : $"{name}[{Text(type.Size, version)}]";
    }

    /// <summary>A real number as both versions read it: with a point, and no less than its digits.</summary>
    public static string Text(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
        if (text.Contains('.', StringComparison.Ordinal)) return text;
        var exponent = text.IndexOf('e', StringComparison.Ordinal);
        return exponent < 0 ? text + ".0" : text.Insert(exponent, ".0");
    }

    private static string Text(Expression expression, int surrounding, QasmVersion version)
    {
        var (text, precedence) = Parts(expression, version);
        return precedence < surrounding ? $"({text})" : text;
    }

    private static (string Text, int Precedence) Parts(Expression expression, QasmVersion version) => expression switch
    {
        IntegerLiteral integer => (integer.Value.ToString(CultureInfo.InvariantCulture), Operators.PrimaryPrecedence),
        RealLiteral real => (Text(real.Value), Operators.PrimaryPrecedence),
        BooleanLiteral truth => (truth.Value ? "true" : "false", Operators.PrimaryPrecedence),
        BitsLiteral bits => ($"\"{bits.Value}\"", Operators.PrimaryPrecedence),
        NameExpression name => (name.Name, Operators.PrimaryPrecedence),
        UnaryExpression unary =>
            (Operators.Text(unary.Operator) + Text(unary.Operand, Operators.SignPrecedence, version), Operators.SignPrecedence),
        BinaryExpression binary => Binary(binary, version),
        CallExpression call => ($"{call.Name}({Text(call.Arguments, version)})", Operators.PrimaryPrecedence),
        CastExpression cast => ($"{Text(cast.Type, version)}({Text(cast.Operand, version)})", Operators.PrimaryPrecedence),
        IndexExpression index => (
            $"{Text(index.Target, Operators.PrimaryPrecedence, version)}[{Text(index.Index, version)}]",
            Operators.PrimaryPrecedence),
        SetExpression set => ($"{{{Text(set.Items, version)}}}", Operators.PrimaryPrecedence),
        MeasureExpression measure => ($"measure {Text(measure.Operand, version)}", Lowest),
        RangeExpression range => (Range(range, version), Lowest),
        _ => throw new InvalidOperationException($"The expression {expression} cannot be written."),
    };

    private static (string Text, int Precedence) Binary(BinaryExpression binary, QasmVersion version)
    {
        var precedence = Operators.Precedence(binary.Operator);
        var isPower = binary.Operator == BinaryOperator.Power;
        var left = Text(binary.Left, isPower ? precedence + 1 : precedence, version);
        var right = Text(binary.Right, isPower ? Operators.SignPrecedence : precedence + 1, version);
        var symbol = Operators.Text(binary.Operator, version);
        var isTight = precedence >= Operators.Precedence(BinaryOperator.Multiply);
        return (isTight ? $"{left}{symbol}{right}" : $"{left} {symbol} {right}", precedence);
    }

    private static string Range(RangeExpression range, QasmVersion version)
    {
        var start = range.Start is null ? "" : Text(range.Start, version);
        var step = range.Step is null ? "" : Text(range.Step, version) + ":";
        var stop = range.Stop is null ? "" : Text(range.Stop, version);
        return $"{start}:{step}{stop}";
    }
}
