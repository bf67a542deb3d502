using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// A dense matrix on any small number of qubits, with any controls: <c>y[r] = Σ m[r, j] · x[j]</c>, where the inputs x are the
/// blocks that the qubits choose between, each with its lanes exchanged in all ways. They are gathered first, since results
/// replace them.
/// </summary>
internal sealed unsafe class ManyQubitKernel<TLanes>(QubitOperator gate, int blockBits) : Kernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly LaneMatrix<TLanes> matrix = new(gate, blockBits);

    protected override long Count => matrix.Blocks.Count;

    protected override long Cost => 4L * matrix.BlockOffsets.Length * Inputs;

    private int Inputs => matrix.BlockOffsets.Length * matrix.Patterns.Length;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(TLanes* blocks, long from, long to)
    {
        var set = matrix.Blocks;
        var rowLength = 2 * Inputs;
        var inputs = new LaneTable<TLanes>(rowLength);
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var first = blocks + (2 * (free | values));
            Gather(first, inputs.Pointer);
            var row = matrix.Elements;
            foreach (var offset in matrix.BlockOffsets)
            {
                Row(row, inputs.Pointer, Inputs, first + offset);
                row += rowLength;
            }

            free = BlockSet.Next(free, mask);
        }
    }

    private void Gather(TLanes* first, TLanes* inputs)
    {
        foreach (var offset in matrix.BlockOffsets)
        {
            var (re, im) = (first[offset], first[offset + 1]);
            (*inputs++, *inputs++) = (re, im);
            foreach (var pattern in matrix.Patterns.AsSpan(1))
            {
                *inputs++ = TLanes.Exchange(re, pattern);
                *inputs++ = TLanes.Exchange(im, pattern);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(TLanes* m, TLanes* x, int count, TLanes* target)
    {
        var re = TLanes.Broadcast(0);
        var im = re;
        for (; count > 0; count--, m += 2, x += 2)
        {
            re = TLanes.MultiplySubtract(m[1], x[1], TLanes.MultiplyAdd(m[0], x[0], re));
            im = TLanes.MultiplyAdd(m[1], x[0], TLanes.MultiplyAdd(m[0], x[1], im));
        }

        target[0] = re;
        target[1] = im;
    }
}
