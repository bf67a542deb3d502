using Coupler.Local.Spins;

namespace Coupler.Local.Optimiser;

/// <summary>
/// Takes the best of two solutions. The spins in which they differ fall into connected parts that do not act on each other, so
/// that each part may be taken from the one or the other: the best choice is never worse than either (for sparse graphs as the
/// partition crossover of D. Whitley, D. Hains, A. Howe, GECCO 2009; the parts are the clusters of J. Houdayer, Eur. Phys. J. B
/// 22, 2001).
/// </summary>
internal sealed class Recombination(SparseSystem system)
{
    private readonly int[] mark = new int[system.Count];
    private readonly List<int> part = [];
    private int current;

    /// <summary>Flips in a state whole parts that differ from another solution, where that makes the energy less.</summary>
    /// <returns>Whether any was flipped.</returns>
    public bool Improve(IntegerState state, ReadOnlySpan<int> other)
    {
        current++;
        var isBetter = false;
        for (var i = 0; i < system.Count; i++)
        {
            if (mark[i] == current || state.Signs[i] == other[i]) continue;
            if (Collect(i, state, other) <= 0) continue;
            foreach (var spin in part) state.Flip(spin);
            isBetter = true;
        }

        return isBetter;
    }

    /// <summary>Finds the part of a spin.</summary>
    /// <returns>By how much the energy is less when all of it is flipped, in half units; parts of equal energy count 0.</returns>
    private long Collect(int start, IntegerState state, ReadOnlySpan<int> other)
    {
        part.Clear();
        part.Add(start);
        mark[start] = current;
        var gain = 0L;
        for (var at = 0; at < part.Count; at++)
        {
            var spin = part[at];
            gain += state.Gain(spin);
            for (var k = system.Starts[spin]; k < system.Starts[spin + 1]; k++)
            {
                var (neighbour, twice) = system.Neighbours[k];
                if (state.Signs[neighbour] == other[neighbour]) continue;

                // Couplings within the part stay as they are: each is in the gain of both of its spins.
                var sign = state.Signs[spin] ^ state.Signs[neighbour];
                gain -= ((twice ^ sign) - sign) / 2;
                if (mark[neighbour] == current) continue;
                mark[neighbour] = current;
                part.Add(neighbour);
            }
        }

        return gain;
    }
}
