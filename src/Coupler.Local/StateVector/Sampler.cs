using System.Numerics;
using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// Draws basis states of a final state: a shot's outcome is where the cumulated probability passes its random number. The
/// numbers of many shots are sorted first, so that one walk along the amplitudes serves them all; stretches without any are
/// skipped. One object serves one run, one state after another.
/// </summary>
internal sealed unsafe class Sampler<TLanes>(ShotRandom random, ParallelLoop loop)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Shots of one walk: their numbers stay in the caches, and memory does not grow with the number of shots.</summary>
    private const int MostShotsOfWalk = 1 << 19;

    private SortedDraws draws = new(0);

    /// <summary>How far the walk came: the draws before it have their outcome.</summary>
    private int done;

    /// <param name="draw">Which of their random numbers the shots use.</param>
    public void Sample(Amplitudes<TLanes> state, ReadOnlySpan<int> shots, int draw, BitSources sources, ShotTally tally)
    {
        var weights = Weights.ByRun(state, loop);
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        tally.Expect((int)Math.Min(shots.Length, 1L << BitOperations.PopCount(sources.Qubits)));
        while (!shots.IsEmpty)
        {
            var count = Math.Min(shots.Length, MostShotsOfWalk);
            if (draws.Capacity < count) draws = new SortedDraws(count);
            draws.Fill(random, shots[..count], draw, total);
            Walk(state, weights, sources, tally);
            shots = shots[count..];
        }
    }

    private void Walk(Amplitudes<TLanes> state, double[] weights, BitSources sources, ShotTally tally)
    {
        done = 0;
        var lastRun = weights.Length - 1;
        while (weights[lastRun] == 0) lastRun--;
        var before = 0.0;
        for (var run = 0; run <= lastRun && done < draws.Count; run++)
        {
            // Rounding may leave a draw at the very end beyond the total: it belongs to the last run.
            var after = run == lastRun ? double.PositiveInfinity : before + weights[run];
            if (draws.Keys[done] < after) WalkRun(state, run, before, after, sources, tally);
            before = after;
            loop.ThrowIfCancelled();
        }
    }

    private void WalkRun(Amplitudes<TLanes> state, int run, double before, double after, BitSources sources, ShotTally tally)
    {
        var first = (long)run * Weights.RunLength;
        var last = Math.Min(first + Weights.RunLength, state.BlockCount) - 1;
        while (state.Blocks is var blocks && TLanes.SumOfSquares(blocks[2 * last], blocks[(2 * last) + 1]) == 0) last--;
        for (var number = first; number <= last; number++)
        {
            var block = state.Blocks + (2 * number);
            var next = number == last ? after : before + TLanes.SumOfSquares(block[0], block[1]);
            if (draws.Keys[done] < next)
            {
                WalkBlock(block, number, before, next, sources, tally);
                if (done == draws.Count) return;
            }

            before = next;
        }
    }

    /// <summary>Draws below <paramref name="after"/> fall into this block; what rounding leaves, into its last lane.</summary>
    private void WalkBlock(TLanes* block, long number, double before, double after, BitSources sources, ShotTally tally)
    {
        Span<double> weights = stackalloc double[1 << TLanes.Bits];
        TLanes.Squares(block[0], block[1], weights);
        var last = weights.Length - 1;
        while (weights[last] == 0) last--;
        for (var lane = 0; lane <= last; lane++)
        {
            if (weights[lane] == 0) continue;
            before = lane == last ? after : Math.Min(before + weights[lane], after);
            var from = done;
            while (done < draws.Count && draws.Keys[done] < before) done++;
            if (done > from) tally.Add(sources.Read((number << TLanes.Bits) | (long)lane), draws.Shots[from..done]);
        }
    }
}
