namespace Coupler.Local.StateVector;

/// <summary>
/// The largest of many weights, beside their places; of equal ones the first. They are shown twice: the first time they are
/// counted in classes of about the same size, which tells how large a weight must be to be kept the second time.
/// </summary>
/// <param name="smallest">What is smaller is not kept.</param>
internal sealed class LargestWeights(double smallest)
{
    /// <summary>All that there are on 16 bits; many more would be hundreds of megabytes that nobody reads.</summary>
    public const int Limit = 1 << 16;

    /// <summary>The upper bits of a positive double are its exponent and the first of its digits: a class is 6 % wide.</summary>
    private const int ClassShift = 48;

    private readonly long[] countByClass = new long[1 << (63 - ClassShift)];
    private readonly List<(long Place, double Weight)> kept = [];
    private readonly List<(long Place, double Weight)> ofLowestClass = [];
    private int lowestClass = -1;

    /// <summary>The first showing.</summary>
    public void Count(ReadOnlySpan<double> weights)
    {
        foreach (var weight in weights)
        {
            if (weight >= smallest) countByClass[ClassOf(weight)]++;
        }
    }

    /// <summary>The second showing, in the same order.</summary>
    public void Collect(long first, ReadOnlySpan<double> weights)
    {
        if (lowestClass < 0) lowestClass = FindLowestClass();
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] < smallest || ClassOf(weights[i]) is var its && its < lowestClass) continue;
            (its == lowestClass ? ofLowestClass : kept).Add((first + i, weights[i]));
        }
    }

    /// <summary>At most <see cref="Limit"/>, in no order.</summary>
    public IReadOnlyList<(long Place, double Weight)> Take()
    {
        kept.AddRange(ofLowestClass.OrderByDescending(entry => entry.Weight).Take(Limit - kept.Count));
        return kept;
    }

    private static int ClassOf(double weight) => (int)(BitConverter.DoubleToInt64Bits(weight) >> ClassShift);

    /// <summary>The class that can be kept in part, or the lowest of all if there is room for everything.</summary>
    private int FindLowestClass()
    {
        var count = 0L;
        for (var place = countByClass.Length - 1; place >= 0; place--)
        {
            count += countByClass[place];
            if (count > Limit) return place;
        }

        return 0;
    }
}
