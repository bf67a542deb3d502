using Coupler.Problems.Tsplib;

namespace Coupler.Tests.Reference;

/// <summary>
/// Shortest tours: exactly, by dynamic programming, and short ones of larger instances, by a plain local search.
/// </summary>
internal static class Tours
{
    /// <summary>M. Held and R. M. Karp, 1962. Its work is 2ⁿn².</summary>
    public static long ShortestLength(TspInstance instance)
    {
        var last = instance.NodeCount - 1;
        var best = new long[1 << last, last];
        for (var set = 1; set < 1 << last; set++)
        {
            for (var end = 0; end < last; end++)
            {
                if ((set >> end & 1) == 0) continue;
                var before = set & ~(1 << end);
                best[set, end] = before == 0 ? instance[last, end] : Enumerable.Range(0, last)
                    .Where(node => (before >> node & 1) != 0)
                    .Min(node => best[before, node] + instance[node, end]);
            }
        }

        return Enumerable.Range(0, last).Min(end => best[(1 << last) - 1, end] + instance[end, last]);
    }

    /// <summary>Turns pieces of the tour and moves nodes while that helps, and shakes the best tour so many times.</summary>
    public static int[] Short(TspInstance instance, int shakes, int seed)
    {
        var random = new Random(seed);
        int[] best = [.. Enumerable.Range(0, instance.NodeCount)];
        random.Shuffle(best);
        Improve(instance, best);
        for (var i = 0; i < shakes; i++)
        {
            var tour = Shaken(best, random);
            Improve(instance, tour);
            if (instance.LengthOf(tour) <= instance.LengthOf(best)) best = tour;
        }

        return best;
    }

    /// <summary>Four pieces, of which the middle two change places.</summary>
    private static int[] Shaken(int[] tour, Random random)
    {
        int[] cuts = [.. Enumerable.Range(0, 3).Select(_ => random.Next(tour.Length)).Order()];
        return [.. tour[..cuts[0]], .. tour[cuts[1]..cuts[2]], .. tour[cuts[0]..cuts[1]], .. tour[cuts[2]..]];
    }

    private static void Improve(TspInstance instance, int[] tour)
    {
        var isBetter = true;
        while (isBetter)
        {
            isBetter = false;
            for (var i = 0; i < tour.Length; i++) isBetter |= Improve(instance, tour, i);
        }
    }

    private static bool Improve(TspInstance instance, int[] tour, int from)
    {
        var isBetter = false;
        for (var to = from + 2; to <= tour.Length; to++)
        {
            isBetter |= Turn(instance, tour, from, to) || Move(instance, tour, from, to);
        }

        return isBetter;
    }

    private static bool Turn(TspInstance instance, int[] tour, int from, int to)
    {
        var (before, after) = (tour[(from + tour.Length - 1) % tour.Length], tour[to % tour.Length]);
        if (to - from > tour.Length - 2) return false;
        var old = instance[before, tour[from]] + instance[tour[to - 1], after];
        if (instance[before, tour[to - 1]] + instance[tour[from], after] >= old) return false;
        tour.AsSpan(from, to - from).Reverse();
        return true;
    }

    /// <summary>Moves the first node of a piece behind its last.</summary>
    private static bool Move(TspInstance instance, int[] tour, int from, int to)
    {
        var (before, after) = (tour[(from + tour.Length - 1) % tour.Length], tour[to % tour.Length]);
        if (to - from > tour.Length - 2) return false;
        var (node, next, last) = (tour[from], tour[from + 1], tour[to - 1]);
        var old = instance[before, node] + instance[node, next] + instance[last, after];
        if (instance[before, next] + instance[last, node] + instance[node, after] >= old) return false;
        tour.AsSpan(from + 1, to - from - 1).CopyTo(tour.AsSpan(from));
        tour[to - 1] = node;
        return true;
    }
}
