using System.Collections.Immutable;

namespace Coupler.Problems.Tsplib;

/// <summary>
/// The travelling salesman problem as bits: the shortest round trip through all nodes. Node n − 1 comes last; bit i·(n − 1) + p
/// says that node i is at place p. Each node has one place and each place one node, by squared sums that solvers know how to keep
/// (A. Lucas: Ising formulations of many NP problems, Frontiers in Physics 2, 2014). The cost of a tour is its length.
/// </summary>
public static class TravellingSalesman
{
    /// <summary>
    /// A broken rule costs twice the largest distance, and a node less breaks two: more than what it saves, which is two
    /// distances at most.
    /// </summary>
    public static Pubo Of(TspInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var places = instance.NodeCount - 1;
        if (places < 2) return Pubo.Create([new(places == 1 ? 2.0 * instance[0, 1] : 0)], places);
        var terms = ImmutableArray.CreateBuilder<Term>();
        var largest = 1;
        for (var i = 0; i < places; i++)
        {
            largest = Math.Max(largest, instance[i, places]);
            terms.Add(new Term(instance[places, i], i * places));
            terms.Add(new Term(instance[i, places], (i * places) + places - 1));
            for (var j = 0; j < places; j++)
            {
                if (i == j) continue;
                largest = Math.Max(largest, instance[i, j]);
                for (var place = 0; place + 1 < places; place++)
                {
                    terms.Add(new Term(instance[i, j], (i * places) + place, (j * places) + place + 1));
                }
            }
        }

        return Pubo.Create(terms.ToArray(), [.. Rules(places, 2.0 * largest)], places * places);
    }

    /// <summary>The nodes in the order of the tour, from the last node on; null if a rule is broken.</summary>
    public static ImmutableArray<int>? TourOf(TspInstance instance, Solution solution)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(solution);
        var places = instance.NodeCount - 1;
        var tour = new int[instance.NodeCount];
        Array.Fill(tour, -1);
        tour[0] = places;
        if (places == 1) tour[1] = 0;
        for (var bit = 0; bit < places * places && places > 1; bit++)
        {
            if (!solution[bit]) continue;
            ref var node = ref tour[1 + (bit % places)];
            if (node >= 0) return null;
            node = bit / places;
        }

        return tour.Order().SequenceEqual(Enumerable.Range(0, tour.Length)) ? [.. tour] : null;
    }

    /// <summary>Of what <see cref="Of"/> made a problem, also one that a store has kept; null if it did not.</summary>
    internal static TspInstance? InstanceOf(Problem problem)
    {
        if (problem is not Pubo { Squares: [_, ..] }) return null;
        var places = problem.Squares.Length / 2;
        var termsOfNode = 2 + ((places - 1) * (places - 1));
        if (places < 2 || problem.Squares.Length != 2 * places || problem.VariableCount != places * places) return null;
        if (problem.Terms.Length != places * termsOfNode) return null;
        var distances = new int[places + 1, places + 1];
        for (var i = 0; i < places; i++)
        {
            distances[places, i] = distances[i, places] = DistanceAt(i * termsOfNode);
            for (var j = 0; j < i; j++)
            {
                distances[i, j] = distances[j, i] = DistanceAt((i * termsOfNode) + 2 + (j * (places - 1)));
            }
        }

        if (distances.Cast<int>().Any(distance => distance < 0)) return null;
        var instance = TspInstance.Create("", distances);
        var same = Of(instance);
        return same.Terms.SequenceEqual(problem.Terms) && problem.Squares.Zip(same.Squares).All(IsSame) ? instance : null;

        int DistanceAt(int term) => problem.Terms[term].Weight is var weight and >= 0 and <= int.MaxValue ? (int)weight : -1;
        static bool IsSame((SquaredSum One, SquaredSum Other) pair) =>
            pair.One.Weight.Equals(pair.Other.Weight) && pair.One.Terms.SequenceEqual(pair.Other.Terms);
    }

    /// <summary>First those of the nodes, then those of the places.</summary>
    private static IEnumerable<SquaredSum> Rules(int places, double penalty)
    {
        for (var i = 0; i < places; i++)
        {
            var node = i;
            yield return OneOf(penalty, Enumerable.Range(0, places).Select(place => (node * places) + place));
        }

        for (var i = 0; i < places; i++)
        {
            var place = i;
            yield return OneOf(penalty, Enumerable.Range(0, places).Select(node => (node * places) + place));
        }
    }

    private static SquaredSum OneOf(double penalty, IEnumerable<int> bits) =>
        new(penalty, [.. bits.Select(bit => (Term)(bit, 1.0)), new(-1)]);
}
