using System.Globalization;
using Coupler.Cli.Views;
using ScottPlot;

namespace Coupler.Cli.Plots;

/// <summary>The histogram as a picture: one bar below the other, since bit strings are long.</summary>
internal static class HistogramPlot
{
    private static readonly int[] RoundFactors = [1, 2, 5, 10];

    private const int MostBars = 32;
    private const int HeightOfBar = 26;
    private const int HeightBesideBars = 140;
    private const int HeightOfSecondTitleLine = 20;
    private const int LongestLabel = 44;
    private const int LongestRegisters = 100;

    /// <summary>Room on the right for what stands behind the longest bar.</summary>
    private const double RoomForText = 0.22;

    /// <returns>The plot and its height in pixels.</returns>
    public static (Plot Plot, int Height) Draw(CircuitOutcome outcome)
    {
        var histogram = Histogram.Of(outcome.Result, MostBars);
        var titleGrows = OutcomeLabel.Registers(outcome.Result) is null ? 0 : HeightOfSecondTitleLine;
        return (Draw(outcome, histogram), HeightBesideBars + titleGrows + (histogram.All.Length * HeightOfBar));
    }

    private static Plot Draw(CircuitOutcome outcome, Histogram histogram)
    {
        var result = outcome.Result;
        var rows = histogram.All;
        var plot = new Plot();
        plot.Font.Set(PlotFonts.Sans);
        Bar[] contents = [.. rows.Index().Select(row => Bar(row.Index, row.Item, row.Item == histogram.Rest))];
        var bars = plot.Add.Bars(contents);
        bars.Horizontal = true;
        bars.ValueLabelStyle.FontName = PlotFonts.Sans;
        bars.ValueLabelStyle.FontSize = 13;
        plot.HideGrid();
        var end = rows[0].Share * 100 * (1 + RoomForText);
        plot.Axes.SetLimits(0, end, 0.3 - rows.Length, 0.7);
        var ticks = Ticks(rows[0].Share * 100).TakeWhile(tick => tick <= Math.Min(end, 100)).ToArray();
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(Percent)]);
        plot.Axes.Frame(false);
        var outcomes = plot.Axes.Left;
        outcomes.SetTicks(
            [.. rows.Index().Select(row => -(double)row.Index)], [.. rows.Select(row => Shortened(row.Label, LongestLabel))]);
        outcomes.MajorTickStyle.Length = 0;
        outcomes.TickLabelStyle.FontSize = 14;
        plot.YLabel("outcome");
        plot.XLabel(result.Counts.Count > 0 ? "share of the shots in percent" : "exact probability in percent");
        var shots = result.Counts.Count > 0 ? $": {result.Shots:N0} shots" : "";
        var registers = OutcomeLabel.Registers(result) is { } names ? $"\n{Shortened(names, LongestRegisters)}" : "";
        plot.Title($"{Path.GetFileName(outcome.Path)}{shots} on {result.Provenance.Target}{registers}");
        return plot;
    }

    private static Bar Bar(int row, HistogramRow content, bool isRest) => new()
    {
        Position = -row,
        // The others are no outcome: their bar would dwarf those that are.
        Value = isRest ? 0 : content.Share * 100,
        Size = 0.8,
        FillColor = Colors.C0,
        LineWidth = 0,
        Label = HistogramText.Value(content),
    };

    /// <summary>From 0 on in steps of 1, 2 or 5 times a power of ten, three to six of them up to the longest bar.</summary>
    private static IEnumerable<double> Ticks(double longest)
    {
        const int MostSteps = 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest / MostSteps)));
        var step = RoundFactors.Select(factor => factor * power).First(step => step * MostSteps >= longest * 0.999);
        for (var i = 0; ; i++) yield return i * step;
    }

    private static string Percent(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Shortened(string text, int longest) => text.Length <= longest
        ? text
        : string.Concat(text.AsSpan(0, longest / 2), "…", text.AsSpan(text.Length - (longest / 2)));
}
