using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What operators do to values that are known. Null where the language has no such operation.</summary>
/// <param name="divideReal">In version 2 every number is real: 1/2 is a half.</param>
internal sealed class Arithmetic(SourceText source, bool divideReal)
{
    public Value? Apply(UnaryOperator unary, Value operand, int offset) => (unary, operand) switch
    {
        (UnaryOperator.Negate, IntegerValue integer) => integer with { Number = -integer.Number },
        (UnaryOperator.Negate, _) => Conversion.ToReal(operand) is { } number ? new RealValue(-number) : null,
        (UnaryOperator.Complement, IntegerValue { Width: > 0 } integer) =>
            integer with { Number = (BigInteger.One << integer.Width) - 1 - integer.Number },
        (UnaryOperator.Complement, BitsValue bits) => bits with { Bits = Combined(bits.Bits, bits.Bits, (left, _) => !left) },
        (UnaryOperator.Complement, MeasuredValue { IsScalar: false }) => throw source.Refused(offset, Refusals.RuntimeArithmetic),
        (UnaryOperator.Complement, IntegerValue or RealValue) => null,
        _ => Conversion.ToBoolean(operand) switch
        {
            BooleanValue truth => new BooleanValue(!truth.Truth),
            ConditionValue condition => new ConditionValue(new RuntimeCondition.Negated(condition.Condition)),
            _ => null,
        },
    };

    public Value? Apply(BinaryOperator binary, Value left, Value right, int offset)
    {
        if (IsComparison(binary)) return Comparisons.Compare(binary, left, right, source, offset);
        if (left is MeasuredValue or ConditionValue || right is MeasuredValue or ConditionValue)
        {
            throw source.Refused(offset, Refusals.RuntimeArithmetic);
        }

        if (IsShift(binary) && right is IntegerValue { Number.Sign: < 0 } distance)
        {
            throw source.Error(
                offset, $"A shift goes by 0 or more places, not by {Spelling.Shorten(distance.Number.ToString())}");
        }

        if (left is BitsValue { IsScalar: false } bits) return Apply(binary, bits, right);
        return Simplified(left) is IntegerValue whole
            && Simplified(right) is IntegerValue other
            && !(divideReal && IsFractional(binary))
            ? Apply(binary, whole, other, offset)
            : Apply(binary, left, right, source, offset);
    }

    private static bool IsComparison(BinaryOperator binary) =>
        binary is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;

    private static bool IsShift(BinaryOperator binary) => binary is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight;

    private static bool IsFractional(BinaryOperator binary) => binary is BinaryOperator.Divide or BinaryOperator.Power;

    /// <summary>Truth values and single bits count as 0 and 1.</summary>
    private static Value Simplified(Value value) => value switch
    {
        BooleanValue truth => new IntegerValue(truth.Truth ? 1 : 0),
        BitsValue { IsScalar: true } bit => new IntegerValue(bit.Bits.PopCount()),
        _ => value,
    };

    private Value? Apply(BinaryOperator binary, IntegerValue left, IntegerValue right, int offset)
    {
        CheckSize(binary, left.Number, right.Number, offset);
        if (right.Number.IsZero && binary is BinaryOperator.Divide or BinaryOperator.Remainder)
        {
            throw source.Error(offset, "Division by zero");
        }
        if (binary == BinaryOperator.Power && right.Number.Sign < 0) return Apply(binary, left, right, source, offset);
        BigInteger? result = binary switch
        {
            BinaryOperator.Add => left.Number + right.Number,
            BinaryOperator.Subtract => left.Number - right.Number,
            BinaryOperator.Multiply => left.Number * right.Number,
            BinaryOperator.Divide => BigInteger.Divide(left.Number, right.Number),
            BinaryOperator.Remainder => BigInteger.Remainder(left.Number, right.Number),
            BinaryOperator.Power => BigInteger.Pow(left.Number, (int)right.Number),
            BinaryOperator.ShiftLeft => left.Number << (int)right.Number,
            BinaryOperator.ShiftRight => left.Number >> (int)BigInteger.Min(right.Number, source.Limits.NumberBits),
            BinaryOperator.And => left.Number & right.Number,
            BinaryOperator.Xor => left.Number ^ right.Number,
            BinaryOperator.Or => left.Number | right.Number,
            _ => null,
        };
        return result is { } number ? new IntegerValue(number, Math.Max(left.Width, right.Width)) : null;
    }

    /// <summary>Numbers that would fill the memory end here: <c>2 ** 2 ** 64</c>.</summary>
    private void CheckSize(BinaryOperator binary, BigInteger left, BigInteger right, int offset)
    {
        var limit = source.Limits.NumberBits;
        var bits = Math.Max(left.GetBitLength(), right.GetBitLength());
        var result = binary switch
        {
            BinaryOperator.Multiply => left.GetBitLength() + right.GetBitLength(),
            BinaryOperator.Power => BigInteger.Abs(right) > limit ? long.MaxValue : left.GetBitLength() * (long)right,
            BinaryOperator.ShiftLeft => right > limit ? long.MaxValue : left.GetBitLength() + (long)right,
            _ => bits,
        };
        if (result > limit) throw source.Error(offset, $"This number has more than {limit:N0} bits");
    }

    private static BitsValue? Apply(BinaryOperator binary, BitsValue left, Value right)
    {
        if (right is BitsValue bits && bits.Bits.Length == left.Bits.Length)
        {
            return binary switch
            {
                BinaryOperator.And => left with { Bits = Combined(left.Bits, bits.Bits, (one, other) => one && other) },
                BinaryOperator.Or => left with { Bits = Combined(left.Bits, bits.Bits, (one, other) => one || other) },
                BinaryOperator.Xor => left with { Bits = Combined(left.Bits, bits.Bits, (one, other) => one != other) },
                _ => null,
            };
        }

        if (right is not IntegerValue distance || !IsShift(binary)) return null;
        var length = left.Bits.Length;
        var shift = (int)BigInteger.Min(distance.Number, length) * (binary == BinaryOperator.ShiftLeft ? 1 : -1);
        var shifted = new bool[length];
        for (var i = 0; i < length; i++) shifted[i] = i - shift >= 0 && i - shift < length && left.Bits[i - shift];
        return left with { Bits = BitString.FromBits(shifted) };
    }

    private static RealValue? Apply(BinaryOperator binary, Value left, Value right, SourceText source, int offset)
    {
        if (Conversion.ToReal(left) is not { } one || Conversion.ToReal(right) is not { } other) return null;
        if (one.IsConstant && other.IsConstant)
        {
            return Apply(binary, one.Constant, other.Constant) is { } number ? new RealValue(Angle.FromRadians(number)) : null;
        }

        return binary switch
        {
            BinaryOperator.Add => new RealValue(one + other),
            BinaryOperator.Subtract => new RealValue(one - other),
            BinaryOperator.Multiply when one.IsConstant => new RealValue(one.Constant * other),
            BinaryOperator.Multiply when other.IsConstant => new RealValue(one * other.Constant),
            BinaryOperator.Divide when other.IsConstant => new RealValue(one / other.Constant),
            _ => throw source.Refused(offset, Refusals.NonlinearInput),
        };
    }

    private static double? Apply(BinaryOperator binary, double left, double right) => binary switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Remainder => left % right,
        BinaryOperator.Power => Math.Pow(left, right),
        _ => null,
    };

    private static BitString Combined(BitString left, BitString right, Func<bool, bool, bool> combine)
    {
        var bits = new bool[left.Length];
        for (var i = 0; i < bits.Length; i++) bits[i] = combine(left[i], right[i]);
        return BitString.FromBits(bits);
    }
}
