using System.Runtime.CompilerServices;

namespace Coupler.Local.StateVector;

/// <summary>
/// Some bits of a number, side by side: bit <c>places[i]</c> becomes bit i. Two tables give it, one for the lower and one for the
/// upper part of the number, which is portable and costs two loads.
/// </summary>
internal readonly struct GatheredBits
{
    /// <summary>The lower table, of 4 KiB, stays in the first-level cache.</summary>
    private const int LowerBits = 10;

    private readonly int[] lower;
    private readonly int[] upper;

    /// <param name="places">At most 31.</param>
    /// <param name="totalBits">Of the numbers.</param>
    public GatheredBits(ReadOnlySpan<int> places, int totalBits)
    {
        lower = Table(places, 0, Math.Min(totalBits, LowerBits));
        upper = Table(places, LowerBits, Math.Max(0, totalBits - LowerBits));
    }

    public int this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lower[(int)number & (lower.Length - 1)] | upper[number >> LowerBits];
    }

    private static int[] Table(ReadOnlySpan<int> places, int firstBit, int bits)
    {
        var table = new int[1 << bits];
        for (var bit = 0; bit < bits; bit++)
        {
            var place = places.IndexOf(firstBit + bit);
            var part = place < 0 ? 0 : 1 << place;
            for (var i = 0; i < 1 << bit; i++) table[i | (1 << bit)] = table[i] | part;
        }

        return table;
    }
}
