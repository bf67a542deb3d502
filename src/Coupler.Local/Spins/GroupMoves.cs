using System.Runtime.InteropServices;

namespace Coupler.Local.Spins;

/// <summary>
/// Moves that leave the number of ones in each <see cref="CardinalityGroup"/> as it is, so that no penalty is in the way: a one
/// goes elsewhere in its group, two flips; or two groups of the same size exchange the places of a one, four flips, which keeps
/// the columns of an assignment as they are, too.
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
            for (var i = 1; i < group.Bits.Length; i++)
            {
                var count = Propose(state, group, random, spins);
                if (count == 0) continue;
                var delta = state.DeltaOf(spins[..count]);
                if (delta > 0 && beta * delta > random.Words.Exponential()) continue;
                foreach (var spin in spins[..count]) state.Flip(spin);
                flips += count;
            }
        }

        return flips;
    }

    /// <summary>By how much the energy would change with some moves that are possible.</summary>
    public static IEnumerable<double> Sample(SpinState state, int tries, SpinRandom random)
    {
        var groups = state.System.Groups;
        var spins = new int[4];
        for (var i = 0; i < tries; i++)
        {
            var count = Propose(state, groups[random.Words.Below(groups.Length)], random, spins);
            if (count > 0) yield return state.DeltaOf(spins.AsSpan(0, count));
        }
    }

    /// <summary>Each group has its ones, at random; groups that could be the rows of a permutation make one.</summary>
    public static void Fill(SpinSystem system, Span<int> signs, SpinRandom random)
    {
        var groups = system.Groups;
        var places = new int[groups.Max(group => group.Bits.Length)];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        random.Words.Shuffle(places);
        var isPermutation = groups.Length <= places.Length
            && groups.All(group => group.Ones == 1 && group.Bits.Length == places.Length);
        for (var i = 0; i < groups.Length; i++)
        {
            int[] bits = [.. groups[i].Bits];
            foreach (var bit in bits) signs[bit] = 0;
            if (isPermutation)
            {
                signs[bits[places[i]]] = -1;
                continue;
            }

            random.Words.Shuffle(bits);
            foreach (var bit in bits.AsSpan(0, groups[i].Ones)) signs[bit] = -1;
        }
    }

    /// <returns>How many spins would be flipped.</returns>
    private static int Propose(SpinState state, CardinalityGroup group, SpinRandom random, Span<int> spins)
    {
        var groups = state.System.Groups;
        var other = groups[random.Words.Below(groups.Length)];
        return other == group || other.Bits.Length != group.Bits.Length
            ? Move(state, group, random, spins)
            : Exchange(state, group, other, random, spins);
    }

    private static int Move(SpinState state, CardinalityGroup group, SpinRandom random, Span<int> spins)
    {
        var one = FindOne(state, group, random);
        var place = random.Words.Below(group.Bits.Length);
        if (one < 0 || state.Signs[group.Bits[place]] != 0) return 0;
        (spins[0], spins[1]) = (group.Bits[one], group.Bits[place]);
        return 2;
    }

    private static int Exchange(
        SpinState state, CardinalityGroup group, CardinalityGroup other, SpinRandom random, Span<int> spins)
    {
        var (first, second) = (FindOne(state, group, random), FindOne(state, other, random));
        if (first < 0 || second < 0 || first == second) return 0;
        if (state.Signs[group.Bits[second]] != 0 || state.Signs[other.Bits[first]] != 0) return 0;
        (spins[0], spins[1]) = (group.Bits[first], group.Bits[second]);
        (spins[2], spins[3]) = (other.Bits[second], other.Bits[first]);
        return 4;
    }

    /// <summary>The place of a one, the next from a random place on and around; −1 if there is none.</summary>
    private static int FindOne(SpinState state, CardinalityGroup group, SpinRandom random)
    {
        var bits = ImmutableCollectionsMarshal.AsArray(group.Bits)!;
        var start = group.Ones == 1 ? 0 : random.Words.Below(bits.Length);
        for (var i = 0; i < bits.Length; i++)
        {
            var place = start + i < bits.Length ? start + i : start + i - bits.Length;
            if (state.Signs[bits[place]] != 0) return place;
        }

        return -1;
    }
}
