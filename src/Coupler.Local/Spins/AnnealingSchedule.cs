namespace Coupler.Local.Spins;

/// <summary>Inverse temperatures per unit of cost, from hot to cold.</summary>
/// <param name="IsGeometric">They rise by the same factor each time; else by the same difference.</param>
internal readonly record struct AnnealingSchedule(double Start, double Stop, bool IsGeometric = false)
{
    /// <summary>Hot and cold, in units of the inverse of a usual and of a lesser field, found by trials on many graphs.</summary>
    private const double Hot = 0.7;
    private const double Cold = 7;

    /// <summary>
    /// ln 100 / 2: in units of the inverse of a weight, what goes against it is accepted once in a hundred
    /// times.
    /// </summary>
    private const double Frozen = 2.3;
    private const double LargestRange = 100;

    /// <summary>Of so many moves the changes of energy are looked at.</summary>
    private const int Samples = 1_000;

    /// <summary>
    /// From where hardly anything is refused to where hardly anything is taken. Where groups have moves of their own, these
    /// decide: penalties, which they do not meet, say nothing about the rest of the costs.
    /// </summary>
    public static AnnealingSchedule Of(SpinSystem system)
    {
        var (usual, lesser) = (system.Scale.UsualField, system.Scale.LesserField);
        if (usual == 0) return new(0, 1);
        if (system.Groups.IsEmpty) return new(Hot / usual, Cold / lesser);
        var random = new SpinRandom(0, 0);
        var state = system.CreateState();
        state.Scatter(random);
        double[] deltas = [.. GroupMoves.Sample(state, Samples, random).Select(Math.Abs).Where(delta => delta > 0).Order()];
        if (deltas.Length == 0) return new(Hot / usual, Cold / lesser);
        var (middle, low) = (deltas[deltas.Length / 2] / 2, deltas[deltas.Length / 20] / 2);

        // Moves that break no other rule than their group's may be rare among those, and what they change small.
        var cold = Math.Min(Frozen / system.Scale.LeastWeight, LargestRange * Cold / low);
        return new(Hot / middle, Math.Max(cold, Cold / low), IsGeometric: true);
    }

    /// <summary>The same, but for what is given.</summary>
    public AnnealingSchedule With(double? start, double? stop)
    {
        if (start is null && stop is null) return this;
        var first = start ?? Math.Min(Start, stop ?? double.PositiveInfinity);
        return new(first, Math.Max(first, stop ?? Stop));
    }

    /// <summary>From 0, the hot end, to 1, the cold one.</summary>
    public double At(double part) => IsGeometric ? Start * Math.Pow(Stop / Start, part) : Start + (part * (Stop - Start));

    /// <summary>Of step i of so many.</summary>
    public double At(int step, int steps) => steps > 1 ? At(step / (steps - 1.0)) : Stop;
}
