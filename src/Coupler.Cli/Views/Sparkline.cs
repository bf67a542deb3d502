namespace Coupler.Cli.Views;

/// <summary>How a value went over time, as a line of blocks from the lowest to the highest that was seen.</summary>
internal sealed class Sparkline
{
    private const int Width = 12;
    private const string Blocks = "▁▂▃▄▅▆▇█";

    private readonly List<(TimeSpan Time, double Value)> points = [];

    /// <param name="time">Not before that of the point before.</param>
    public void Add(TimeSpan time, double value) => points.Add((time, value));

    /// <summary>Each block is what held at the end of its part of the time from the first point to the last.</summary>
    public override string ToString() => string.Concat(Values().Select(BlockOf));

    private IEnumerable<double> Values()
    {
        if (points is not [var first, ..]) yield break;
        var span = points[^1].Time - first.Time;
        var next = 0;
        for (var column = 1; column <= Width; column++)
        {
            var end = first.Time + (span * column / Width);
            while (next < points.Count && points[next].Time <= end) next++;
            yield return points[Math.Max(0, next - 1)].Value;
        }
    }

    private char BlockOf(double value)
    {
        var (lowest, highest) = (points.Min(point => point.Value), points.Max(point => point.Value));
        if (highest == lowest) return Blocks[Blocks.Length / 2];
        return Blocks[(int)Math.Round((value - lowest) / (highest - lowest) * (Blocks.Length - 1))];
    }
}
