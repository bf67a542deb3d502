using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Qasm.Syntax;

/// <summary>Something that has a value.</summary>
/// <param name="Offset">Where it stands in the text; 0 in a tree that was made from a circuit.</param>
internal abstract record Expression(int Offset)
{
    /// <summary>Levels of the tree from here down.</summary>
    public int Depth { get; protected init; } = 1;

    protected static int Above(ImmutableArray<Expression> parts) =>
        1 + parts.Aggregate(0, (depth, part) => Math.Max(depth, part.Depth));
}

/// <summary>Non-negative; a sign is an operator.</summary>
internal sealed record IntegerLiteral(BigInteger Value, int Offset) : Expression(Offset);

/// <summary>Non-negative; a sign is an operator.</summary>
internal sealed record RealLiteral(double Value, int Offset) : Expression(Offset);

internal sealed record BooleanLiteral(bool Value, int Offset) : Expression(Offset);

internal sealed record BitsLiteral(BitString Value, int Offset) : Expression(Offset);

internal sealed record NameExpression(string Name, int Offset) : Expression(Offset);

internal sealed record UnaryExpression : Expression
{
    public UnaryExpression(UnaryOperator unary, Expression operand, int offset)
        : base(offset) =>
        (Operator, Operand, Depth) = (unary, operand, operand.Depth + 1);

    public UnaryOperator Operator { get; }

    public Expression Operand { get; }
}

internal sealed record BinaryExpression : Expression
{
    /// <param name="offset">Where the operator stands.</param>
    public BinaryExpression(BinaryOperator binary, Expression left, Expression right, int offset)
        : base(offset) =>
        (Operator, Left, Right, Depth) = (binary, left, right, Math.Max(left.Depth, right.Depth) + 1);

    public BinaryOperator Operator { get; }

    public Expression Left { get; }

    public Expression Right { get; }
}

internal sealed record CallExpression : Expression
{
    public CallExpression(string name, ImmutableArray<Expression> arguments, int offset)
        : base(offset) =>
        (Name, Arguments, Depth) = (name, arguments, Above(arguments));

    public string Name { get; }

    public ImmutableArray<Expression> Arguments { get; }
}

internal sealed record CastExpression : Expression
{
    public CastExpression(TypeSyntax type, Expression operand, int offset)
        : base(offset) =>
        (Type, Operand, Depth) = (type, operand, operand.Depth + 1);

    public TypeSyntax Type { get; }

    public Expression Operand { get; }
}

/// <summary><c>target[index]</c>; the index may be a <see cref="RangeExpression"/> or a <see cref="SetExpression"/>.</summary>
internal sealed record IndexExpression : Expression
{
    public IndexExpression(Expression target, Expression index, int offset)
        : base(offset) =>
        (Target, Index, Depth) = (target, index, Math.Max(target.Depth, index.Depth) + 1);

    public Expression Target { get; }

    public Expression Index { get; }
}

/// <summary><c>start : step : stop</c>, both ends included; all may be left out of an index, and the step anywhere.</summary>
internal sealed record RangeExpression : Expression
{
    public RangeExpression(Expression? start, Expression? step, Expression? stop, int offset)
        : base(offset) =>
        (Start, Step, Stop, Depth) = (start, step, stop, 1 + Math.Max(
            start?.Depth ?? 0, Math.Max(step?.Depth ?? 0, stop?.Depth ?? 0)));

    public Expression? Start { get; }

    public Expression? Step { get; }

    public Expression? Stop { get; }
}

internal sealed record SetExpression : Expression
{
    public SetExpression(ImmutableArray<Expression> items, int offset)
        : base(offset) =>
        (Items, Depth) = (items, Above(items));

    public ImmutableArray<Expression> Items { get; }
}

/// <summary><c>measure operand</c>, at the right of an assignment or a declaration.</summary>
internal sealed record MeasureExpression(Expression Operand, int Offset) : Expression(Offset);
