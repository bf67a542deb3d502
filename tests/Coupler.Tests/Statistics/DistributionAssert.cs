using Coupler.Testing.Contracts;

namespace Coupler.Tests.Statistics;

/// <summary>
/// Compares counts with the distribution they should come from, by a chi-square test over all outcomes. A right sampler fails
/// one comparison with probability <see cref="FalseAlarm"/> in the limit of many shots and, counted exactly for the smallest
/// cells that are allowed, below <see cref="SuiteFalseAlarm"/> ÷ <see cref="ComparisonsAtMost"/> (DistributionAssertTests
/// does the count): so the whole suite raises a false alarm with a probability below <see cref="SuiteFalseAlarm"/>.
/// </summary>
internal static class DistributionAssert
{
    /// <summary>The tail beyond the critical value of one comparison.</summary>
    public const double FalseAlarm = 1e-12;

    /// <summary>What all comparisons of the suite together may do to a right library.</summary>
    public const double SuiteFalseAlarm = 1e-6;

    /// <summary>How many comparisons share <see cref="SuiteFalseAlarm"/>; the suite counts its own.</summary>
    public const int ComparisonsAtMost = 200;

    /// <summary>A cell expects at least so many shots; rarer outcomes are pooled, neighbours in probability together.</summary>
    public const double LeastExpected = 50;

    /// <summary>
    /// An outcome below this probability must not come at all. Where the true probability is not 0 but that small, a hundred
    /// thousand shots of it come with a chance of 1e-7; <see cref="Fits"/> makes sure that they add up to less than 1e-9.
    /// </summary>
    public const double Impossible = 1e-12;

    public static void Fits(IReadOnlyDictionary<string, double> expected, IReadOnlyDictionary<string, int> counts)
    {
        var shots = counts.Values.Sum();
        Assert.True(shots > 0, "There are no counts.");
        Assert.Equal(1, expected.Values.Sum(), 1e-9);
        var impossible = expected.Values.Where(probability => probability < Impossible).Sum() * shots;
        Assert.True(impossible < 1e-9, $"Outcomes that count as impossible are expected {impossible:g3} times.");
        foreach (var (outcome, count) in counts)
        {
            var probability = expected.GetValueOrDefault(outcome);
            Assert.True(probability >= Impossible, $"{outcome} came {count} times; its probability is {probability:g3}.");
        }

        var cells = Cells(expected, counts, shots);
        if (cells.Count == 1) return;
        var critical = ChiSquare.CriticalValue(FalseAlarm, cells.Count - 1);
        var statistic = ChiSquare.Statistic(cells.Select(cell => (cell.Observed, cell.Expected)));
        Assert.True(statistic <= critical, Describe(cells, shots, statistic, critical));
    }

    /// <summary>From the most to the least likely outcome; rare ones share cells with their neighbours.</summary>
    private static List<Cell> Cells(
        IReadOnlyDictionary<string, double> expected, IReadOnlyDictionary<string, int> counts, int shots)
    {
        var cells = new List<Cell>();
        var open = new Cell("", 0, 0);
        var ordered = expected.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        foreach (var (outcome, probability) in ordered)
        {
            open = open.With(outcome, counts.GetValueOrDefault(outcome), shots * probability);
            if (open.Expected < LeastExpected) continue;
            cells.Add(open);
            open = new Cell("", 0, 0);
        }

        if (cells.Count == 0) return [open];
        cells[^1] = cells[^1].With(open.First, open.Observed, open.Expected);
        return cells;
    }

    private static string Describe(List<Cell> cells, int shots, double statistic, double critical)
    {
        var worst = cells.OrderByDescending(cell => Math.Abs(cell.Observed - cell.Expected) / Math.Sqrt(cell.Expected)).Take(8)
            .Select(cell => $"{cell.First}…: {cell.Observed} times, expected {cell.Expected:f1}");
        return $"""
            Chi-square of {shots} shots over {cells.Count} cells is {statistic:g5}.
            Chance exceeds {critical:g5} with probability {FalseAlarm:g1}. The worst cells are
            {string.Join(Environment.NewLine, worst)}
            """;
    }

    private readonly record struct Cell(string First, double Observed, double Expected)
    {
        public Cell With(string outcome, double observed, double expected) =>
            new(First.Length == 0 ? outcome : First, Observed + observed, Expected + expected);
    }
}
