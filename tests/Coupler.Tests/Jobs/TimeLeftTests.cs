using Coupler.Jobs;

namespace Coupler.Tests.Jobs;

/// <summary>The time left, beside a slow computation and beside how often the bands hold.</summary>
public sealed class TimeLeftTests
{
    private static readonly double[] Probabilities = [0.1, 0.5, 0.9];

    [Fact]
    public void Nine_values_say_what_is_left_and_eight_say_nothing()
    {
        AttemptTimes[] nine = [.. Enumerable.Range(1, 9).Select(i => Times(0, waited: 10 * i, ran: 5))];

        // Of nine, the first, the fifth and the last are the quantiles.
        Assert.Equal(Band(15, 55, 95), TimeLeft.Of(nine, 0, isExecuting: false, TimeSpan.Zero));
        Assert.Null(TimeLeft.Of(nine[..8], 0, isExecuting: false, TimeSpan.Zero));
    }

    [Fact]
    public void Who_waits_has_the_rest_of_the_queue_and_the_run_before_him()
    {
        AttemptTimes[] history = [.. Enumerable.Range(1, 20).Select(i => Times(0, waited: 10 * i, ran: 1_000 * i))];

        // Those that waited for more than 110 s: 120 to 200 s, nine of them.
        var band = TimeLeft.Of(history, 0, isExecuting: false, TimeSpan.FromSeconds(110));

        Assert.Equal(Band(10 + 12_000, 50 + 16_000, 90 + 20_000), band);
        Assert.Null(TimeLeft.Of(history, 0, isExecuting: false, TimeSpan.FromSeconds(120)));
    }

    [Fact]
    public void Who_executes_has_the_rest_of_the_run_before_him_however_long_others_waited()
    {
        AttemptTimes[] history = [.. Enumerable.Range(1, 20).Select(i => Times(0, waited: 1_000 * i, ran: 10 * i))];

        Assert.Equal(Band(10, 50, 90), TimeLeft.Of(history, 0, isExecuting: true, TimeSpan.FromSeconds(110)));
    }

    [Fact]
    public void The_nearest_size_classes_that_know_enough_are_asked()
    {
        AttemptTimes[] history =
        [
            .. Repeated(8, 10, ran: 1), .. Repeated(1, 11, ran: 2), .. Repeated(9, 8, ran: 3), .. Repeated(9, 0, ran: 4),
        ];

        TimeSpan? Longest(int size) => TimeLeft.Of(history, size, isExecuting: true, TimeSpan.Zero)?.High;

        Assert.Equal(TimeSpan.FromSeconds(2), Longest(10));
        Assert.Equal(TimeSpan.FromSeconds(3), Longest(8));
        Assert.Equal(TimeSpan.FromSeconds(2), Longest(12));
        Assert.Equal(TimeSpan.FromSeconds(4), Longest(1));
        Assert.Equal(TimeSpan.FromSeconds(4), Longest(40));
    }

    [Fact]
    public void The_band_is_that_of_a_slow_computation()
    {
        var random = new Random(7);
        var bands = 0;
        for (var round = 0; round < 2_000; round++)
        {
            AttemptTimes[] history =
            [
                .. Enumerable.Range(0, random.Next(0, 60)).Select(_ =>
                    Times(random.Next(0, 8), 60 * LogNormal(random), 20 * LogNormal(random))),
            ];
            var (size, isExecuting) = (random.Next(0, 8), random.Next(2) == 0);
            var elapsed = TimeSpan.FromSeconds(30 * random.NextDouble());

            var band = TimeLeft.Of(history, size, isExecuting, elapsed);
            var slow = Slow(history, size, isExecuting, elapsed);

            Assert.Equal(slow is null, band is null);
            if (slow is null) continue;
            bands++;
            double[] quantiles = [band!.Value.Low.Ticks, band.Value.Median.Ticks, band.Value.High.Ticks];
            Assert.All(quantiles.Zip(slow), pair => Assert.Equal(pair.First, pair.Second, 2.0));
        }

        Assert.InRange(bands, 500, 1_999);
    }

