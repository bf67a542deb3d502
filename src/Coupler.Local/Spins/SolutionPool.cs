using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>The best of the solutions that were found, each with how often it was. Not thread-safe.</summary>
internal sealed class SolutionPool
{
    private readonly Dictionary<BitString, (double Cost, int Occurrences)> found = [];

    public double Best { get; private set; } = double.PositiveInfinity;

    public void Add(BitString values, double cost)
    {
        var occurrences = found.TryGetValue(values, out var known) ? known.Occurrences : 0;
        found[values] = (cost, occurrences + 1);
        Best = Math.Min(Best, cost);
    }

    /// <summary>The best; of the same cost in the order of their values, in whatever order they came.</summary>
    public ImmutableArray<Solution> Take(int count) =>
    [
        .. found
            .OrderBy(entry => entry.Value.Cost)
            .ThenBy(entry => entry.Key)
            .Take(count)
            .Select(entry => new Solution(entry.Key, entry.Value.Cost, entry.Value.Occurrences)),
    ];
}
