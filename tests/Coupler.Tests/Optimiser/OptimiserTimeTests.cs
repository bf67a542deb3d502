using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Problems;

namespace Coupler.Tests.Optimiser;

/// <summary>What the time that there is does to parts that are small enough for a proof.</summary>
public sealed class OptimiserTimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Each of them takes some hundredths of a second, together seconds. The reduction takes the spin that only one knows.
    /// </summary>
    [Fact]
    public async Task Very_many_small_parts_end_when_the_time_is_over()
    {
        const int clusters = 200, size = 20;
        var random = new Random(1);
        Ising problem =
        [
            .. from cluster in Enumerable.Range(0, clusters)
               from i in Enumerable.Range(0, size)
               from j in Enumerable.Range(0, i)
               select new Term(random.Next(-9, 10) + 0.5, (cluster * size) + i, (cluster * size) + j),
            new Term(1, 0, clusters * size),
        ];

        var result = await RunAsync(problem, new() { TimeLimit = TimeSpan.FromMilliseconds(400) });

        Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
        Assert.False(result.IsOptimal);
        Assert.Null(result.Bound);
        Assert.True(result.Report!.Trace[^1].Elapsed <= result.Report.Duration);

        // Random values of so many spins are near 0, and the optimum is about -200 of each cluster.
        Assert.True(result.Best.Cost < -100 * clusters, $"{result.Best.Cost}");
    }

    /// <summary>Of bits it would be 2^18 products, half of them looked at 2^18 times.</summary>
    [Fact]
    public async Task A_small_problem_of_a_large_term_is_searched_as_others_are()
    {
        Ising problem = [new Term(1, [.. Enumerable.Range(0, 18)])];

        var result = await RunAsync(problem, new() { Rounds = 2 });

        Assert.Equal(-1, result.Best.Cost);
        Assert.False(result.IsOptimal);
    }

    [Fact]
    public async Task A_small_problem_of_small_terms_is_proven()
    {
        var random = new Random(2);
        Ising problem =
        [
            .. Enumerable.Range(0, 100).Select(_ =>
                new Term(random.Next(1, 9), [.. Enumerable.Range(0, 20).OrderBy(_ => random.Next()).Take(3)])),
        ];

        var result = await RunAsync(problem, new() { Rounds = 2 });

        Assert.True(result.IsOptimal);
        Assert.Equal(result.Best.Cost, result.Bound);
    }

    private static async Task<ProblemResult> RunAsync(Problem problem, OptimiserParameters parameters)
    {
        await using var client = QuantumClient.Local();
        return await client.RunAsync(problem, new() { Target = "local.optimiser", Parameters = parameters, Seed = 1 }, Token);
    }
}
