using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Cli;

/// <summary>How often each outcome came, or how probable it is where the circuit measures nothing.</summary>
/// <param name="Rows">Most frequent first; the smaller number first where two are alike.</param>
/// <param name="Rest">All further outcomes together, if there are any.</param>
internal sealed record Histogram(ImmutableArray<HistogramRow> Rows, HistogramRow? Rest)
{
    /// <summary>The rows, then the rest.</summary>
    public ImmutableArray<HistogramRow> All => Rest is null ? Rows : [.. Rows, Rest];

    public static Histogram Of(CircuitResult result, int mostRows)
    {
        if (result.Counts.Count == 0 && result.Probabilities is { } probabilities)
        {
            return Of(result, probabilities, mostRows, (label, probability) => new HistogramRow(label, probability, null));
        }

        var shots = (double)result.Shots;
        return Of(result, result.Counts, mostRows, (label, count) => new HistogramRow(label, count / shots, count));
    }

    /// <summary>Largest value first; of equal ones the smaller bit string.</summary>
    public static List<KeyValuePair<BitString, TValue>> Ranked<TValue>(IReadOnlyDictionary<BitString, TValue> values) =>
        [.. values.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];

    private static Histogram Of<TValue>(
        CircuitResult result, IReadOnlyDictionary<BitString, TValue> values, int mostRows, Func<string, TValue, HistogramRow> row)
        where TValue : INumber<TValue>
    {
        var ranked = Ranked(values);
        var others = ranked.Count - mostRows;
        var rest = ranked.Skip(mostRows).Aggregate(TValue.Zero, (sum, pair) => sum + pair.Value);
        return new(
            [.. ranked.Take(mostRows).Select(pair => row(OutcomeLabel.Of(pair.Key, result), pair.Value))],
            others > 0 ? row(others == 1 ? "(1 other)" : $"({others:N0} others)", rest) : null);
    }
}
