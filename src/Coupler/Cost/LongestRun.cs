namespace Coupler.Cost;

/// <summary>How long a job runs at most: as the caller says or as the target allows, whichever is less.</summary>
internal static class LongestRun
{
    /// <exception cref="CostUnknownException">Neither bounds it.</exception>
    public static decimal SecondsOf(CostBasis basis, decimal? mostSeconds)
    {
        var given = (decimal?)basis.Options.LongestRun?.Ticks / TimeSpan.TicksPerSecond;
        if (given is null && mostSeconds is null)
        {
            throw new CostUnknownException(
                basis.Target,
                $"it charges by the time that a job runs, which has no limit there. Say how long it runs at most: "
                    + $"{nameof(JobOptions)}.{nameof(JobOptions.LongestRun)}, or --longest-run on the command line.");
        }

        return Math.Min(given ?? decimal.MaxValue, mostSeconds ?? decimal.MaxValue);
    }
}
