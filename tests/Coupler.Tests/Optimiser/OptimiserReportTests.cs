using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Problems;

namespace Coupler.Tests.Optimiser;

/// <summary>What the optimiser reports of a problem that it made smaller, and of one that it did not.</summary>
public sealed class OptimiserReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Four searches of 25 spins all find the one that is best; the reduction takes the other spins.</summary>
    [Fact]
    public async Task A_solution_of_a_reduced_problem_tells_how_many_searches_found_it()
    {
        var random = new Random(3);
        var core = Dense(random, 25);
        Ising problem = [.. core, (0, 0.5), .. Enumerable.Range(0, 25).Select(i => new Term(random.Next(1, 5), i, 25 + i))];

        var result = await RunAsync(problem, new() { Rounds = 30, Threads = 1 });

        Assert.Equal(Optimisation.Searches, result.Report!.Runs);
        Assert.Equal(Optimisation.Searches, result.Best.Occurrences);
    }

    private static Term[] Dense(Random random, int count) =>
    [
        .. from i in Enumerable.Range(0, count)
           from j in Enumerable.Range(0, i)
           select new Term(random.Next(-9, 10), i, j),
    ];

    private static async Task<ProblemResult> RunAsync(Problem problem, OptimiserParameters parameters)
    {
        await using var client = QuantumClient.Local();
        return await client.RunAsync(problem, new() { Target = "local.optimiser", Parameters = parameters, Seed = 1 }, Token);
    }
}
