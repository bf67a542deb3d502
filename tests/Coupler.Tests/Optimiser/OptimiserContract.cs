using Coupler.Local;
using Coupler.Local.Exhaustive;
using Coupler.Local.Optimiser;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.Optimiser;

public sealed class OptimiserContract : SolverContract
{
    protected override string Id => "local.optimiser";

    protected override SolverParameters Quick => new OptimiserParameters { Rounds = 30 };

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Rounds", new OptimiserParameters { Rounds = 20 }),
    ];

    /// <summary>
    /// A tree, and cycles that hang together by single vertices: nothing is left when all that can be is
    /// eliminated.
    /// </summary>
    [Fact]
    public async Task What_reduces_to_nothing_is_proven_optimal()
    {
        var random = new Random(3);
        Ising tree = [.. Enumerable.Range(1, 500).Select(i => new Term(random.Next(1, 9) - 4.5, i, random.Next(i)))];

        var result = await RunAsync(tree, new OptimiserParameters(), seed: 1);

        // Of a tree every coupling can be satisfied.
        Assert.Equal(-tree.Sum(term => Math.Abs(term.Weight)), result.Best.Cost);
        Assert.True(result.IsOptimal);
        Assert.Equal(result.Best.Cost, result.Bound);
    }

    /// <summary>
    /// Sparse problems of 16 variables, of fractions and fields, so that every way to make one smaller is
    /// gone.
    /// </summary>
    [Fact]
    public async Task A_reduced_problem_has_the_optimum_of_the_whole()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var terms = Enumerable.Range(0, random.Next(16, 28)).Select(_ => RandomTerm(random, 16)).ToArray();
            var problem = Ising.Create(terms, 16);
            var exact = await RunAsync(problem, new ExhaustiveParameters(), seed: 1, "local.exhaustive");

            var result = await RunAsync(problem, new OptimiserParameters { Rounds = 20 }, seed: i);

            Assert.Equal(exact.Best.Cost, result.Best.Cost);
            Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
        }
    }

    private static Term RandomTerm(Random random, int count)
    {
        var (first, second) = (random.Next(count), random.Next(count));
        var weight = random.Next(-8, 9) / 4.0;
        return first == second ? (first, weight) : (first, second, weight);
    }

    /// <summary>All orders of seven nodes, forth and back of different length, against the search that knows tours.</summary>
    [Fact]
    public async Task A_tour_is_the_shortest_of_all_orders()
    {
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            var isSymmetric = i % 2 == 0;
            var (tour, distances) = RandomTour(random, 6, isSymmetric);

            var result = await RunAsync(tour, new OptimiserParameters { Rounds = 50 }, seed: i);

            Assert.Equal(Orders([0, 1, 2, 3, 4, 5]).Min(order => LengthOf(order, distances)), result.Best.Cost);
        }
    }

    /// <summary>One term too much, and it is no tour: the search that knows tours would not see the term.</summary>
    [Fact]
    public async Task What_is_almost_a_tour_is_searched_as_what_it_is()
    {
        var (tour, _) = RandomTour(new Random(8), 4, isSymmetric: true);
        var bound = Pubo.Create([.. tour.Terms, new Term(-500, 0, 10)], [.. tour.Squares]);

        var exact = await RunAsync(bound, new ExhaustiveParameters(), seed: 1, "local.exhaustive");
        var result = await RunAsync(bound, new OptimiserParameters { Rounds = 50 }, seed: 1);

        Assert.Equal(exact.Best.Cost, result.Best.Cost);
    }

    private static (Pubo Tour, int[,] Distances) RandomTour(Random random, int nodes, bool isSymmetric)
    {
        var distances = new int[nodes + 1, nodes + 1];
        for (var i = 0; i <= nodes; i++)
        {
            for (var j = 0; j <= nodes; j++) distances[i, j] = isSymmetric && j < i ? distances[j, i] : random.Next(1, 100);
        }

        var terms = new List<Term>();
        for (var i = 0; i < nodes; i++)
        {
            terms.Add(new Term(distances[nodes, i], i * nodes));
            terms.Add(new Term(distances[i, nodes], (i * nodes) + nodes - 1));
            terms.AddRange(
                from j in Enumerable.Range(0, nodes)
                from place in Enumerable.Range(0, nodes - 1)
                where i != j
                select new Term(distances[i, j], (i * nodes) + place, (j * nodes) + place + 1));
        }

        var rules = Enumerable.Range(0, nodes).Select(i => Rule(Enumerable.Range(i * nodes, nodes)))
            .Concat(Enumerable.Range(0, nodes)
                .Select(place => Rule(Enumerable.Range(0, nodes).Select(i => (i * nodes) + place))));
        return (Pubo.Create(terms.ToArray(), [.. rules]), distances);
    }

    private static SquaredSum Rule(IEnumerable<int> bits) => new(500, [.. bits.Select(bit => (Term)(bit, 1.0)), new(-1)]);

    private static double LengthOf(int[] order, int[,] distances)
    {
        var outside = order.Length;
        int[] round = [outside, .. order, outside];
        return Enumerable.Range(0, round.Length - 1).Sum(i => distances[round[i], round[i + 1]]);
    }

    private static IEnumerable<int[]> Orders(int[] nodes) => nodes.Length == 0
        ? [[]]
        : nodes.SelectMany(first => Orders([.. nodes.Where(node => node != first)]).Select(rest => (int[])[first, .. rest]));
}
