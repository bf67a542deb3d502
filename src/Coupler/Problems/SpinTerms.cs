using System.Collections.Immutable;

namespace Coupler.Problems;

/// <summary>Products of bits as products of spins, with x = (1 − s) / 2.</summary>
internal static class SpinTerms
{
    /// <summary>One term for each set of variables, in the order in which they first appear, but for those that vanish.</summary>
    public static Term[] Of(Qubo problem)
    {
        var sums = new OrderedDictionary<(int First, int Second), double>();
        foreach (var term in problem.Terms)
        {
            var (first, second) = term.Degree switch
            {
                0 => (-1, -1),
                1 => (term[0], -1),
                _ => (Math.Min(term[0], term[1]), Math.Max(term[0], term[1])),
            };
            var part = Math.ScaleB(term.Weight, -term.Degree);
            Add(sums, (-1, -1), part);
            if (first >= 0) Add(sums, (first, -1), -part);
            if (second < 0) continue;
            Add(sums, (second, -1), -part);
            Add(sums, (first, second), part);
        }

        return [.. sums.Where(sum => sum.Value != 0).Select(sum => Written(sum.Key, sum.Value))];
    }

    private static void Add(
        OrderedDictionary<(int First, int Second), double> sums, (int First, int Second) key, double weight) =>
        sums[key] = sums.GetValueOrDefault(key) + weight;

    private static Term Written((int First, int Second) key, double weight) => key switch
    {
        (-1, _) => new Term(weight),
        (var only, -1) => new Term(weight, only),
        var (first, second) => new Term(weight, first, second),
    };
}
