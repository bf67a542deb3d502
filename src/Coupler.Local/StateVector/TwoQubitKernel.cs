using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// A 4 × 4 matrix on two qubits, with any controls: each result is a sum of four products, <c>y = m₀x₀ + m₁x₁ + m₂x₂ + m₃x₃</c>.
/// The four inputs are four blocks (both qubits choose between blocks), two blocks and their exchanged lanes (one of them
/// does), or one block with its lanes exchanged in the three possible ways.
/// </summary>
internal sealed unsafe class TwoQubitKernel<TLanes>(QubitOperator gate, int blockBits) : Kernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int RowLength = 8;

    private readonly LaneMatrix<TLanes> matrix = new(gate, blockBits);

    protected override long Count => matrix.Blocks.Count;

    protected override long Cost => 16 * matrix.BlockOffsets.Length;

    protected override void Run(TLanes* blocks, long from, long to)
    {
        var offsets = matrix.BlockOffsets;
        var patterns = matrix.Patterns;
        if (offsets.Length == 4) BetweenBlocks(blocks, matrix.Elements, matrix.Blocks, offsets[1], offsets[2], from, to);
        else if (offsets.Length == 2) Mixed(blocks, matrix.Elements, matrix.Blocks, offsets[1], patterns[1], from, to);
        else WithinBlocks(blocks, matrix.Elements, matrix.Blocks, patterns[1], patterns[2], patterns[3], from, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BetweenBlocks(TLanes* blocks, TLanes* m, BlockSet set, long offset1, long offset2, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var block0 = blocks + (2 * (free | values));
            var block1 = block0 + offset1;
            var block2 = block0 + offset2;
            var block3 = block1 + offset2;
            var (re0, im0, re1, im1) = (block0[0], block0[1], block1[0], block1[1]);
            var (re2, im2, re3, im3) = (block2[0], block2[1], block3[0], block3[1]);
            Row(m, re0, im0, re1, im1, re2, im2, re3, im3, block0);
            Row(m + RowLength, re0, im0, re1, im1, re2, im2, re3, im3, block1);
            Row(m + (2 * RowLength), re0, im0, re1, im1, re2, im2, re3, im3, block2);
            Row(m + (3 * RowLength), re0, im0, re1, im1, re2, im2, re3, im3, block3);
            free = BlockSet.Next(free, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mixed(TLanes* blocks, TLanes* m, BlockSet set, long offset, TLanes pattern, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var block0 = blocks + (2 * (free | values));
            var block1 = block0 + offset;
            var (re0, im0, re2, im2) = (block0[0], block0[1], block1[0], block1[1]);
            var (re1, im1) = (TLanes.Exchange(re0, pattern), TLanes.Exchange(im0, pattern));
            var (re3, im3) = (TLanes.Exchange(re2, pattern), TLanes.Exchange(im2, pattern));
            Row(m, re0, im0, re1, im1, re2, im2, re3, im3, block0);
            Row(m + RowLength, re0, im0, re1, im1, re2, im2, re3, im3, block1);
            free = BlockSet.Next(free, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WithinBlocks(
        TLanes* blocks, TLanes* m, BlockSet set, TLanes one, TLanes two, TLanes both, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var block = blocks + (2 * (free | values));
            var (re, im) = (block[0], block[1]);
            var (re1, im1) = (TLanes.Exchange(re, one), TLanes.Exchange(im, one));
            var (re2, im2) = (TLanes.Exchange(re, two), TLanes.Exchange(im, two));
            var (re3, im3) = (TLanes.Exchange(re, both), TLanes.Exchange(im, both));
            Row(m, re, im, re1, im1, re2, im2, re3, im3, block);
            free = BlockSet.Next(free, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        TLanes* m, TLanes re0, TLanes im0, TLanes re1, TLanes im1, TLanes re2, TLanes im2, TLanes re3, TLanes im3, TLanes* target)
    {
        var re = TLanes.MultiplySubtract(m[1], im0, m[0] * re0);
        var im = TLanes.MultiplyAdd(m[1], re0, m[0] * im0);
        re = TLanes.MultiplySubtract(m[3], im1, TLanes.MultiplyAdd(m[2], re1, re));
        im = TLanes.MultiplyAdd(m[3], re1, TLanes.MultiplyAdd(m[2], im1, im));
        re = TLanes.MultiplySubtract(m[5], im2, TLanes.MultiplyAdd(m[4], re2, re));
        im = TLanes.MultiplyAdd(m[5], re2, TLanes.MultiplyAdd(m[4], im2, im));
        re = TLanes.MultiplySubtract(m[7], im3, TLanes.MultiplyAdd(m[6], re3, re));
        im = TLanes.MultiplyAdd(m[7], re3, TLanes.MultiplyAdd(m[6], im3, im));
        target[0] = re;
        target[1] = im;
    }
}
