using System.Runtime.InteropServices;
using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>Collects the outcomes of shots.</summary>
internal sealed class ShotTally(int shots)
{
    private readonly Dictionary<BitString, int> places = [];
    private readonly List<BitString> outcomes = [];
    private readonly List<int> counts = [];
    private readonly int[] order = new int[shots];

    /// <summary>How many shots have an outcome.</summary>
    public int Done { get; private set; }

    /// <summary>Makes room for so many more outcomes.</summary>
    public void Expect(int more)
    {
        places.EnsureCapacity(outcomes.Count + more);
        outcomes.EnsureCapacity(outcomes.Count + more);
        counts.EnsureCapacity(outcomes.Count + more);
    }

    /// <summary>These shots have this outcome.</summary>
    public void Add(BitString outcome, ReadOnlySpan<int> shots)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, outcome, out var isKnown);
        if (!isKnown)
        {
            place = outcomes.Count;
            outcomes.Add(outcome);
            counts.Add(0);
        }

        counts[place] += shots.Length;
        foreach (var shot in shots) order[shot] = place;
        Done += shots.Length;
    }

    /// <summary>The result without its registers. It takes over what was collected.</summary>
    public CircuitResult ToResult()
    {
        for (var i = 0; i < outcomes.Count; i++) places[outcomes[i]] = counts[i];
        return new()
        {
            Registers = [],
            Outcomes = [.. outcomes],
            ShotOrder = ImmutableCollectionsMarshal.AsImmutableArray(order),
            Counts = places,
        };
    }
}
