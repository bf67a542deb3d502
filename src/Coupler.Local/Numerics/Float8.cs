using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Coupler.Local.Numerics;

/// <summary>Eight single-precision numbers in one 256-bit register.</summary>
internal readonly struct Float8(Vector256<float> value) : ILanes<Float8>
{
    private readonly Vector256<float> value = value;

    public static int Bits => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Broadcast(double value) => new(Vector256.Create((float)value));

    public static Float8 Create(ReadOnlySpan<double> values) =>
        new(Vector256.Narrow(Vector256.Create(values), Vector256.Create(values[4..])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator *(Float8 left, Float8 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 left, Float8 right, Float8 addend) =>
        new(Vector256.FusedMultiplyAdd(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplySubtract(Float8 left, Float8 right, Float8 minuend) =>
        new(Vector256.FusedMultiplyAdd(-left.value, right.value, minuend.value));

    public static Float8 ExchangePattern(int distance) => new((Vector256<int>.Indices ^ Vector256.Create(distance)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Exchange(Float8 value, Float8 pattern) =>
        new(Vector256.ShuffleNative(value.value, pattern.value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Squares(Float8 re, Float8 im, Span<double> target)
    {
        var (re0, re1) = Vector256.Widen(re.value);
        var (im0, im1) = Vector256.Widen(im.value);
        Vector256.FusedMultiplyAdd(im0, im0, re0 * re0).CopyTo(target);
        Vector256.FusedMultiplyAdd(im1, im1, re1 * re1).CopyTo(target[4..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfSquares(Float8 re, Float8 im)
    {
        var (re0, re1) = Vector256.Widen(re.value);
        var (im0, im1) = Vector256.Widen(im.value);
        var sum = Vector256.FusedMultiplyAdd(re0, re0, re1 * re1);
        return Vector256.Sum(Vector256.FusedMultiplyAdd(im0, im0, Vector256.FusedMultiplyAdd(im1, im1, sum)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lane(Float8 value, int lane) => value.value[lane];
}
