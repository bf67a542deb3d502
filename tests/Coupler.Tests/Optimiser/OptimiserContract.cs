using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.Exhaustive;
using Coupler.Local.Optimiser;
using Coupler.Problems;
using Coupler.Problems.Tsplib;
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

    /// <summary>Three times twelve spins, each coupled with all of its dozen: none of them can be eliminated.</summary>
    [Fact]
    public async Task Small_parts_are_proven_also_where_nothing_else_can_be_reduced()
    {
        var random = new Random(6);
        Ising problem =
        [
            .. from part in Enumerable.Range(0, 3)
               from i in Enumerable.Range(0, 12)
               from j in Enumerable.Range(0, i)
               select new Term(random.Next(5, 9) * (1 - (2 * random.Next(2))), (12 * part) + i, (12 * part) + j),
        ];

        var result = await RunAsync(problem, new OptimiserParameters { Rounds = 1 }, seed: 1);

        Assert.True(result.IsOptimal);
        Assert.Equal(problem.Cost(result.Best.Values), result.Bound);
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

    /// <summary>On a line, once up and down: one part that is turned round is all there is to mend.</summary>
    [Fact]
    public async Task The_search_of_a_tour_begins_from_the_tour_it_is_given()
    {
        const int nodes = 40;
        var distances = new int[nodes + 1, nodes + 1];
        for (var i = 0; i <= nodes; i++)
        {
            for (var j = 0; j <= nodes; j++) distances[i, j] = Math.Min(Math.Abs(i - j), nodes + 1 - Math.Abs(i - j));
        }

        var problem = TravellingSalesman.Of(TspInstance.Create("ring", distances));
        int[] order = [.. Enumerable.Range(0, nodes)];
        order.AsSpan(10, 6).Reverse();
        var bits = new bool[nodes * nodes];
        for (var place = 0; place < nodes; place++) bits[(order[place] * nodes) + place] = true;

        var result = await RunAsync(
            problem, new OptimiserParameters { Rounds = 1, TargetCost = nodes + 1, Start = BitString.FromBits(bits) }, seed: 1);

        Assert.Equal(nodes + 1, result.Best.Cost);
        Assert.InRange(result.Report!.Flips, 1, 2 * 6 * 3);
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

    /// <summary>Where a broken rule costs next to nothing, no node at any place costs less than any tour.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(500, -400)]
    public void A_tour_whose_rules_are_worth_breaking_is_none(double penalty, double more)
    {
        var (tour, _) = RandomTour(new Random(9), 4, isSymmetric: true);
        Term[] terms = [.. tour.Terms.Select(term => term.Degree == 2 ? new Term(term.Weight + more, term[0], term[1]) : term)];
        var loose = Pubo.Create(terms, [.. tour.Squares.Select(square => new SquaredSum(penalty, square.Terms.AsSpan()))]);

        Assert.NotNull(TourStructure.Of(tour));
        Assert.Null(TourStructure.Of(loose));
    }

    /// <summary>Five nodes are too many for a proof: the answer is that of a search.</summary>
    [Fact]
    public async Task Nothing_visited_costs_less_than_a_tour_without_rules_to_speak_of()
    {
        var (tour, _) = RandomTour(new Random(9), 5, isSymmetric: true);
        Term[] terms = [.. tour.Terms.Select(term => new Term(term.Weight + 100, [.. Variables(term)]))];
        var loose = Pubo.Create(terms, [.. tour.Squares.Select(square => new SquaredSum(1, square.Terms.AsSpan()))]);

        var result = await RunAsync(loose, new OptimiserParameters { Rounds = 50 }, seed: 1);

        Assert.True(result.Best.Cost <= loose.Squares.Length, $"{result.Best.Cost}");
    }

    private static IEnumerable<int> Variables(Term term) => Enumerable.Range(0, term.Degree).Select(i => term[i]);

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
