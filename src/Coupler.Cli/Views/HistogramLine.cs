namespace Coupler.Cli.Views;

/// <summary>One line of a histogram in text.</summary>
/// <param name="Columns">Outcome, count and percent, aligned with the other lines.</param>
/// <param name="Length">Of the bar: 1 for the most frequent outcome, 0 for all others together.</param>
internal sealed record HistogramLine(string Columns, double Length);
