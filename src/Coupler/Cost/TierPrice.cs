using System.Collections.Immutable;

namespace Coupler.Cost;

/// <summary>
/// So much for each hour, by how many hours were used in the month. What was used before is not known here, so the job is
/// charged where it costs most.
/// </summary>
internal sealed record TierPrice : Price
{
    private const decimal SecondsPerHour = 3600;

    /// <summary>In the order of the hours.</summary>
    public required ImmutableArray<PriceTier> Tiers { get; init; }

    /// <summary>The longest that the target lets a job run, where there is such a limit.</summary>
    public decimal? MostSeconds { get; init; }

    public override ImmutableArray<CostLine> Charge(CostBasis basis)
    {
        var hours = LongestRun.SecondsOf(basis, MostSeconds) / SecondsPerHour;
        var sold = Tiers[^1].UpToHours;
        if (hours > sold) throw new CostUnknownException(basis.Target, $"it sells at most {sold} hours a month.");

        // The sum is linear between the starts at which an end of the job meets the end of a tier.
        var ends = Tiers.Select(tier => tier.UpToHours).Prepend(0);
        return ends.SelectMany(end => new[] { end, end - hours })
            .Where(start => start >= 0 && start + hours <= sold)
            .Select(start => Charge(start, hours))
            .MaxBy(lines => lines.Sum(line => line.Cost));
    }

    private ImmutableArray<CostLine> Charge(decimal start, decimal hours)
    {
        var lines = ImmutableArray.CreateBuilder<CostLine>();
        var from = 0m;
        foreach (var tier in Tiers)
        {
            var inside = Math.Min(start + hours, tier.UpToHours) - Math.Max(start, from);
            var what = FormattableString.Invariant($"run time in hours {from} to {tier.UpToHours} of a month");
            if (inside > 0) lines.Add(new(what, inside, "hour", tier.HourPrice));
            from = tier.UpToHours;
        }

        return lines.DrainToImmutable();
    }
}
