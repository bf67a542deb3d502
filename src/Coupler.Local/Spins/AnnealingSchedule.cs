namespace Coupler.Local.Spins;

/// <summary>Inverse temperatures per unit of cost, from hot to cold.</summary>
internal readonly record struct AnnealingSchedule(double Start, double Stop)
{
    /// <summary>
    /// Hot and cold, in units of the inverse of the usual field and of the lesser one, found by trials on many
    /// graphs.
    /// </summary>
    private const double Hot = 0.7;
    private const double Cold = 7;

    /// <summary>
    /// From a flip against the usual local field being accepted every fourth time to one against a lesser one hardly
    /// ever.
    /// </summary>
    public static AnnealingSchedule Of(SpinScale scale) =>
        scale.UsualField == 0 ? new(0, 1) : new(Hot / scale.UsualField, Cold / scale.LesserField);

    /// <summary>The same, but for what is given.</summary>
    public AnnealingSchedule With(double? start, double? stop)
    {
        var first = start ?? Math.Min(Start, stop ?? double.PositiveInfinity);
        return new(first, Math.Max(first, stop ?? Stop));
    }

    /// <summary>Of step i of so many; they rise evenly.</summary>
    public double At(int step, int steps) => steps > 1 ? Start + (step * (Stop - Start) / (steps - 1)) : Stop;
}
