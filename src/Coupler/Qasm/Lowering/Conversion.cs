using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Casts, written or implied by an assignment. Null where the language has none.</summary>
internal static class Conversion
{
    public static Value? To(QasmType type, Value value) => type.Kind switch
    {
        TypeKind.Bool => ToBoolean(value),
        TypeKind.Int or TypeKind.Uint => ToInteger(type, value),
        TypeKind.Float => ToReal(value) is { } number ? new RealValue(number) : null,
        TypeKind.Angle => value is BitsValue bits ? ToAngle(bits) : ToReal(value) is { } angle ? new RealValue(angle) : null,
        TypeKind.Bit => ToBits(type, value),
        _ => null,
    };

    /// <summary>The value as a condition: whether it is not zero.</summary>
    public static Value? ToBoolean(Value value) => value switch
    {
        BooleanValue or ConditionValue => value,
        IntegerValue integer => new BooleanValue(!integer.Number.IsZero),
        RealValue { Number.IsConstant: true } real => new BooleanValue(real.Number.Constant != 0),
        BitsValue bits => new BooleanValue(bits.Bits.PopCount() > 0),
        MeasuredValue measured => new ConditionValue(new RuntimeCondition.Compared(
            new Condition(
                measured.Bits, Comparison.NotEqual,
                new BitString(new ulong[(measured.Bits.Length / 64) + 1], measured.Bits.Length)))),
        _ => null,
    };

    /// <summary>The value as a number, which may hold open inputs.</summary>
    public static Angle? ToReal(Value value) => value switch
    {
        RealValue real => (Angle?)real.Number,
        IntegerValue integer => Angle.FromRadians((double)integer.Number),
        BooleanValue truth => Angle.FromRadians(truth.Truth ? 1 : 0),
        BitsValue { IsScalar: true } bit => Angle.FromRadians(bit.Bits.PopCount()),
        _ => null,
    };

    /// <summary>The value as a number that is known.</summary>
    public static double? TryReal(Value value) => ToReal(value) is { IsConstant: true } number ? number.Constant : null;

    /// <summary>The value as an integer without loss of bits; a real number loses its fraction.</summary>
    public static BigInteger? TryInteger(Value value) => value switch
    {
        IntegerValue integer => integer.Number,
        BooleanValue truth => truth.Truth ? 1 : 0,
        BitsValue bits => bits.Bits.ToBigInteger(),
        RealValue { Number.IsConstant: true } real when double.IsFinite(real.Number.Constant) =>
            new BigInteger(Math.Truncate(real.Number.Constant)),
        _ => null,
    };

    /// <summary>The lowest bits of the number; of a negative one in two's complement.</summary>
    public static BitString Bits(BigInteger number, int length)
    {
        var fits = number.Sign >= 0 && number.GetBitLength() <= length;
        var bytes = (fits ? number : Modulo(number, length)).ToByteArray(isUnsigned: true);
        var words = new ulong[(length / 64) + 1];
        for (var i = 0; i < bytes.Length; i++) words[i / 8] |= (ulong)bytes[i] << (8 * (i % 8));
        return new BitString(words, length);
    }

    /// <summary>Bits become the unsigned number that they form, in a signed type too: as measured bits are compared.</summary>
    private static Value? ToInteger(QasmType type, Value value)
    {
        var width = type.Size ?? QasmType.DefaultIntegerBits;
        return value switch
        {
            MeasuredValue measured => measured.Bits.Length <= width ? measured with { IsScalar = false } : null,
            BitsValue bits => bits.Bits.Length <= width ? new IntegerValue(bits.Bits.ToBigInteger(), width) : null,
            _ =>
                TryInteger(value) is { } number
                    ? new IntegerValue(Wrapped(number, width, type.Kind == TypeKind.Int), width)
                    : null,
        };
    }

    private static BigInteger Wrapped(BigInteger number, int width, bool signed)
    {
        var limit = BigInteger.One << (signed ? width - 1 : width);
        if (number < limit && number >= (signed ? -limit : BigInteger.Zero)) return number;
        var wrapped = Modulo(number, width);
        return signed && wrapped >= limit ? wrapped - (BigInteger.One << width) : wrapped;
    }

    private static BigInteger Modulo(BigInteger number, int bits)
    {
        var rest = BigInteger.Remainder(number, BigInteger.One << bits);
        return rest.Sign < 0 ? rest + (BigInteger.One << bits) : rest;
    }

    private static Value? ToBits(QasmType type, Value value) => value switch
    {
        BitsValue bits => bits.Bits.Length == type.Length ? bits with { IsScalar = type.IsScalar } : null,
        MeasuredValue measured => measured.Bits.Length == type.Length ? measured with { IsScalar = type.IsScalar } : null,
        ConditionValue => type.IsScalar ? value : null,
        IntegerValue integer when type.IsScalar =>
            integer.Number.IsZero || integer.Number.IsOne ? Known(type, integer.Number) : null,
        IntegerValue integer => Known(type, integer.Number),
        BooleanValue truth => Known(type, truth.Truth ? 1 : 0),
        _ => null,
    };

    private static BitsValue Known(QasmType type, BigInteger number) => new(Bits(number, type.Length), type.IsScalar);

    /// <summary>The bit pattern of an angle: the highest bit is π.</summary>
    private static RealValue ToAngle(BitsValue bits) =>
        new(Angle.FromTurns((double)bits.Bits.ToBigInteger() / Math.Pow(2, bits.Bits.Length)));
}
