using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>Whether a cost is good enough is what the problem says, however its weights are rounded in a search.</summary>
public sealed class TargetCostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Values that have the target are all it needs: it flips nothing.</summary>
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(1 / 3.0, 1)]
    [InlineData(0, 0.1)]
    [InlineData(0.7, 0.1)]
    [InlineData(1e9, 0.3)]
    public async Task Values_that_have_just_the_target_end_a_run(double offset, double unit)
    {
        await using var client = QuantumClient.Local();
        var random = new Random(4);
        for (var i = 0; i < 30; i++)
        {
            var problem = Random(random, offset, unit);
            var best = await client.RunAsync(problem, Options(new SimulatedAnnealingParameters { Sweeps = 5 }), Token);

            var again = await client.RunAsync(
                problem,
                Options(new SimulatedAnnealingParameters { Start = best.Best.Values, TargetCost = best.Best.Cost }),
                Token);

            Assert.Equal((best.Best.Cost, 0L), (again.Best.Cost, again.Report!.Flips));
        }
    }

    /// <summary>The target of the whole is asked for, not that of what the reduction leaves and the rest.</summary>
    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.7, 0.1)]
    [InlineData(1e9, 0.3)]
    public async Task Values_that_have_just_the_target_end_the_search_of_a_reduced_problem(double offset, double unit)
    {
        await using var client = QuantumClient.Local();
        var random = new Random(5);
        for (var i = 0; i < 30; i++)
        {
            Ising core = Random(random, offset, unit);
            var leaves = Enumerable.Range(0, 30).Select(k => new Term(unit * random.Next(1, 5), k, 30 + k));
            Ising problem = [.. core.Terms, .. leaves];
            var best = await client.RunAsync(problem, Options(new OptimiserParameters { Rounds = 2 }), Token);

            var again = await client.RunAsync(
                problem,
                Options(new OptimiserParameters { Rounds = 2, Start = best.Best.Values, TargetCost = best.Best.Cost }),
                Token);

            Assert.Equal((best.Best.Cost, 0L), (again.Best.Cost, again.Report!.Flips));
        }
    }

    private static JobOptions Options(SolverParameters parameters) => new()
    {
        Target = parameters is OptimiserParameters ? "local.optimiser" : "local.simulated-annealing",
        Parameters = parameters,
        Seed = 1,
    };

    private static Ising Random(Random random, double offset, double unit) =>
    [
        new Term(offset),
        .. from i in Enumerable.Range(0, 30)
           from j in Enumerable.Range(0, i)
           select new Term(unit * random.Next(-9, 10), i, j),
    ];
}
