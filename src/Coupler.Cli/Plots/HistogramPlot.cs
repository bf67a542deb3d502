using System.Globalization;
using Coupler.Cli.Views;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coupler.Cli.Plots;

/// <summary>The histogram as a picture: one bar below the other, since bit strings are long.</summary>
internal static class HistogramPlot
{
    private const int MostBars = 32;
    private const int Width = 1_000;
    private const int HeightOfBar = 26;
    private const int HeightBesideBars = 140;
    private const int LongestLabel = 44;

    /// <summary>Room on the right for what stands behind the longest bar.</summary>
    private const double RoomForText = 0.22;

    /// <param name="path">Ends in .png or .svg.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(RunOutcome outcome, string path)
    {
        if (PlotFonts.AreMissing)
        {
            StandardError.WriteLine("coupler: no font is installed here, so the picture has no text; install one: DejaVu.");
        }

        var histogram = Histogram.Of(outcome.Result, MostBars);
        using var plot = Draw(outcome, histogram);
        var height = HeightBesideBars + (histogram.All.Length * HeightOfBar);
        if (Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase)) plot.SaveSvg(path, Width, height);
        else plot.SavePng(path, Width, height);
    }

    private static Plot Draw(RunOutcome outcome, Histogram histogram)
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
        plot.Axes.SetLimits(0, rows.Max(row => row.Share) * 100 * (1 + RoomForText), 0.3 - rows.Length, 0.7);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = Percent };
        var outcomes = plot.Axes.Left;
        outcomes.SetTicks([.. rows.Index().Select(row => -(double)row.Index)], [.. rows.Select(row => Shortened(row.Label))]);
        outcomes.MajorTickStyle.Length = 0;
        outcomes.TickLabelStyle.FontSize = 14;
        plot.YLabel("outcome");
        plot.XLabel(result.Counts.Count > 0 ? "share of the shots in percent" : "exact probability in percent");
        var shots = result.Counts.Count > 0 ? $": {result.Shots:N0} shots" : "";
        plot.Title($"{Path.GetFileName(outcome.Path)}{shots} on {result.Provenance.Target}");
        return plot;
    }

    private static Bar Bar(int row, HistogramRow content, bool isRest) => new()
    {
        Position = -row,
        Value = content.Share * 100,
        Size = 0.8,
        FillColor = isRest ? Colors.LightGray : Colors.C0,
        LineWidth = 0,
        Label = HistogramText.Value(content),
    };

    /// <summary>The axis goes on beyond 100 to make room for text; its labels do not.</summary>
    private static string Percent(double value) => value > 100 ? "" : value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Shortened(string label) => label.Length <= LongestLabel
        ? label
        : string.Concat(label.AsSpan(0, LongestLabel / 2), "…", label.AsSpan(label.Length - (LongestLabel / 2)));
}
