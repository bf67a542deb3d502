using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Tests.Problems;

/// <summary>What becomes of bits as spins, of spins as bits, and of squared sums as products: the same costs, exactly.</summary>
public sealed class ConversionTests
{
    private readonly Random random = new(20_261_127);

    [Fact]
    public void A_squared_sum_counts_the_square_of_what_it_sums()
    {
        var bits = Pubo.Create([(0, 5.0)], [new SquaredSum(3, (0, 1.0), (1, 1.0), new(-1), (1, 2.0))]);
        var spins = Ising.Create([], [new SquaredSum(-0.5, (2, 4.0), new(3))]);

        Assert.Equal(5 + (3 * 9), bits.Cost(BitString.Parse("11")));
        Assert.Equal(3 * 4, bits.Cost(BitString.Parse("10")));
        Assert.Equal(3, spins.VariableCount);
        Assert.Equal(-0.5 * 49, spins.Cost(BitString.Parse("000")));
        Assert.Equal(-0.5, spins.Cost(BitString.Parse("100")));
        Assert.Throws<ArgumentException>(() => new SquaredSum(1, (0, 1, 1.0)));
        Assert.Throws<ArgumentException>(() => new SquaredSum(double.NaN));
    }

    [Fact]
    public void Every_form_of_a_problem_has_the_same_costs()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var degree = random.Next(1, 5);
            var pubo = Pubo.Create(Terms(degree), Squares(), random.Next(8));
            var ising = Ising.Create(Terms(degree), Squares(), random.Next(8));

            AssertSame(pubo, pubo.ToIsing());
            AssertSame(ising, ising.ToPubo());
            AssertSame(pubo, pubo.ToIsing().ToPubo());
            if (degree > 2) continue;
            AssertSame(pubo, pubo.ToQubo());
            AssertSame(ising, ising.ToQubo());
            AssertSame(ising, ising.ToQubo().ToIsing());
        }
    }

    [Fact]
    public void What_would_blow_up_is_refused()
    {
        Pubo large = [new(1, [.. Enumerable.Range(0, 21)])];
        Pubo cubic = [new(1, 0, 1, 2)];

        Assert.Contains("2^21", Assert.Throws<ArgumentException>(large.ToIsing).Message, StringComparison.Ordinal);
        Assert.Contains("1·x0·x1·x2", Assert.Throws<ArgumentException>(cubic.ToQubo).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Problem expected, Problem actual)
    {
        Assert.Equal(expected.VariableCount, actual.VariableCount);
        for (var values = 0UL; values < 1UL << expected.VariableCount; values++)
        {
            var bits = new BitString(values, expected.VariableCount);
            Assert.Equal(expected.Cost(bits), actual.Cost(bits));
        }
    }

    private Term[] Terms(int degree) =>
        [.. Enumerable.Range(0, random.Next(10)).Select(_ => new Term(Weight(), Variables(random.Next(degree + 1))))];

    private SquaredSum[] Squares() =>
    [
        .. Enumerable.Range(0, random.Next(3)).Select(_ => new SquaredSum(
            Weight(), [.. Enumerable.Range(0, random.Next(5)).Select(_ => new Term(Weight(), Variables(random.Next(2))))])),
    ];

    private int[] Variables(int count)
    {
        var all = Enumerable.Range(0, 7).ToArray();
        random.Shuffle(all);
        return all[..count];
    }

    /// <summary>Small enough that no product of three has more digits than fit.</summary>
    private double Weight() => random.Next(-9_999, 10_000);
}
