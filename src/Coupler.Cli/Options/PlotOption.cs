namespace Coupler.Cli.Options;

/// <summary><c>--plot FILE</c>: the result as a picture.</summary>
internal sealed class PlotOption()
    : OutputFileOption("--plot", "Also draws a picture: a circuit's histogram, a problem's best cost over time.", ".png", ".svg");