    /// <summary>
    /// Each trial draws its own history and one more of the same log-normal distribution, so a trial holds with a probability of
    /// p, independent of the others. With m values that were longer, the interpolation moves p by at most 1/(m + 1). By
    /// Hoeffding's inequality the part that holds is farther from p than sqrt(ln(2/a) / 2n) with a probability of at most a; a is
    /// 1e-10, six comparisons, so this fails without reason at most once in 10⁹ seeds; the seed is fixed.
    /// </summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 20)]
    [InlineData(false, 60)]
    public void A_band_holds_as_often_as_it_says(bool isExecuting, double elapsedSeconds)
    {
        const int trials = 20_000;
        const double falseAlarm = 1e-10;
        var random = new Random(11);
        var elapsed = TimeSpan.FromSeconds(elapsedSeconds);
        var (counted, fewest, below) = (0, int.MaxValue, new int[Probabilities.Length]);
        while (counted < trials)
        {
            var next = Draw(random);
            if (Phase(next) <= elapsed) continue;
            AttemptTimes[] history = [.. Enumerable.Range(0, 399).Select(_ => Draw(random))];
            var band = TimeLeft.Of(history, 0, isExecuting, elapsed)!.Value;
            var left = isExecuting ? next.Ran - elapsed : next.Waited + next.Ran - elapsed;
            TimeSpan[] quantiles = [band.Low, band.Median, band.High];
            for (var i = 0; i < below.Length; i++) below[i] += left <= quantiles[i] ? 1 : 0;
            fewest = Math.Min(fewest, history.Count(times => Phase(times) > elapsed));
            counted++;
        }

        var margin = Math.Sqrt(Math.Log(2 / falseAlarm) / (2 * trials)) + (1.0 / (fewest + 1));
        Assert.InRange(margin, 0, 0.04);
        for (var i = 0; i < below.Length; i++)
        {
            Assert.InRange((double)below[i] / trials, Probabilities[i] - margin, Probabilities[i] + margin);
        }

        TimeSpan Phase(AttemptTimes times) => isExecuting ? times.Ran : times.Waited;
    }

    private static AttemptTimes Draw(Random random) => Times(0, 60 * LogNormal(random), 20 * LogNormal(random));

    private static AttemptTimes Times(int size, double waited, double ran) =>
        new(size, TimeSpan.FromSeconds(waited), TimeSpan.FromSeconds(ran));

    private static IEnumerable<AttemptTimes> Repeated(int count, int size, double ran) =>
        Enumerable.Repeat(Times(size, 0, ran), count);

    private static TimeBand Band(double low, double median, double high) =>
        new(TimeSpan.FromSeconds(low), TimeSpan.FromSeconds(median), TimeSpan.FromSeconds(high));

    /// <summary>With a median of 1 and a standard deviation of 1 of the logarithm; Box and Muller.</summary>
    private static double LogNormal(Random random) =>
        Math.Exp(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>By the distribution function of what was seen, inverted by halving an interval.</summary>
    private static double[]? Slow(AttemptTimes[] history, int size, bool isExecuting, TimeSpan elapsed)
    {
        foreach (var reach in new[] { 0, 1, 2, 1_000 })
        {
            var left = new List<double>();
            foreach (var times in history)
            {
                if (times.SizeClass < size - reach || times.SizeClass > size + reach) continue;
                if (isExecuting && times.Ran > elapsed) left.Add((times.Ran - elapsed).Ticks);
                if (!isExecuting && times.Waited > elapsed) left.Add((times.Waited + times.Ran - elapsed).Ticks);
            }

            if (left.Count >= 9) return [.. Probabilities.Select(probability => Inverse(left, probability))];
        }

        return null;
    }

    private static double Inverse(List<double> values, double probability)
    {
        var (low, high) = (values.Min(), values.Max());
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Distribution(values, middle) < probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>k/(n + 1) at the k-th smallest value, straight in between.</summary>
    private static double Distribution(List<double> values, double at)
    {
        var below = values.Where(value => value <= at).ToList();
        var above = values.Where(value => value > at).ToList();
        if (below.Count == 0) return 0;
        var part = above.Count == 0 ? 0 : (at - below.Max()) / (above.Min() - below.Max());
        return (below.Count + part) / (values.Count + 1);
    }
}
