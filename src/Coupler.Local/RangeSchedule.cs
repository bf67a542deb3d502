namespace Coupler.Local;

/// <summary>A setting that changes from step to step.</summary>
/// <param name="Initial">At the first step.</param>
/// <param name="Final">At the last.</param>
/// <param name="Shape">How it goes from one to the other.</param>
public sealed record RangeSchedule(double Initial, double Final, RangeShape Shape = RangeShape.Linear)
{
    /// <summary>At step i of so many; at the only one the last.</summary>
    internal double At(long step, long steps)
    {
        var part = steps > 1 ? Math.Min(1, (double)step / (steps - 1)) : 1;
        return Shape == RangeShape.Linear
            ? Initial + (part * (Final - Initial))
            : Initial * Math.Pow(Final / Initial, part);
    }

    /// <param name="isRising">Else it falls.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    internal string? FindWrong(string name, bool isRising)
    {
        if (!double.IsFinite(Initial) || !double.IsFinite(Final) || Math.Min(Initial, Final) < 0)
        {
            return $"{name} goes from {Initial} to {Final}; both must be 0 or more.";
        }

        if (Shape == RangeShape.Geometric && Math.Min(Initial, Final) == 0)
        {
            return $"{name} goes from {Initial} to {Final} geometrically; both must be more than 0, or the shape linear.";
        }

        if (isRising ? Final >= Initial : Final <= Initial) return null;
        return $"{name} goes from {Initial} to {Final}; it must {(isRising ? "rise" : "fall")}.";
    }
}
