using System.Collections.Immutable;

namespace Coupler.Cost;

/// <summary>So much for each unit of time that the target works on the job.</summary>
internal sealed record TimePrice : Price
{
    /// <summary>What the unit is called: <c>hour</c>, <c>10 ms</c>.</summary>
    public required string Unit { get; init; }

    public required decimal UnitSeconds { get; init; }

    public required decimal UnitPrice { get; init; }

    /// <summary>Whether a unit that has begun is paid whole.</summary>
    public bool RoundsUp { get; init; }

    /// <summary>The least time that a job is charged for.</summary>
    public decimal LeastSeconds { get; init; }

    /// <summary>The longest that the target lets a job run, where there is such a limit.</summary>
    public decimal? MostSeconds { get; init; }

    public override ImmutableArray<CostLine> Charge(CostBasis basis)
    {
        var units = Math.Max(LeastSeconds, LongestRun.SecondsOf(basis, MostSeconds)) / UnitSeconds;
        return [new("run time", RoundsUp ? Math.Ceiling(units) : units, Unit, UnitPrice)];
    }
}
