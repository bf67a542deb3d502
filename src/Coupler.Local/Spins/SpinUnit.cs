using System.Collections.Immutable;
using System.Numerics;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>The power of two in which the weights of a problem are counted.</summary>
/// <param name="Exponent">Of 2.</param>
/// <param name="IsExact">Whether all weights are multiples of it.</param>
internal readonly record struct SpinUnit(int Exponent, bool IsExact)
{
    /// <summary>So many bits may a local field have: one and the sign are left.</summary>
    private const int MostBits = 30;

    /// <summary>So many units has what is told apart at least.</summary>
    private const double Fewest = 1_000;

    public static SpinUnit Of(CouplingGraph graph)
    {
        var (lowest, largest) = (int.MaxValue, 0.0);
        foreach (var weight in graph.Weights) lowest = LowestBit(weight, lowest);
        foreach (var field in graph.Fields) lowest = LowestBit(field, lowest);
        for (var i = 0; i < graph.Count; i++)
        {
            var sum = Math.Abs(graph.Fields[i]);
            for (var k = graph.Starts[i]; k < graph.Starts[i + 1]; k++) sum += Math.Abs(graph.Weights[k]);
            largest = Math.Max(largest, sum);
        }

        if (largest == 0) return new(0, IsExact: true);
        var top = Math.ILogB(largest) + 1;

        // One bit less where weights are rounded: the largest may be rounded up, and couplings are doubled.
        return top - lowest <= MostBits ? new(lowest, IsExact: true) : new(top - MostBits + 1, IsExact: false);
    }

    /// <summary>
    /// Whether counting in it is good enough: nothing is rounded, or the smallest weight has a thousand units at least.
    /// </summary>
    public bool CanHold(CouplingGraph graph) => IsExact || SpinScale.Of(graph).LeastWeight >= Fewest * Of(1);

    /// <summary>
    /// Whether counting in it is good enough for squared sums that are multiplied out: nothing is rounded, or the square of the
    /// smallest step of each, the power of two of which its weights are multiples, has a thousand units at least. Else sums that
    /// differ by little, as those of large numbers that are parted in two, would look the same.
    /// </summary>
    public bool CanHold(ImmutableArray<SquaredSum> squares) => IsExact || squares.All(CanHold);

    /// <summary>By how much a sum of all weights may be off: half a unit each.</summary>
    public double RoundingOf(CouplingGraph graph) => IsExact ? 0 : Of(graph.Neighbours.Length + graph.Count) / 2;

    /// <summary>How many units a number is.</summary>
    public int Count(double weight) => (int)Math.Round(Math.ScaleB(weight, -Exponent));

    /// <summary>The number that so many units are.</summary>
    public double Of(long count) => Math.ScaleB(count, Exponent);

    /// <summary>The exponent of the largest power of two of which a number is a multiple; it is not 0.</summary>
    public static int LowestBit(double value)
    {
        const int FractionBits = 52, OnesExponent = 1_023;
        var bits = BitConverter.DoubleToUInt64Bits(Math.Abs(value));
        var fraction = bits & ((1UL << FractionBits) - 1);
        var exponent = Math.Max(1, (int)(bits >> FractionBits)) - OnesExponent;
        return fraction == 0 ? exponent : exponent - FractionBits + BitOperations.TrailingZeroCount(fraction);
    }

    private bool CanHold(SquaredSum square)
    {
        var step = square.Terms.Aggregate(int.MaxValue, (least, term) => LowestBit(term.Weight, least));
        return square.Weight == 0 || step == int.MaxValue
            || Math.ScaleB(Math.Abs(square.Weight), 2 * step) >= Fewest * Of(1);
    }

    private static int LowestBit(double value, int least) => value == 0 ? least : Math.Min(least, LowestBit(value));
}
