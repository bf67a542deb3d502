using System.Numerics;
using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>Weights far from 1, and sums of which the square has more digits than a number of 64 bits.</summary>
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

    /// <summary>Every way to part them, reckoned exactly: the least energy is that of the least difference.</summary>
    [Theory]
    [InlineData(16)]
    [InlineData(18)]
    [InlineData(20)]
    public void Large_numbers_are_parted_by_their_exact_difference(int count)
    {
        var numbers = Numbers(count);
        var state = SpinSystem.Of(Partition(numbers)).CreateState();
        state.Set(new int[state.Signs.Length]);
        var (least, best) = (double.PositiveInfinity, BigInteger.Zero);
        for (var i = 1; i < 1 << count; i++)
        {
            state.Flip(BitOperations.TrailingZeroCount(i));
            if (state.Energy >= least) continue;
            (least, best) = (state.Energy, Difference(numbers, spin => state.Signs[spin] != 0));
        }

        Assert.Equal(LeastDifference(numbers), best);
        Assert.Equal((double)(best * best), least);
    }

    /// <summary>One hot run meets them all, and keeps the best.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_best_parting_that_a_run_meets_is_kept(int instance)
    {
        var numbers = Numbers(16, instance);
        var parameters = new SimulatedAnnealingParameters { Sweeps = 400_000, Restarts = 1, BetaStart = 2e-19, BetaStop = 2e-19 };
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(
            Partition(numbers), new() { Target = "local.simulated-annealing", Parameters = parameters, Seed = 3 }, Token);

        Assert.Equal(LeastDifference(numbers), Difference(numbers, spin => result.Best.Values[spin]));
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

    private static long[] Numbers(int count, int seed = 20_261_126)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(500_000_000, 1_000_000_000))];
    }

    private static Ising Partition(long[] numbers) =>
        Ising.Create([], [new SquaredSum(1, [.. numbers.Select((number, i) => (Term)(i, (double)number))])]);

    private static BigInteger LeastDifference(long[] numbers) => Enumerable.Range(0, 1 << (numbers.Length - 1))
        .Min(bits => Difference(numbers, spin => ((bits >> spin) & 1) == 1));

    private static BigInteger Difference(long[] numbers, Func<int, bool> isOther)
    {
        var difference = BigInteger.Zero;
        for (var i = 0; i < numbers.Length; i++) difference += isOther(i) ? -numbers[i] : numbers[i];
        return BigInteger.Abs(difference);
    }
}
