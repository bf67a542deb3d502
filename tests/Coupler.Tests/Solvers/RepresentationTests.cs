using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.Exhaustive;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>
/// The same problem in all its forms, for the exhaustive search and for the representations that solvers
/// choose.
/// </summary>
public sealed class RepresentationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Ten thousand problems in four forms, each searched exhaustively: they have the same least cost and the same solutions,
    /// those of brute force.
    /// </summary>
    [Fact]
    public async Task All_forms_have_the_same_optima_as_brute_force()
    {
        await using var client = QuantumClient.Local();
        var random = new Random(20_261_130);
        for (var i = 0; i < 10_000; i++)
        {
            var problem = RandomProblems.Next(random, random.Next(1, 7), degree: 3);
            var form = (i % 3, problem) switch
            {
                (1, Ising spins) => spins.ToPubo(),
                (1, Pubo bits) => bits.ToIsing(),
                (1, Qubo bits) => bits.ToIsing(),
                _ => problem,
            };

            var result = await client.RunAsync(form, new() { Target = "local.exhaustive" }, Token);

            var least = RandomProblems.Costs(problem).Min();
            Assert.Equal(
                Enumerable.Range(0, 1 << problem.VariableCount)
                    .Select(values => new BitString((ulong)values, problem.VariableCount))
                    .Where(values => problem.Cost(values) == least)
                    .Take(100),
                result.Solutions.Select(solution => solution.Values));
            Assert.True(result is { IsOptimal: true, Bound: { } bound } && bound == least);
        }
    }

    /// <summary>
    /// Each is one problem in other clothes: of couplings in few rows, in whole rows, with weights that need floating point, with
    /// a term of three variables, and with squared sums kept whole.
    /// </summary>
    [Theory]
    [InlineData("sparse")]
    [InlineData("dense")]
    [InlineData("fractions")]
    [InlineData("cubic")]
    [InlineData("squares")]
    public async Task Every_representation_finds_the_optimum(string kind)
    {
        await using var client = QuantumClient.Local();
        var random = new Random(5);
        for (var i = 0; i < 20; i++)
        {
            var problem = Clothed(kind, random);
            var exact = await client.RunAsync(
                problem, new() { Target = "local.exhaustive", Parameters = new ExhaustiveParameters { Solutions = 1 } }, Token);

            var result = await client.RunAsync(
                problem,
                new()
                {
                    Target = "local.simulated-annealing",
                    Parameters = new SimulatedAnnealingParameters { Sweeps = 200 },
                    Seed = i,
                },
                Token);

            Assert.Equal(exact.Best.Cost, result.Best.Cost, 1e-9);
        }
    }

    private static Problem Clothed(string kind, Random random)
    {
        const int count = 16;
        var terms = Enumerable.Range(0, kind == "dense" ? 200 : 30).Select(_ => Pair(random, count)).ToList();
        if (kind == "fractions") terms.AddRange([(0, 1e-7), (1, 1e7), (2, 1 / 3.0)]);
        if (kind == "cubic") terms.Add(new Term(-7, 1, 2, 3));
        if (kind != "squares") return Ising.Create([.. terms], count);
        var members = Enumerable.Range(0, count).Select(i => (Term)(i, 1.0));
        return Pubo.Create([.. terms], [new SquaredSum(50, [.. members, new(-5)])], count);
    }

    private static Term Pair(Random random, int count)
    {
        var first = random.Next(count);
        return new Term(random.Next(-9, 10), first, (first + random.Next(1, count)) % count);
    }
}
