namespace Coupler.Cli;

/// <summary>One outcome, or the rest of them.</summary>
/// <param name="Label">The bits, registers apart, the last declared one leftmost.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Count">Null where probabilities are shown.</param>
internal sealed record HistogramRow(string Label, double Share, int? Count);
