namespace Coupler.Local.StateVector;

/// <summary>
/// Random numbers of shots in ascending order, each beside its shot. They are uniform, so equal buckets hold a few each: counted,
/// filled, and put right by one insertion sort, in linear time. The memory is used again by the next fill.
/// </summary>
internal sealed class SortedDraws(int capacity)
{
    /// <summary>On average in a bucket.</summary>
    private const int DrawsPerBucket = 2;

    private readonly double[] uniforms = new double[capacity];
    private readonly double[] keys = new double[capacity];
    private readonly int[] shots = new int[capacity];
    private readonly int[] starts = new int[(capacity / DrawsPerBucket) + 2];

    public int Capacity => keys.Length;

    public int Count { get; private set; }

    public ReadOnlySpan<double> Keys => keys.AsSpan(0, Count);

    /// <summary>The shot of each key.</summary>
    public ReadOnlySpan<int> Shots => shots.AsSpan(0, Count);

    /// <param name="scale">The keys are uniform in [0, scale].</param>
    public void Fill(ShotRandom random, ReadOnlySpan<int> unsorted, int draw, double scale)
    {
        Count = unsorted.Length;
        var drawn = uniforms.AsSpan(0, Count);
        random.Fill(unsorted, draw, drawn);
        var buckets = (Count / DrawsPerBucket) + 1;
        var ends = starts.AsSpan(0, buckets + 1);
        ends.Clear();
        foreach (var uniform in drawn) ends[(int)(uniform * buckets) + 1]++;
        for (var bucket = 1; bucket <= buckets; bucket++) ends[bucket] += ends[bucket - 1];
        for (var i = 0; i < drawn.Length; i++)
        {
            var place = ends[(int)(drawn[i] * buckets)]++;
            (keys[place], shots[place]) = (drawn[i] * scale, unsorted[i]);
        }

        SortWithinBuckets();
    }

    private void SortWithinBuckets()
    {
        for (var i = 1; i < Count; i++)
        {
            var (key, shot) = (keys[i], shots[i]);
            var hole = i;
            for (; hole > 0 && keys[hole - 1] > key; hole--) (keys[hole], shots[hole]) = (keys[hole - 1], shots[hole - 1]);
            (keys[hole], shots[hole]) = (key, shot);
        }
    }
}
