using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Qasm.Lowering;

/// <summary>The numbers and functions that both languages have built in.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Func<double, double>> Version2 = new Dictionary<string, Func<double, double>>
    {
        ["sin"] = Math.Sin,
        ["cos"] = Math.Cos,
        ["tan"] = Math.Tan,
        ["exp"] = Math.Exp,
        ["ln"] = Math.Log,
        ["sqrt"] = Math.Sqrt,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Func<double, double>> Version3 = new Dictionary<string, Func<double, double>>
    {
        ["arccos"] = Math.Acos,
        ["arcsin"] = Math.Asin,
        ["arctan"] = Math.Atan,
        ["ceiling"] = Math.Ceiling,
        ["cos"] = Math.Cos,
        ["exp"] = Math.Exp,
        ["floor"] = Math.Floor,
        ["log"] = Math.Log,
        ["sin"] = Math.Sin,
        ["sqrt"] = Math.Sqrt,
        ["tan"] = Math.Tan,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, double> Constants2 = new Dictionary<string, double>
    {
        ["pi"] = Math.PI,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, double> Constants3 = new Dictionary<string, double>
    {
        ["pi"] = Math.PI,
        ["π"] = Math.PI,
        ["tau"] = Math.Tau,
        ["τ"] = Math.Tau,
        ["euler"] = Math.E,
        ["ℇ"] = Math.E,
    }.ToFrozenDictionary();

    /// <summary>The functions of OpenQASM 3 that take more than one number, or bits.</summary>
    private static readonly FrozenDictionary<string, Func<ImmutableArray<Value>, Value?>> Others =
        new Dictionary<string, Func<ImmutableArray<Value>, Value?>>
        {
            ["mod"] = Modulus,
            ["popcount"] = arguments => arguments is [BitsValue bits] ? new IntegerValue(bits.Bits.PopCount()) : null,
            ["rotl"] = arguments => Rotated(arguments, 1),
            ["rotr"] = arguments => Rotated(arguments, -1),
        }.ToFrozenDictionary();

    public static FrozenDictionary<string, double> Constants(QasmVersion version) =>
        version == QasmVersion.OpenQasm2 ? Constants2 : Constants3;

    /// <summary>Functions of one real number.</summary>
    public static FrozenDictionary<string, Func<double, double>> Real(QasmVersion version) =>
        version == QasmVersion.OpenQasm2 ? Version2 : Version3;

    /// <summary>The other functions; each gives null where the arguments do not fit.</summary>
    public static FrozenDictionary<string, Func<ImmutableArray<Value>, Value?>> Other(QasmVersion version) =>
        version == QasmVersion.OpenQasm2 ? FrozenDictionary<string, Func<ImmutableArray<Value>, Value?>>.Empty : Others;

    private static Value? Modulus(ImmutableArray<Value> arguments) => arguments switch
    {
        [IntegerValue left, IntegerValue right] =>
            right.Number.IsZero ? null : new IntegerValue(BigInteger.Remainder(left.Number, right.Number)),
        [var left, var right] when Conversion.TryReal(left) is { } dividend && Conversion.TryReal(right) is { } divisor =>
            new RealValue(Angle.FromRadians(dividend % divisor)),
        _ => null,
    };

    private static BitsValue? Rotated(ImmutableArray<Value> arguments, int direction)
    {
        if (arguments is not [BitsValue { Bits.Length: > 0 } bits, IntegerValue distance]) return null;
        var length = bits.Bits.Length;
        var shift = (int)BigInteger.Remainder(distance.Number * direction, length);
        var rotated = new bool[length];
        for (var i = 0; i < length; i++) rotated[(i + shift + length) % length] = bits.Bits[i];
        return bits with { Bits = BitString.FromBits(rotated) };
    }
}
