using Coupler.Local.Spins;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>The inverse temperatures of a run, per unit of cost; they rise evenly.</summary>
internal readonly record struct AnnealingSchedule(double Start, double Stop)
{
    /// <summary>
    /// Hot: a flip against the usual local field, the root of the mean of Σ J² + h², is accepted about every second time. Cold:
    /// one against the smallest coupling is accepted once in a hundred times.
    /// </summary>
    public static AnnealingSchedule Of(CouplingGraph graph)
    {
        var (squares, least) = (0.0, double.PositiveInfinity);
        foreach (var weight in graph.Weights)
        {
            squares += weight * weight;
            if (weight != 0) least = Math.Min(least, Math.Abs(weight));
        }

        foreach (var field in graph.Fields)
        {
            squares += field * field;
            if (field != 0) least = Math.Min(least, Math.Abs(field));
        }

        if (squares == 0) return new(0, 1);
        var usual = Math.Sqrt(squares / graph.Count);
        var start = Math.Log(2) / (2 * usual);
        return new(start, Math.Max(start, Math.Log(100) / (2 * Math.Max(least, usual / LargestRange))));
    }

    /// <summary>Weights that differ by more than this do not make the end colder.</summary>
    private const double LargestRange = 100;
}
