namespace Coupler.Local.StateVector;

/// <summary>The largest of many probabilities, beside the basis states they belong to; of equal ones the first.</summary>
internal sealed class LargestWeights
{
    /// <summary>All that there are on 16 bits; many more would be hundreds of megabytes that nobody reads.</summary>
    public const int Limit = 1 << 16;

    private readonly List<(long State, double Weight)> kept = [];

    /// <summary>A weight that is not larger has no chance any more.</summary>
    private double threshold;

    public void Add(long state, double weight)
    {
        if (weight <= threshold) return;
        kept.Add((state, weight));
        if (kept.Count < 2 * Limit) return;
        DropSmallest();
        threshold = kept[^1].Weight;
    }

    /// <summary>At most as many as the limit, the largest first.</summary>
    public IReadOnlyList<(long State, double Weight)> Take()
    {
        DropSmallest();
        return kept;
    }

    private void DropSmallest()
    {
        kept.Sort((left, right) => left.Weight == right.Weight ? left.State.CompareTo(right.State) : right.Weight.CompareTo(left.Weight));
        if (kept.Count > Limit) kept.RemoveRange(Limit, kept.Count - Limit);
    }
}
