using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>Weights far from 1.</summary>
public sealed class WideWeightsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Squares of these weights are infinite, or 0.</summary>
    [Theory]
    [InlineData(1e160, 100)]
    [InlineData(1e160, 700)]
    [InlineData(1e-170, 100)]
    [InlineData(1e-170, 700)]
    public async Task Weights_of_any_size_are_annealed_as_those_of_1(double size, int couplings)
    {
        const int count = 40;
        var random = new Random(8);
        (int, int, double)[] pairs = [.. Enumerable.Range(0, couplings).Select(_ => random.Next(count))
            .Select(first => (first, (first + random.Next(1, count)) % count, random.Next(2) == 0 ? -1.0 : 1.0))];

        var ones = await AnnealAsync(pairs, 1);
        var sized = await AnnealAsync(pairs, size);

        Assert.Equal(ones.Values, sized.Values);
        Assert.Equal(ones.Cost, sized.Cost / size, 1e-9);
    }

    [Fact]
    public void The_scale_of_a_squared_sum_is_that_of_its_weights()
    {
        var small = SpinSystem.Of(Ising.Create([new Term(1, 0, 1, 2)], [new SquaredSum(1, (0, 3.0), (1, 4.0))]));
        var large = SpinSystem.Of(
            Ising.Create([new Term(1e160, 0, 1, 2)], [new SquaredSum(1e-160, (0, 3e160), (1, 4e160))]));

        Assert.Equal(small.Scale.UsualField, large.Scale.UsualField / 1e160, 1e-9);
    }

    private static async Task<Solution> AnnealAsync((int First, int Second, double Weight)[] pairs, double size)
    {
        await using var client = QuantumClient.Local();
        var problem = Ising.Create([.. pairs.Select(pair => new Term(pair.Weight * size, pair.First, pair.Second))]);
        var parameters = new SimulatedAnnealingParameters { Sweeps = 100, Restarts = 3 };
        var result = await client.RunAsync(
            problem, new() { Target = "local.simulated-annealing", Parameters = parameters, Seed = 7 }, Token);
        return result.Best;
    }
}
