using System.Collections.Immutable;

namespace Coupler.Cli.Views;

/// <summary>The nodes of a tour, in lines.</summary>
internal static class TourText
{
    private const int NodesOfLine = 20;

    /// <summary>Of a longer tour only these lines are shown.</summary>
    private const int MostLines = 10;

    /// <summary>The first nodes, twenty a line: <c>1 22 31 18</c>.</summary>
    public static ImmutableArray<string> Lines(ImmutableArray<int> tour)
    {
        ImmutableArray<string> lines = [.. tour.Chunk(NodesOfLine).Select(nodes => string.Join(' ', nodes))];
        return lines.Length <= MostLines
            ? lines
            : [.. lines[..MostLines], $"… of {tour.Length:N0} nodes; --format json has all"];
    }

    /// <summary>The first of the lines.</summary>
    public static string Start(ImmutableArray<int> tour) => tour.Length <= NodesOfLine
        ? string.Join(' ', tour)
        : string.Join(' ', tour[..NodesOfLine]) + " …";
}
