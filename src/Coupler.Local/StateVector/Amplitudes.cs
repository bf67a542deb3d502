using System.Numerics;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// The 2ⁿ amplitudes of n qubits. They lie in blocks of one <typeparamref name="TLanes"/> of real and one of imaginary parts,
/// so that each load is a whole register and a complex product needs no shuffles: amplitude i is lane i mod w of block i / w
/// for w lanes, qubit 0 the lowest bit of i. A state of fewer amplitudes than lanes has one block, with zeros behind them.
/// </summary>
internal sealed unsafe class Amplitudes<TLanes> : IDisposable
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Memory traffic for a block, in the vector instructions that take as long.</summary>
    private const long BlockCost = 8;

    private readonly AlignedMemory memory;

    /// <summary>The content is undefined; see <see cref="SetToZeroState"/>.</summary>
    public Amplitudes(int qubitCount)
    {
        QubitCount = qubitCount;
        memory = new AlignedMemory((nuint)BlockCount * 2 * (nuint)sizeof(TLanes));
    }

    public int QubitCount { get; }

    /// <summary>A block's number has this many bits; they are the qubits from <c>TLanes.Bits</c> on.</summary>
    public int BlockBits => Math.Max(0, QubitCount - TLanes.Bits);

    public long BlockCount => 1L << BlockBits;

    /// <summary>Real parts of block 0, its imaginary parts, real parts of block 1 … Valid until it is disposed of.</summary>
    public TLanes* Blocks => (TLanes*)memory.Pointer;

    /// <summary>A factor of all amplitudes that no measurement shows.</summary>
    public Complex Phase { get; set; } = Complex.One;

    public Complex this[long index]
    {
        get
        {
            var block = Blocks + (2 * (index >> TLanes.Bits));
            var lane = (int)index & ((1 << TLanes.Bits) - 1);
            return Phase * new Complex(TLanes.Lane(block[0], lane), TLanes.Lane(block[1], lane));
        }
    }

    /// <summary>|0…0⟩. Each page is first touched by one of the threads that will work on it.</summary>
    public void SetToZeroState(ParallelLoop loop)
    {
        loop.Run(BlockCount, BlockCost, (from, to) => new Span<byte>(Blocks + (2 * from), Bytes(to - from)).Clear());
        Span<double> first = stackalloc double[1 << TLanes.Bits];
        first.Clear();
        first[0] = 1;
        Blocks[0] = TLanes.Create(first);
        Phase = Complex.One;
    }

    public void CopyTo(Amplitudes<TLanes> target, ParallelLoop loop)
    {
        loop.Run(BlockCount, BlockCost, (from, to) =>
        {
            var bytes = Bytes(to - from);
            new Span<byte>(Blocks + (2 * from), bytes).CopyTo(new Span<byte>(target.Blocks + (2 * from), bytes));
        });
        target.Phase = Phase;
    }

    public void Dispose() => memory.Dispose();

    /// <summary>Loops hand out a few megabytes at a time, so that the size of a range fits.</summary>
    private static int Bytes(long blocks) => checked((int)(blocks * 2 * sizeof(TLanes)));
}
