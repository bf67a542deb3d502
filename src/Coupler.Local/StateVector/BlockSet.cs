using System.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// The numbers of those blocks in which some bits have given values, in ascending order. A kernel walks through them without
/// looking at the others: <c>free = Next(free, Mask)</c>,
/// and the block is <c>free | Values</c>.
/// </summary>
/// <param name="Mask">The bits that are given.</param>
/// <param name="Values">Their values.</param>
/// <param name="TotalBits">All bits of a block's number.</param>
internal readonly record struct BlockSet(long Mask, long Values, int TotalBits)
{
    public long Count => 1L << (TotalBits - BitOperations.PopCount((ulong)Mask));

    /// <summary>The free bits of the block at this position in the order.</summary>
    public long FreeAt(long position)
    {
        var free = 0L;
        for (var bit = 0; bit < TotalBits; bit++)
        {
            if ((Mask >> bit & 1) != 0) continue;
            free |= (position & 1) << bit;
            position >>= 1;
        }

        return free;
    }

    /// <summary>The free bits of the block after: a carry runs through the given bits.</summary>
    public static long Next(long free, long mask) => ((free | mask) + 1) & ~mask;
}
