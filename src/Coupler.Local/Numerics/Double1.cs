using System.Runtime.CompilerServices;

namespace Coupler.Local.Numerics;

/// <summary>
/// One double-precision number: the portable path. It rounds after the multiplication, since a fused one is slow in software.
/// </summary>
internal readonly struct Double1(double value) : ILanes<Double1>
{
    private readonly double value = value;

    public static int Bits => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Broadcast(double value) => new(value);

    public static Double1 Create(ReadOnlySpan<double> values) => new(values[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 left, Double1 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 left, Double1 right, Double1 addend) =>
        new((left.value * right.value) + addend.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplySubtract(Double1 left, Double1 right, Double1 minuend) =>
        new(minuend.value - (left.value * right.value));

    /// <summary>A single lane has no neighbour; kernels never ask.</summary>
    public static Double1 ExchangePattern(int distance) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Exchange(Double1 value, Double1 pattern) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Squares(Double1 re, Double1 im, Span<double> target) => target[0] = SumOfSquares(re, im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfSquares(Double1 re, Double1 im) => (re.value * re.value) + (im.value * im.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lane(Double1 value, int lane) => value.value;
}
