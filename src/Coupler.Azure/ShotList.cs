using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Azure;

/// <summary>Makes a result of outcomes as a place gave them: shot by shot, or as frequencies.</summary>
internal static class ShotList
{
    public static CircuitResult ToResult(Circuit circuit, IEnumerable<BitString> shots, Provenance provenance)
    {
        var places = new Dictionary<BitString, int>();
        var order = ImmutableArray.CreateBuilder<int>();
        var counts = new List<int>();
        foreach (var shot in shots)
        {
            if (!places.TryGetValue(shot, out var place))
            {
                places[shot] = place = counts.Count;
                counts.Add(0);
            }

            counts[place]++;
            order.Add(place);
        }

        ImmutableArray<BitString> outcomes = [.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        return new CircuitResult
        {
            Registers = circuit.BitRegisters,
            Outcomes = outcomes,
            ShotOrder = order.DrainToImmutable(),
            Counts = outcomes.ToImmutableDictionary(outcome => outcome, outcome => counts[places[outcome]]),
            Provenance = provenance,
        };
    }

    /// <summary>
    /// So many shots as come nearest to the frequencies, in all as many as were asked for: each has the whole part of its share,
    /// and those with the largest rest one more.
    /// </summary>
    public static ImmutableDictionary<BitString, int> Apportion(IReadOnlyDictionary<BitString, double> frequencies, int shots)
    {
        var total = frequencies.Values.Sum();
        if (total <= 0) return ImmutableDictionary<BitString, int>.Empty;
        var shares = frequencies.Select(pair => (pair.Key, Share: pair.Value / total * shots)).ToArray();
        var counts = shares.ToDictionary(share => share.Key, share => (int)Math.Floor(share.Share));
        var left = shots - counts.Values.Sum();
        foreach (var (outcome, _) in shares.OrderByDescending(share => share.Share - Math.Floor(share.Share))
            .ThenBy(share => share.Key).Take(left))
        {
            counts[outcome]++;
        }

        return counts.Where(pair => pair.Value > 0).ToImmutableDictionary();
    }
}
