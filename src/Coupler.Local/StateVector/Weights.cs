using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Sums of |amplitude|², in double precision. A sum is made of partial sums over runs of fixed length, added in order, so that it
/// does not depend on how many threads there are.
/// </summary>
internal static unsafe class Weights
{
    /// <summary>Blocks of one partial sum.</summary>
    public const int RunLength = 512;

    private const long BlockCost = 4;

    /// <summary>The partial sums over all amplitudes, in order.</summary>
    public static double[] ByRun<TLanes>(Amplitudes<TLanes> state, ParallelLoop loop)
        where TLanes : unmanaged, ILanes<TLanes> =>
        ByRun(state, new BlockSet(0, 0, state.BlockBits), TLanes.Broadcast(1), loop);

    /// <summary>The weights of all amplitudes, in order, some at a time.</summary>
    /// <param name="use">Takes the basis state of the first of them, and the weights.</param>
    public static void ForEachRun<TLanes>(Amplitudes<TLanes> state, ParallelLoop loop, Action<long, ReadOnlySpan<double>> use)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var buffer = new double[Math.Min(RunLength, state.BlockCount) << TLanes.Bits];
        for (var first = 0L; first < state.BlockCount; first += RunLength)
        {
            loop.ThrowIfCancelled();
            Squares(state.Blocks + (2 * first), buffer);
            use(first << TLanes.Bits, buffer.AsSpan(0, (int)Math.Min(buffer.Length, 1L << state.QubitCount)));
        }
    }

    /// <summary>The probability that a measurement of the qubit gives this value, times the squared norm of the state.</summary>
    public static double Of<TLanes>(Amplitudes<TLanes> state, int qubit, bool value, ParallelLoop loop)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (qubit >= TLanes.Bits)
        {
            var bit = 1L << (qubit - TLanes.Bits);
            return ByRun(state, new BlockSet(bit, value ? bit : 0, state.BlockBits), TLanes.Broadcast(1), loop).Sum();
        }

        Span<double> lanes = stackalloc double[1 << TLanes.Bits];
        for (var lane = 0; lane < lanes.Length; lane++) lanes[lane] = ((lane >> qubit) & 1) == (value ? 1 : 0) ? 1 : 0;
        return ByRun(state, new BlockSet(0, 0, state.BlockBits), TLanes.Create(lanes), loop).Sum();
    }

    private static double[] ByRun<TLanes>(Amplitudes<TLanes> state, BlockSet set, TLanes factor, ParallelLoop loop)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sums = new double[(set.Count + RunLength - 1) / RunLength];
        loop.Run(sums.Length, BlockCost * RunLength, (from, to) =>
        {
            for (var run = from; run < to; run++)
            {
                sums[run] = Sum(state.Blocks, set, factor, run * RunLength, Math.Min((run + 1) * RunLength, set.Count));
            }
        });
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum<TLanes>(TLanes* blocks, BlockSet set, TLanes factor, long from, long to)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = 0.0;
        var free = set.FreeAt(from);
        for (; from < to; from++)
        {
            var block = blocks + (2 * (free | set.Values));
            sum += TLanes.SumOfSquares(block[0] * factor, block[1] * factor);
            free = BlockSet.Next(free, set.Mask);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares<TLanes>(TLanes* blocks, Span<double> target)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (; !target.IsEmpty; target = target[(1 << TLanes.Bits)..], blocks += 2) TLanes.Squares(blocks[0], blocks[1], target);
    }
}
