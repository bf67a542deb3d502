using System.Globalization;
using ScottPlot;

namespace Coupler.Cli.Plots;

/// <summary>The best value of a search over its time: a step where something better was found.</summary>
internal static class CoursePlot
{
    private const int Height = 500;

    /// <summary>Of longer spans of time the axis is logarithmic, so that the beginning is seen.</summary>
    private const double LongestLinearSpan = 100;

    private const int MostMarkers = 200;

    /// <returns>The plot and its height in pixels.</returns>
    /// <exception cref="IOException">The solver told no course.</exception>
    public static (Plot Plot, int Height) Draw(ProblemOutcome outcome)
    {
        if (outcome.Report is not { Trace: [.., var last] trace } report)
        {
            throw new IOException($"{outcome.Result.Provenance.Target} told nothing of the course of its search.");
        }

        var end = report.Duration > last.Elapsed ? report.Duration : last.Elapsed;
        double[] times = [.. trace.Select(point => point.Elapsed.TotalSeconds), end.TotalSeconds];
        double[] values = [.. trace.Select(point => outcome.Objective.ValueOf(point.Cost))];
        var least = times.Where(time => time > 0).DefaultIfEmpty(1).Min();
        var isLogarithmic = times[^1] > LongestLinearSpan * least;
        double[] places = [.. times.Select(time => isLogarithmic ? Math.Log10(Math.Max(time, least)) : time)];
        var plot = new Plot();
        plot.Font.Set(PlotFonts.Sans);
        AddSteps(plot, places, values);
        NameAxes(plot, outcome, isLogarithmic);
        return (plot, Height);
    }

    private static void AddSteps(Plot plot, double[] places, double[] values)
    {
        var steps = plot.Add.Scatter(places, [.. values, values[^1]]);
        steps.ConnectStyle = ConnectStyle.StepHorizontal;
        steps.LineWidth = 2;
        steps.MarkerSize = 0;
        if (values.Length > MostMarkers) return;
        var found = plot.Add.Markers(places[..^1], values);
        found.Color = steps.Color;
        found.MarkerSize = 6;
    }

    private static void NameAxes(Plot plot, ProblemOutcome outcome, bool isLogarithmic)
    {
        var objective = outcome.Objective;
        plot.Axes.Frame(false);
        plot.Axes.AutoScale();
        plot.XLabel($"time of the search in seconds{(isLogarithmic ? ", logarithmic" : "")}");
        plot.YLabel(objective == Objective.Cut ? "best cut so far, as a sum of weights" : "best cost so far");
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { LabelFormatter = Objective.Figure };
        if (isLogarithmic) SetDecades(plot);
        else plot.Axes.SetLimitsX(0, plot.Axes.GetLimits().Right);
        var target = outcome.Result.Provenance.Target;
        plot.Title($"{Path.GetFileName(outcome.Path)}: best {objective.TextOf(outcome.Result.Best.Cost)} on {target}");
    }

    /// <summary>A number at each power of ten, and small ticks at its multiples.</summary>
    private static void SetDecades(Plot plot)
    {
        var limits = plot.Axes.GetLimits();
        var ticks = new ScottPlot.TickGenerators.NumericManual();
        for (var decade = (int)Math.Floor(limits.Left); decade <= limits.Right; decade++)
        {
            ticks.AddMajor(decade, Math.Pow(10, decade).ToString("0.##########", CultureInfo.InvariantCulture));
            for (var factor = 2; factor < 10; factor++) ticks.AddMinor(decade + Math.Log10(factor));
        }

        plot.Axes.Bottom.TickGenerator = ticks;
    }
}
