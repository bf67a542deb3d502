using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>The best of the solutions that were found, each with how often it was. Not thread-safe.</summary>
/// <param name="most">So many are told at most. Others are dropped now and then: they never become the best again.</param>
internal sealed class SolutionPool(int most)
{
    private const int Slack = 1_024;

    private readonly Dictionary<BitString, (double Cost, int Occurrences)> found = [];

    public double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>What costs more is not worth to be added.</summary>
    public double Worst { get; private set; } = double.PositiveInfinity;

    /// <param name="occurrences">How often they were found.</param>
    public void Add(BitString values, double cost, int occurrences = 1)
    {
        var before = found.TryGetValue(values, out var known) ? known.Occurrences : 0;
        found[values] = (cost, before + occurrences);
        Best = Math.Min(Best, cost);
        if (found.Count <= (2 * most) + Slack) return;
        foreach (var (worse, _) in Ordered().Skip(most).ToArray()) found.Remove(worse);
        Worst = found.Values.Max(entry => entry.Cost);
    }

    /// <summary>The best; of the same cost in the order of their values, in whatever order they came.</summary>
    public ImmutableArray<Solution> ToSolutions() =>
    [
        .. Ordered().Take(most).Select(entry => new Solution(entry.Key, entry.Value.Cost, entry.Value.Occurrences)),
    ];

    private IEnumerable<KeyValuePair<BitString, (double Cost, int Occurrences)>> Ordered() =>
        found.OrderBy(entry => entry.Value.Cost).ThenBy(entry => entry.Key);
}
