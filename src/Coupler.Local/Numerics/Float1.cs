using System.Runtime.CompilerServices;

namespace Coupler.Local.Numerics;

/// <summary>
/// One single-precision number: the portable path. It rounds after the multiplication, since a fused one is slow in software.
/// </summary>
internal readonly struct Float1(float value) : ILanes<Float1>
{
    private readonly float value = value;

    public static int Bits => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Broadcast(double value) => new((float)value);

    public static Float1 Create(ReadOnlySpan<double> values) => new((float)values[0]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 operator *(Float1 left, Float1 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 MultiplyAdd(Float1 left, Float1 right, Float1 addend) =>
        new((left.value * right.value) + addend.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 MultiplySubtract(Float1 left, Float1 right, Float1 minuend) =>
        new(minuend.value - (left.value * right.value));

    /// <summary>A single lane has no neighbour; kernels never ask.</summary>
    public static Float1 ExchangePattern(int distance) => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float1 Exchange(Float1 value, Float1 pattern) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Squares(Float1 re, Float1 im, Span<double> target) => target[0] = SumOfSquares(re, im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfSquares(Float1 re, Float1 im) => ((double)re.value * re.value) + ((double)im.value * im.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lane(Float1 value, int lane) => value.value;
}
