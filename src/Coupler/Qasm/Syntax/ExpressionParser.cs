using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Coupler.Circuits;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads expressions, by precedence climbing.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    private const int LowestPrecedence = 1;

    private QasmVersion Version => reader.Version;

    public Expression Read() => ReadBinary(LowestPrecedence);

    /// <summary>An expression of an alias: registers joined by <c>++</c>.</summary>
    public Expression ReadAlias() => ReadBinary(Operators.Precedence(BinaryOperator.Concatenate));

    /// <summary>A qubit or register of a gate: a name, perhaps with an index.</summary>
    public Expression ReadOperand()
    {
        if (reader.At(TokenKind.HardwareQubit)) throw reader.Source.Refused(reader.Offset, Refusals.HardwareQubit);
        var name = reader.ExpectName("a qubit or a register");
        return ReadIndices(new NameExpression(name.Text, name.Offset));
    }

    /// <summary>Operands between commas, at least one.</summary>
    public ImmutableArray<Expression> ReadOperands()
    {
        var operands = ImmutableArray.CreateBuilder<Expression>();
        do operands.Add(ReadOperand());
        while (reader.Accept(",") && !reader.At(";"));
        return operands.DrainToImmutable();
    }

    /// <summary>Arguments after an open parenthesis that was taken, up to the closing one.</summary>
    public ImmutableArray<Expression> ReadArguments() => reader.List(")", "after the arguments", Read);

    /// <summary>What may stand at the right of <c>=</c>: also a measurement.</summary>
    public Expression ReadValue()
    {
        if (reader.At("{")) throw reader.Source.Refused(reader.Offset, Refusals.Array);
        if (reader.At("measure")) return ReadMeasure();
        var value = Read();

        // The older spelling of a call has the qubits behind the parentheses.
        return reader.At(TokenKind.Name) && value is CallExpression call
            ? Checked(new CallExpression(call.Name, [.. call.Arguments, .. ReadOperands()], call.Offset))
            : value;
    }

    public MeasureExpression ReadMeasure()
    {
        var offset = reader.Expect("measure", "here").Offset;
        return new MeasureExpression(ReadOperand(), offset);
    }

    /// <summary>A size in brackets, if one stands here.</summary>
    public Expression? ReadDesignator()
    {
        if (!reader.Accept("[")) return null;
        var size = Read();
        reader.Expect("]", "after the size");
        return size;
    }

    /// <summary><c>start : step : stop</c> in brackets, of which the first was taken.</summary>
    public Expression ReadIndex()
    {
        if (reader.At(TokenKind.Time)) throw reader.Source.Refused(reader.Offset, Refusals.TimedGate);
        var index = reader.At("{") ? ReadSet() : ReadIndexOrRange();
        if (reader.At(",")) throw reader.Source.Refused(reader.Offset, Refusals.Array);
        reader.Expect("]", "after the index");
        return index;
    }

    public SetExpression ReadSet()
    {
        var offset = reader.Expect("{", "before the items").Offset;
        reader.Enter();
        var items = reader.List("}", "after the items", Read);
        reader.Leave();
        return new SetExpression(items, offset);
    }

    private Expression ReadIndexOrRange()
    {
        var offset = reader.Offset;
        var first = reader.At(":") ? null : Read();
        if (!reader.Accept(":")) return first!;
        var second = reader.At("]") || reader.At(":") ? null : Read();
        if (!reader.Accept(":")) return new RangeExpression(first, null, second, offset);
        var third = reader.At("]") ? null : Read();
        return Checked(new RangeExpression(first, second, third, offset));
    }

    private Expression ReadBinary(int lowest)
    {
        var left = ReadUnary();
        while (reader.At(TokenKind.Symbol)
            && Operators.Binary(Version).TryGetValue(reader.Current.Text, out var row) && row.Precedence >= lowest)
        {
            var offset = reader.Take().Offset;
            var right = row.Precedence == Operators.PowerPrecedence ? ReadExponent() : ReadBinary(row.Precedence + 1);
            left = Checked(new BinaryExpression(row.Operator, left, right, offset));
        }

        return left;
    }

    private Expression ReadExponent()
    {
        reader.Enter();
        var exponent = ReadBinary(Operators.PowerPrecedence);
        reader.Leave();
        return exponent;
    }

    private Expression ReadUnary()
    {
        if (FindUnary() is not { } unary) return ReadIndices(ReadPrimary());
        var offset = reader.Take().Offset;
        reader.Enter();
        var operand = ReadBinary(Operators.SignPrecedence);
        reader.Leave();
        return Checked(new UnaryExpression(unary, operand, offset));
    }

    private UnaryOperator? FindUnary()
    {
        if (reader.At("-")) return UnaryOperator.Negate;
        if (Version == QasmVersion.OpenQasm2) return null;
        return reader.At("!") ? UnaryOperator.Not : reader.At("~") ? UnaryOperator.Complement : null;
    }

    /// <summary>The indices behind something, if any.</summary>
    public Expression ReadIndices(Expression target)
    {
        while (reader.At("["))
        {
            var offset = reader.Take().Offset;
            reader.Enter();
            target = Checked(new IndexExpression(target, ReadIndex(), offset));
            reader.Leave();
        }

        return target;
    }

    private Expression ReadPrimary()
    {
        var token = reader.Current;
        return token.Kind switch
        {
            TokenKind.Integer => new IntegerLiteral(ReadInteger(), token.Offset),
            TokenKind.Real => new RealLiteral(ReadReal(), token.Offset),
            TokenKind.Text => new BitsLiteral(ReadBits(), token.Offset),
            TokenKind.Name => ReadNamed(),
            TokenKind.Time => throw reader.Source.Refused(token.Offset, Refusals.TimeLiteral),
            TokenKind.Imaginary => throw reader.Source.Refused(token.Offset, Refusals.Complex),
            TokenKind.HardwareQubit => throw reader.Source.Refused(token.Offset, Refusals.HardwareQubit),
            _ => ReadParentheses(),
        };
    }

    private Expression ReadParentheses()
    {
        if (!reader.At("(")) throw reader.Source.Error(reader.Offset, $"Expected an expression, not {reader.Current.Shown}");
        reader.Take();
        reader.Enter();
        var inner = Read();
        reader.Expect(")", "to close the parenthesis");
        reader.Leave();
        return inner;
    }

    private Expression ReadNamed()
    {
        var token = reader.Current;
        if (Version == QasmVersion.OpenQasm3)
        {
            if (token.Text is "true" or "false") return new BooleanLiteral(reader.Take().Text == "true", token.Offset);
            if (token.Text == "durationof") throw reader.Source.Refused(token.Offset, Refusals.DurationOf);
            if (token.Text == "measure")
            {
                throw reader.Source.Error(
                    token.Offset, "A measurement stands alone at the right of '='; give its outcome a name first");
            }

            if (TypeParser.IsType(token.Text)) return ReadCast();
        }
        else if (token.Text is "pi" or "sin" or "cos" or "tan" or "exp" or "ln" or "sqrt")
        {
            reader.Take();
            return ReadCall(token);
        }

        reader.ExpectName("an expression");
        return ReadCall(token);
    }

    private Expression ReadCall(Token name)
    {
        if (!reader.Accept("(")) return new NameExpression(name.Text, name.Offset);
        reader.Enter();
        var arguments = ReadArguments();
        reader.Leave();
        return Checked(new CallExpression(name.Text, arguments, name.Offset));
    }

    private CastExpression ReadCast()
    {
        var offset = reader.Offset;
        reader.Enter();
        var type = new TypeParser(reader, this).ReadScalar();
        reader.Expect("(", "after the type: a cast is written type(value)");
        var operand = Read();
        reader.Expect(")", "after the value");
        reader.Leave();
        return Checked(new CastExpression(type, operand, offset));
    }

    private BigInteger ReadInteger()
    {
        var token = reader.Take();
        if (int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var small)) return small;
        var digits = token.Text.Replace("_", "", StringComparison.Ordinal);
        var style = digits.Length < 3 ? NumberStyles.None : char.ToLowerInvariant(digits[1]) switch
        {
            'x' => NumberStyles.AllowHexSpecifier,
            'b' or 'o' => NumberStyles.AllowBinarySpecifier,
            _ => NumberStyles.None,
        };

        // A leading zero keeps a number with its highest bit set from being read as negative.
        if (style != NumberStyles.None) digits = "0" + (digits[1] is 'o' ? OctalToBinary(digits.AsSpan(2)) : digits[2..]);
        return BigInteger.TryParse(digits, style, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw reader.Source.Error(token.Offset, $"{token.Shown} is no number");
    }

    private static string OctalToBinary(ReadOnlySpan<char> digits)
    {
        var bits = new StringBuilder();
        foreach (var digit in digits) bits.Append(digit > '7' ? "no number" : Convert.ToString(digit - '0', 2).PadLeft(3, '0'));
        return bits.ToString();
    }

    private double ReadReal()
    {
        var token = reader.Take();
        var value = double.Parse(
            token.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw reader.Source.Error(token.Offset, $"The number {token.Shown} is too large");
    }

    private BitString ReadBits()
    {
        var token = reader.Take();
        var digits = token.Text.Replace("_", "", StringComparison.Ordinal);
        return digits.Length > 0 && BitString.TryParse(digits, null, out var bits)
            ? bits
            : throw reader.Source.Error(token.Offset, "Expected bits in the quotes, as \"0101\"");
    }

    private T Checked<T>(T expression)
        where T : Expression =>
        expression.Depth <= reader.Source.Limits.Operators
            ? expression
            : throw reader.Source.Error(
                expression.Offset, $"The expression chains more than {reader.Source.Limits.Operators} operators");
}
