using System.Collections.Immutable;

namespace Coupler.Problems.Tsplib;

/// <summary>
/// A symmetric travelling-salesman problem: nodes, counted from 0, with whole distances between them. Find the shortest tour that
/// visits each once and comes back. Immutable.
/// </summary>
public sealed class TspInstance
{
    private readonly Func<int, int, int> distance;

    internal TspInstance(string name, int nodes, Func<int, int, int> distance, ImmutableArray<(double X, double Y)> points)
    {
        Name = name;
        NodeCount = nodes;
        Points = points.IsDefault ? [] : points;
        this.distance = distance;
    }

    public string Name { get; }

    public int NodeCount { get; }

    /// <summary>
    /// Where the nodes stand: their coordinates, or the data for a picture; empty if the file has neither. Of geographical
    /// coordinates X is the latitude and Y the longitude, as degrees and minutes, DDD.MM.
    /// </summary>
    public ImmutableArray<(double X, double Y)> Points { get; }

    /// <summary>The distance of two nodes, the same both ways; 0 of a node to itself.</summary>
    public int this[int from, int to]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)from, (uint)NodeCount, nameof(from));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)NodeCount, nameof(to));
            return from == to ? 0 : distance(from, to);
        }
    }

    /// <param name="name">In one line.</param>
    /// <param name="distances">Square and symmetric, none negative; the diagonal does not count. Copied.</param>
    /// <param name="points">One for each node, or none.</param>
    /// <exception cref="ArgumentException">The name, the distances or the points are not like that.</exception>
    public static TspInstance Create(string name, int[,] distances, ImmutableArray<(double X, double Y)> points = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(distances);
        var count = distances.GetLength(0);
        if (name.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("The name has more than one line.", nameof(name));
        if (count == 0 || count != distances.GetLength(1)) throw new ArgumentException("It is not square.", nameof(distances));
        if (!points.IsDefaultOrEmpty && points.Length != count)
        {
            throw new ArgumentException($"There are {points.Length} points for {count} nodes.", nameof(points));
        }

        var copy = (int[,])distances.Clone();
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (copy[i, j] == copy[j, i] && copy[i, j] >= 0) continue;
                throw new ArgumentException($"The distances of {i} and {j} differ, or are negative.", nameof(distances));
            }
        }

        return new TspInstance(name, count, (from, to) => copy[from, to], points);
    }

    /// <summary>The length of a closed tour.</summary>
    /// <param name="tour">Every node once; the way back from the last to the first is added.</param>
    /// <exception cref="ArgumentException">It is no tour.</exception>
    public long LengthOf(ReadOnlySpan<int> tour)
    {
        var isVisited = new bool[NodeCount];
        if (tour.Length != NodeCount) throw new ArgumentException($"A tour has {NodeCount} nodes.", nameof(tour));
        var length = 0L;
        for (var i = 0; i < tour.Length; i++)
        {
            length += this[tour[i], tour[(i + 1) % tour.Length]];
            if (isVisited[tour[i]]) throw new ArgumentException($"The tour visits node {tour[i]} twice.", nameof(tour));
            isVisited[tour[i]] = true;
        }

        return length;
    }
}
