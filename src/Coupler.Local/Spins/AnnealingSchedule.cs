namespace Coupler.Local.Spins;

/// <summary>Inverse temperatures per unit of cost, from hot to cold.</summary>
internal readonly record struct AnnealingSchedule(double Start, double Stop)
{
    /// <summary>Weights that differ by more than this do not make the end colder.</summary>
    private const double LargestRange = 100;

    /// <summary>
    /// Hot: a flip against the usual local field is accepted about every second time. Cold: one against the smallest weight is
    /// accepted once in a hundred times.
    /// </summary>
    public static AnnealingSchedule Of(SpinScale scale)
    {
        if (scale.UsualField == 0) return new(0, 1);
        var start = Math.Log(2) / (2 * scale.UsualField);
        var least = Math.Max(scale.LeastWeight, scale.UsualField / LargestRange);
        return new(start, Math.Max(start, Math.Log(100) / (2 * least)));
    }

    /// <summary>The same, but for what is given.</summary>
    public AnnealingSchedule With(double? start, double? stop)
    {
        var first = start ?? Math.Min(Start, stop ?? double.PositiveInfinity);
        return new(first, Math.Max(first, stop ?? Stop));
    }

    /// <summary>Of step i of so many; they rise evenly.</summary>
    public double At(int step, int steps) => steps > 1 ? Start + (step * (Stop - Start) / (steps - 1)) : Stop;
}
