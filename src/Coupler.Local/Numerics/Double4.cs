using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coupler.Local.Numerics;

/// <summary>Four double-precision numbers in one 256-bit register.</summary>
internal readonly struct Double4(Vector256<double> value) : ILanes<Double4>
{
    private readonly Vector256<double> value = value;

    public static int Bits => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Broadcast(double value) => new(Vector256.Create(value));

    public static Double4 Create(ReadOnlySpan<double> values) => new(Vector256.Create(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator *(Double4 left, Double4 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplyAdd(Double4 left, Double4 right, Double4 addend) =>
        new(Vector256.FusedMultiplyAdd(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplySubtract(Double4 left, Double4 right, Double4 minuend) =>
        new(Vector256.FusedMultiplyAdd(-left.value, right.value, minuend.value));

    /// <summary>Positions of 32-bit halves: the processor moves those by a variable pattern, but not whole doubles.</summary>
    public static Double4 ExchangePattern(int distance) =>
        new((Vector256<int>.Indices ^ Vector256.Create(2 * distance)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Exchange(Double4 value, Double4 pattern) =>
        new(Vector256.ShuffleNative(value.value.AsSingle(), pattern.value.AsInt32()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Squares(Double4 re, Double4 im, Span<double> target) =>
        Vector256.FusedMultiplyAdd(re.value, re.value, im.value * im.value).CopyTo(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfSquares(Double4 re, Double4 im) =>
        Vector256.Sum(Vector256.FusedMultiplyAdd(re.value, re.value, im.value * im.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lane(Double4 value, int lane) => value.value[lane];
}
