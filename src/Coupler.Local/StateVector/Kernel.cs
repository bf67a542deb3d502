using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>An operator made ready for states of one size: a sweep over their amplitudes. Immutable.</summary>
internal abstract unsafe class Kernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>How many gates of the circuit it stands for.</summary>
    public required int GateCount { get; init; }

    /// <summary>Independent pieces of work.</summary>
    protected abstract long Count { get; }

    /// <summary>Of one piece, in vector instructions.</summary>
    protected abstract long Cost { get; }

    /// <summary>The one place that decides which kernel an operator runs on.</summary>
    public static Kernel<TLanes> For(QubitOperator gate, int blockBits) => (gate.IsDiagonal, gate.Qubits.Length) switch
    {
        (true, _) => new DiagonalKernel<TLanes>(gate, blockBits) { GateCount = gate.GateCount },
        (_, 1) => new OneQubitKernel<TLanes>(gate, blockBits) { GateCount = gate.GateCount },
        (_, 2) => new TwoQubitKernel<TLanes>(gate, blockBits) { GateCount = gate.GateCount },
        _ => new ManyQubitKernel<TLanes>(gate, blockBits) { GateCount = gate.GateCount },
    };

    public void Apply(Amplitudes<TLanes> state, ParallelLoop loop)
    {
        loop.Run(Count, Cost, (from, to) => Run(state.Blocks, from, to));
        // The kernel holds the memory that its pointers lead to.
        GC.KeepAlive(this);
    }

    protected abstract void Run(TLanes* blocks, long from, long to);
}
