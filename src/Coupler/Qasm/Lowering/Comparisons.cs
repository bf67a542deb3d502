using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What comparisons give: a truth value, or a question to measured bits. Null where the language has none.</summary>
internal static class Comparisons
{
    public static Value? Compare(BinaryOperator binary, Value left, Value right, SourceText source, int offset)
    {
        var comparison = Of(binary);
        return (left, right) switch
        {
            (MeasuredValue or ConditionValue, MeasuredValue or ConditionValue) =>
                throw source.Refused(offset, Refusals.RuntimeArithmetic),
            (ConditionValue condition, _) => Compare(comparison, condition, right),
            (_, ConditionValue condition) => Compare(Mirrored(comparison), condition, left),
            (MeasuredValue measured, _) => Compare(comparison, measured, right),
            (_, MeasuredValue measured) => Compare(Mirrored(comparison), measured, left),
            (IntegerValue or BooleanValue or BitsValue, IntegerValue or BooleanValue or BitsValue) =>
                new BooleanValue(
                    Holds(comparison, Conversion.TryInteger(left)!.Value.CompareTo(Conversion.TryInteger(right)!.Value))),
            _ => CompareReal(comparison, left, right, source, offset),
        };
    }

    private static BooleanValue? CompareReal(Comparison comparison, Value left, Value right, SourceText source, int offset)
    {
        if (Conversion.ToReal(left) is not { } one || Conversion.ToReal(right) is not { } other) return null;
        if (!one.IsConstant || !other.IsConstant) throw source.Refused(offset, Refusals.NonlinearInput);
        return new BooleanValue(Holds(comparison, one.Constant.CompareTo(other.Constant)));
    }

    /// <summary>A number that the bits cannot reach decides the question at once.</summary>
    private static Value? Compare(Comparison comparison, MeasuredValue measured, Value right)
    {
        var length = measured.Bits.Length;
        if (right is BitsValue bits && bits.Bits.Length != length) return null;
        if (Conversion.TryInteger(right) is not { } number || right is RealValue) return null;
        if (number.Sign < 0) return new BooleanValue(Holds(comparison, 1));
        if (number.GetBitLength() > length) return new BooleanValue(Holds(comparison, -1));
        return new ConditionValue(
            new RuntimeCondition.Compared(new Condition(measured.Bits, comparison, Conversion.Bits(number, length))));
    }

    private static ConditionValue? Compare(Comparison comparison, ConditionValue condition, Value right)
    {
        if (Conversion.TryInteger(right) is not { } number || !(number.IsZero || number.IsOne)) return null;
        return comparison is Comparison.Equal or Comparison.NotEqual
            ? number.IsOne == (comparison == Comparison.Equal)
                ? condition
                : new ConditionValue(new RuntimeCondition.Negated(condition.Condition))
            : null;
    }

    private static Comparison Of(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Equal => Comparison.Equal,
        BinaryOperator.NotEqual => Comparison.NotEqual,
        BinaryOperator.Less => Comparison.Less,
        BinaryOperator.LessOrEqual => Comparison.LessOrEqual,
        BinaryOperator.Greater => Comparison.Greater,
        _ => Comparison.GreaterOrEqual,
    };

    /// <summary>The same question with the sides exchanged.</summary>
    private static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    private static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}
