using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// A 2 × 2 matrix on one qubit, with any controls. A qubit that chooses between blocks: <c>y₀ = m₀₀x₀ + m₀₁x₁</c>,
/// <c>y₁ = m₁₀x₀ + m₁₁x₁</c> for pairs of blocks. A qubit within the block: <c>y = m₀x + m₁x'</c>, where x' is x with the
/// lanes exchanged.
/// </summary>
internal sealed unsafe class OneQubitKernel<TLanes>(QubitOperator gate, int blockBits) : Kernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly LaneMatrix<TLanes> matrix = new(gate, blockBits);

    protected override long Count => matrix.Blocks.Count;

    protected override long Cost => 8 * matrix.BlockOffsets.Length;

    protected override void Run(TLanes* blocks, long from, long to)
    {
        var offsets = matrix.BlockOffsets;
        if (offsets.Length == 2) BetweenBlocks(blocks, matrix.Elements, matrix.Blocks, offsets[1], from, to);
        else WithinBlocks(blocks, matrix.Elements, matrix.Blocks, matrix.Patterns[1], from, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BetweenBlocks(TLanes* blocks, TLanes* m, BlockSet set, long offset, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var block0 = blocks + (2 * (free | values));
            var block1 = block0 + offset;
            var (re0, im0, re1, im1) = (block0[0], block0[1], block1[0], block1[1]);
            Row(m, re0, im0, re1, im1, block0);
            Row(m + 4, re0, im0, re1, im1, block1);
            free = BlockSet.Next(free, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithinBlocks(TLanes* blocks, TLanes* m, BlockSet set, TLanes pattern, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var block = blocks + (2 * (free | values));
            var (re, im) = (block[0], block[1]);
            Row(m, re, im, TLanes.Exchange(re, pattern), TLanes.Exchange(im, pattern), block);
            free = BlockSet.Next(free, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(TLanes* m, TLanes re0, TLanes im0, TLanes re1, TLanes im1, TLanes* target)
    {
        var re = TLanes.MultiplySubtract(m[1], im0, m[0] * re0);
        var im = TLanes.MultiplyAdd(m[1], re0, m[0] * im0);
        re = TLanes.MultiplySubtract(m[3], im1, TLanes.MultiplyAdd(m[2], re1, re));
        im = TLanes.MultiplyAdd(m[3], re1, TLanes.MultiplyAdd(m[2], im1, im));
        target[0] = re;
        target[1] = im;
    }
}
