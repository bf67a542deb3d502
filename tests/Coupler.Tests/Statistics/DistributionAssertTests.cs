using Coupler.Testing.Contracts;
using Xunit.Sdk;

namespace Coupler.Tests.Statistics;

public sealed class DistributionAssertTests
{
    private static readonly Dictionary<string, double> FairCoin = new() { ["0"] = 0.5, ["1"] = 0.5 };

    [Fact]
    public void Counts_of_the_right_distribution_fit() =>
        DistributionAssert.Fits(FairCoin, new Dictionary<string, int> { ["0"] = 50_300, ["1"] = 49_700 });

    [Fact]
    public void Counts_of_another_distribution_do_not_fit() =>
        Assert.Throws<TrueException>(() =>
            DistributionAssert.Fits(FairCoin, new Dictionary<string, int> { ["0"] = 51_500, ["1"] = 48_500 }));

    [Fact]
    public void One_shot_of_an_impossible_outcome_fails()
    {
        var certain = new Dictionary<string, double> { ["0"] = 1, ["1"] = 1e-30 };
        var failure = Assert.Throws<TrueException>(() =>
            DistributionAssert.Fits(certain, new Dictionary<string, int> { ["0"] = 99_999, ["1"] = 1 }));
        Assert.Contains("1 came 1 times", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_that_the_distribution_does_not_list_fails() =>
        Assert.Throws<TrueException>(() => DistributionAssert.Fits(FairCoin, new Dictionary<string, int> { ["2"] = 1 }));

    [Fact]
    public void Too_many_rare_outcomes_are_seen_in_their_pool()
    {
        // A thousand outcomes of which each expects one shot in 100,000, and one that takes the rest.
        var expected = Enumerable.Range(0, 1_000).ToDictionary(i => $"r{i}", _ => 1e-5);
        expected["common"] = 0.99;
        var fair = expected.Keys.ToDictionary(key => key, key => key == "common" ? 99_000 : 1);
        DistributionAssert.Fits(expected, fair);

        var crowded = expected.Keys.ToDictionary(key => key, key => key == "common" ? 98_500 : key.EndsWith('7') ? 6 : 1);
        Assert.Throws<TrueException>(() => DistributionAssert.Fits(expected, crowded));
    }

    /// <summary>
    /// The false alarm, counted exactly where the chi-square limit is worst: k cells of the least expectation beside one that
    /// takes nearly all shots. Their counts are then independent Poisson numbers, and the statistic in units of 1 ÷ expectation
    /// is a sum of squares of integers, whose distribution is a plain convolution.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void Chance_exceeds_the_critical_value_less_often_than_the_suite_may(int cells)
    {
        var critical = ChiSquare.CriticalValue(DistributionAssert.FalseAlarm, cells);
        var limit = (int)Math.Floor(critical * DistributionAssert.LeastExpected);
        var sums = new double[limit + 1];
        sums[0] = 1;
        var beyond = 0.0;
        for (var cell = 0; cell < cells; cell++) sums = AddCell(sums, ref beyond);

        const double PerComparison = DistributionAssert.SuiteFalseAlarm / DistributionAssert.ComparisonsAtMost;
        Assert.InRange(beyond, DistributionAssert.FalseAlarm / 100, PerComparison);
    }

    /// <summary>One more squared deviation; what goes beyond the limit stays beyond it, since squares only add.</summary>
    private static double[] AddCell(double[] sums, ref double beyond)
    {
        var mean = (int)DistributionAssert.LeastExpected;
        var next = new double[sums.Length];
        var probability = Math.Exp(-DistributionAssert.LeastExpected);
        for (var count = 0; count < 6 * mean; count++)
        {
            if (count > 0) probability *= DistributionAssert.LeastExpected / count;
            var square = (count - mean) * (count - mean);
            for (var sum = 0; sum < sums.Length; sum++)
            {
                if (sum + square < next.Length) next[sum + square] += sums[sum] * probability;
                else beyond += sums[sum] * probability;
            }
        }

        return next;
    }
}
