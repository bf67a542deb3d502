using Coupler.Local.Exhaustive;
using Coupler.Local.Optimiser;
using Coupler.Local;
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
}
