using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Cli.Views;

/// <summary>A result as lines of text.</summary>
internal static class HistogramText
{
    private const int MostRows = 20;
    private const double LeastShareWithDigits = 0.001;

    /// <summary>What was run, where and how: <c>bell.qasm on local.state-vector: 1,000 shots, seed 7, 0.004 s</c>.</summary>
    public static string Heading(CircuitOutcome outcome)
    {
        var result = outcome.Result;
        var what = result.Counts.Count > 0
            ? $"{result.Shots:N0} {(result.Shots == 1 ? "shot" : "shots")}, seed {result.Provenance.Seed}"
            : "measures nothing; exact probabilities of all qubits";
        return $"{outcome.Path} on {result.Provenance.Target}: {what}, {outcome.Elapsed.TotalSeconds:F3} s";
    }

    public static ImmutableArray<HistogramLine> Lines(CircuitResult result)
    {
        var histogram = Histogram.Of(result, MostRows);
        var rows = histogram.All;
        if (rows.IsEmpty) return [];
        var labelWidth = rows.Max(row => row.Label.Length);
        var countWidth = rows.Max(row => Count(row).Length);
        var longest = rows[0].Share;
        return [.. rows.Select(row => new HistogramLine(
            $"{row.Label.PadRight(labelWidth)} {Count(row).PadLeft(countWidth)} {Percent(row.Share),8}",
            row == histogram.Rest ? 0 : row.Share / longest))];
    }

    /// <summary>Count and percent: <c>503, 50.3 %</c>.</summary>
    public static string Value(HistogramRow row) =>
        row.Count is { } count ? $"{count:N0}, {Percent(row.Share)}" : Percent(row.Share);

    private static string Count(HistogramRow row) => row.Count is { } count ? $" {count:N0}" : "";

    private static string Percent(double share) => share is > 0 and < LeastShareWithDigits ? "<0.1 %" : $"{share * 100:F1} %";
}
