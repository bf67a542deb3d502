using System.Numerics;
using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Each amplitude times its element of a diagonal, with any controls: <c>x ← m[t] · x</c>, where t is put together from those
/// bits of the block's number that the diagonal depends on; what depends on the lane lies side by side in one register.
/// </summary>
internal sealed unsafe class DiagonalKernel<TLanes> : Kernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly BlockSet blocks;
    private readonly LaneTable<TLanes> factors;
    private readonly GatheredBits rows;

    public DiagonalKernel(QubitOperator gate, int blockBits)
    {
        blocks = new BlockSet((long)(gate.Controls >> TLanes.Bits), (long)(gate.ControlValues >> TLanes.Bits), blockBits);
        int[] high = [.. gate.Qubits.Where(qubit => qubit >= TLanes.Bits).Select(qubit => qubit - TLanes.Bits)];
        rows = new GatheredBits(high, blockBits);
        factors = new LaneTable<TLanes>(2 << high.Length);
        Fill(gate, high.Length);
    }

    protected override long Count => blocks.Count;

    /// <summary>Mostly of reading and writing memory.</summary>
    protected override long Cost => 8;

    protected override void Run(TLanes* blocks, long from, long to) =>
        Multiply(blocks, factors.Pointer, rows, this.blocks, from, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(TLanes* blocks, TLanes* factors, GatheredBits rows, BlockSet set, long from, long to)
    {
        var (mask, values, free) = (set.Mask, set.Values, set.FreeAt(from));
        for (; from < to; from++)
        {
            var number = free | values;
            var block = blocks + (2 * number);
            var m = factors + (2 * rows[number]);
            var (re, im) = (block[0], block[1]);
            block[0] = TLanes.MultiplySubtract(m[1], im, m[0] * re);
            block[1] = TLanes.MultiplyAdd(m[1], re, m[0] * im);
            free = BlockSet.Next(free, mask);
        }
    }

    private void Fill(QubitOperator gate, int highCount)
    {
        Span<double> re = stackalloc double[1 << TLanes.Bits];
        Span<double> im = stackalloc double[1 << TLanes.Bits];
        var controls = gate.Controls & ((1UL << TLanes.Bits) - 1);
        for (var t = 0; t < 1 << highCount; t++)
        {
            for (var lane = 0; lane < re.Length; lane++)
            {
                var isActive = ((ulong)lane & controls) == (gate.ControlValues & controls);
                var index = IndexOf(gate, t, lane);
                var factor = isActive ? gate[index, index] : Complex.One;
                (re[lane], im[lane]) = (factor.Real, factor.Imaginary);
            }

            factors.Pointer[2 * t] = TLanes.Create(re);
            factors.Pointer[(2 * t) + 1] = TLanes.Create(im);
        }
    }

    /// <summary>The place on the diagonal for bits t of the qubits that choose between blocks, and this lane.</summary>
    private static int IndexOf(QubitOperator gate, int t, int lane)
    {
        var index = 0;
        for (var (i, taken) = (0, 0); i < gate.Qubits.Length; i++)
        {
            var bit = gate.Qubits[i] < TLanes.Bits ? lane >> gate.Qubits[i] : t >> taken++;
            index |= (bit & 1) << i;
        }

        return index;
    }
}
