namespace Coupler.Jobs;

/// <summary>
/// Estimates how long an attempt will still be at its target, from earlier ones that were in the same phase for longer than this
/// one has been: an attempt that has waited for five minutes is not done in two. Of each, what it had left at that moment counts:
/// the rest of the queue and the run, or the rest of the run. Pure.
/// </summary>
internal static class TimeLeft
{
    /// <summary>
    /// The fewest earlier attempts to say anything: of n, the next one is below the smallest, or above the largest, with a
    /// probability of 1/(n + 1) each. With fewer than nine the 10 % and 90 % quantiles lie outside of what was seen.
    /// </summary>
    public const int LeastAttempts = 9;

    /// <summary>How far size classes may be from this one's; the first that gives enough attempts is taken.</summary>
    private static readonly int[] Reaches = [0, 1, 2, int.MaxValue];

    /// <param name="history">Of one target.</param>
    /// <param name="elapsed">How long this one has been waiting, or executing.</param>
    /// <returns>Null if there are too few to say.</returns>
    public static TimeBand? Of(IReadOnlyList<AttemptTimes> history, int sizeClass, bool isExecuting, TimeSpan elapsed)
    {
        (int Distance, TimeSpan Left)[] longer =
        [
            .. from times in history
               let left = isExecuting ? times.Ran - elapsed : times.Waited - elapsed
               where left > TimeSpan.Zero
               select (Math.Abs(times.SizeClass - sizeClass), isExecuting ? left : left + times.Ran),
        ];
        foreach (var reach in Reaches)
        {
            TimeSpan[] left = [.. longer.Where(one => one.Distance <= reach).Select(one => one.Left).Order()];
            if (left.Length < LeastAttempts) continue;
            return new TimeBand(Quantile(left, 0.1), Quantile(left, 0.5), Quantile(left, 0.9));
        }

        return null;
    }

    /// <summary>
    /// The value at rank p (n + 1), counted from 1, straight between its neighbours: the next value, drawn as these were, is
    /// below the one of rank k with probability k/(n + 1), whatever the distribution.
    /// </summary>
    private static TimeSpan Quantile(TimeSpan[] ascending, double probability)
    {
        var rank = probability * (ascending.Length + 1);
        var below = Math.Clamp((int)rank, 1, ascending.Length - 1);
        return ascending[below - 1] + ((rank - below) * (ascending[below] - ascending[below - 1]));
    }
}
