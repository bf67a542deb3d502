using ScottPlot;

namespace Coupler.Cli.Plots;

/// <summary>The picture of a run: of a circuit its histogram, of a problem the course of the best value.</summary>
internal static class PlotFile
{
    private const int Width = 1_000;

    /// <param name="path">Ends in .png or .svg.</param>
    /// <exception cref="IOException">The file cannot be written, or there is nothing to draw.</exception>
    public static void Save(RunOutcome outcome, string path)
    {
        if (PlotFonts.AreMissing)
        {
            StandardError.WriteLine("coupler: no font is installed here, so the picture has no text; install one: DejaVu.");
        }

        var (plot, height) = outcome is ProblemOutcome problem
            ? CoursePlot.Draw(problem)
            : HistogramPlot.Draw((CircuitOutcome)outcome);
        using (plot) Save(plot, path, height);
    }

    private static void Save(Plot plot, string path, int height)
    {
        if (Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase)) plot.SaveSvg(path, Width, height);
        else plot.SavePng(path, Width, height);
    }
}
