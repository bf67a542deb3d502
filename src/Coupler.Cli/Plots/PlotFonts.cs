using System.Collections.Immutable;
using ScottPlot;
using SkiaSharp;

namespace Coupler.Cli.Plots;

/// <summary>Fonts of this machine that suit a plot; the plotting library by itself may pick one with serifs.</summary>
internal static class PlotFonts
{
    private static readonly ImmutableArray<string> SansSerif =
        ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Helvetica", "Arial"];

    private static readonly ImmutableArray<string> Installed =
        [.. SKFontManager.Default.FontFamilies.Where(family => family.Length > 0)];

    /// <summary>A bare container may have none; text is then left out of pictures.</summary>
    public static bool AreMissing => Installed.IsEmpty;

    public static string Sans => SansSerif.FirstOrDefault(Installed.Contains, Fonts.Sans);
}
