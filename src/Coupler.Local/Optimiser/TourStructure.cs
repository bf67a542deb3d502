using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>
/// A problem that is a tour: bit (i, p) puts node i at place p, each node has one place and each place one node, and beside that
/// only neighbouring places count, by the same distances everywhere, and the first and the last place.
/// </summary>
/// <param name="bits">Of node i at place p: <c>bits[i, p]</c>.</param>
/// <param name="distances">
/// From one node to the next; number n stands for what comes before the first place and after the last.
/// </param>
internal sealed class TourStructure(int[,] bits, double[,] distances)
{
    public int Count { get; } = bits.GetLength(0);

    public int BitOf(int node, int place) => bits[node, place];

    public double Distance(int from, int to) => distances[from, to];

    /// <summary>Whether a part of the tour costs the same backwards.</summary>
    public bool IsSymmetric { get; } = IsSame(distances);

    /// <summary>
    /// Null if the problem is nothing of the kind, or a broken rule may be worth it: one has to cost twice the largest distance,
    /// of distances that are not negative, as in what <c>TravellingSalesman.Of</c> writes.
    /// </summary>
    public static TourStructure? Of(Problem problem)
    {
        if (problem.VariableKind != VariableKind.Bit || problem.Terms.Any(term => term.Degree > 2)) return null;
        var count = (int)Math.Sqrt(problem.VariableCount);
        if (count < 3 || count * count != problem.VariableCount || problem.Squares.Length != 2 * count) return null;
        return BitsOf(problem, count) is { } bits && DistancesOf(problem, bits, count) is { } distances
            && AreRulesKept(problem, distances)
            ? new TourStructure(bits, distances)
            : null;
    }

    private static bool AreRulesKept(Problem problem, double[,] distances)
    {
        var (least, largest) = (0.0, 0.0);
        foreach (var distance in distances) (least, largest) = (Math.Min(least, distance), Math.Max(largest, distance));
        return least >= 0 && problem.Squares.All(square => PenaltyOf(square) >= 2 * largest);
    }

    /// <summary>Of one more or one less.</summary>
    private static double PenaltyOf(SquaredSum square)
    {
        var weight = square.Terms.First(term => term.Degree == 1).Weight;
        return square.Weight * weight * weight;
    }

    /// <summary>
    /// The first half of the squared sums are the nodes, in the order of the places; the others are the
    /// places.
    /// </summary>
    private static int[,]? BitsOf(Problem problem, int count)
    {
        var bits = new int[count, count];
        var seen = new HashSet<int>();
        for (var i = 0; i < count; i++)
        {
            if (RowOf(problem.Squares[i], count) is not { } row) return null;
            for (var place = 0; place < count; place++)
            {
                bits[i, place] = row[place];
                if (!seen.Add(row[place])) return null;
            }
        }

        for (var place = 0; place < count; place++)
        {
            var column = RowOf(problem.Squares[count + place], count);
            for (var i = 0; i < count; i++)
            {
                if (column?[i] != bits[i, place]) return null;
            }
        }

        return bits;
    }

    private static int[]? RowOf(SquaredSum square, int count)
    {
        var group = CardinalityGroup.Of(square);
        return group is { Ones: 1 } && group.Bits.Length == count ? [.. group.Bits] : null;
    }

    private static double[,]? DistancesOf(Problem problem, int[,] bits, int count)
    {
        var (nodes, places) = (new int[count * count], new int[count * count]);
        for (var i = 0; i < count * count; i++)
        {
            var bit = bits[i / count, i % count];
            (nodes[bit], places[bit]) = (i / count, i % count);
        }

        if (SumsOf(problem, nodes, places, count) is not { } sums) return null;
        var distances = new double[count + 1, count + 1];
        foreach (var ((from, to, place), sum) in sums)
        {
            if (place == 0) distances[from, to] = sum;
        }

        // Each pair is as far apart at every place.
        var isEverywhere = sums.All(entry => distances[entry.Key.From, entry.Key.To] == entry.Value)
            && sums.Where(entry => Math.Max(entry.Key.From, entry.Key.To) < count)
                .GroupBy(entry => (entry.Key.From, entry.Key.To))
                .All(group => group.Count() == count - 1);
        return isEverywhere ? distances : null;
    }

    /// <summary>Of each pair of nodes its weight at each place; null if something else counts, too.</summary>
    private static Dictionary<(int From, int To, int Place), double>? SumsOf(
        Problem problem, int[] nodes, int[] places, int count)
    {
        var sums = new Dictionary<(int From, int To, int Place), double>();
        foreach (var term in problem.Terms)
        {
            var (first, second) = (term.Degree > 0 ? term[0] : 0, term.Degree > 1 ? term[1] : 0);
            if (term.Degree == 2 && places[first] > places[second]) (first, second) = (second, first);
            (int From, int To, int Place)? key = term.Degree switch
            {
                0 => (0, 0, 0),
                1 when places[first] == 0 => (count, nodes[first], 0),
                1 when places[first] == count - 1 => (nodes[first], count, 0),
                2 when places[second] == places[first] + 1 && nodes[first] != nodes[second] =>
                    (nodes[first], nodes[second], places[first]),
                _ => null,
            };
            if (key is not { } found) return null;
            if (term.Degree > 0) sums[found] = sums.GetValueOrDefault(found) + term.Weight;
        }

        return sums;
    }

    private static bool IsSame(double[,] distances)
    {
        for (var i = 0; i < distances.GetLength(0); i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (distances[i, j] != distances[j, i]) return false;
            }
        }

        return true;
    }
}
