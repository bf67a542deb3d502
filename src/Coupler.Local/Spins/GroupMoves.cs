using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Coupler.Local.Spins;

/// <summary>
/// Moves between values that keep one-hot groups whole, so that no penalty is in the way: the 1 of a group goes elsewhere, two
/// flips; or two groups of the same size exchange the places of theirs, four flips, which keeps the columns of an assignment
/// whole, too.
/// </summary>
internal static class GroupMoves
{
    /// <returns>How many flips were made.</returns>
    public static long Sweep(SpinState state, double beta, SpinRandom random)
    {
        var flips = 0L;
        var groups = state.System.Groups;
        Span<int> spins = stackalloc int[4];
        foreach (var group in groups)
        {
            for (var i = 1; i < group.Length; i++)
            {
                var other = groups[random.Words.Below(groups.Length)];
                var count = other == group || other.Length != group.Length
                    ? Move(state, group, random, spins)
                    : Exchange(state, group, other, spins);
                if (count == 0) continue;
                var delta = state.DeltaOf(spins[..count]);
                if (beta * delta > random.Words.Exponential()) continue;
                foreach (var spin in spins[..count]) state.Flip(spin);
                flips += count;
            }
        }

        return flips;
    }

    /// <summary>Of each group one bit is made 1; of groups of one size that could be a permutation, it is one.</summary>
    public static void MakeOneHot(SpinSystem system, Span<int> signs, SpinRandom random)
    {
        var groups = system.Groups;
        var isSquare = groups.All(group => group.Length == groups[0].Length) && groups.Length <= groups[0].Length;
        Span<int> places = new int[groups[0].Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        random.Words.Shuffle(places);
        for (var i = 0; i < groups.Length; i++)
        {
            var hot = isSquare ? places[i] : random.Words.Below(groups[i].Length);
            for (var place = 0; place < groups[i].Length; place++) signs[groups[i][place]] = place == hot ? -1 : 0;
        }
    }

    private static int Move(SpinState state, ImmutableArray<int> group, SpinRandom random, Span<int> spins)
    {
        var hot = Hot(state, group);
        var place = random.Words.Below(group.Length);
        if (hot < 0 || hot == place) return 0;
        (spins[0], spins[1]) = (group[hot], group[place]);
        return 2;
    }

    private static int Exchange(SpinState state, ImmutableArray<int> group, ImmutableArray<int> other, Span<int> spins)
    {
        var (first, second) = (Hot(state, group), Hot(state, other));
        if (first < 0 || second < 0 || first == second) return 0;
        (spins[0], spins[1], spins[2], spins[3]) = (group[first], group[second], other[second], other[first]);
        return 4;
    }

    /// <summary>The place of the only 1; −1 if there is none, or another.</summary>
    private static int Hot(SpinState state, ImmutableArray<int> group)
    {
        var hot = -1;
        var bits = ImmutableCollectionsMarshal.AsArray(group)!;
        for (var i = 0; i < bits.Length; i++)
        {
            if (state.Signs[bits[i]] == 0) continue;
            if (hot >= 0) return -1;
            hot = i;
        }

        return hot;
    }
}
