namespace Coupler.Cost;

/// <summary>How a budget stands at one moment.</summary>
public sealed record BudgetState
{
    public required Budget Budget { get; init; }

    /// <summary>Whose part it is of a budget that each owner has for himself; empty for jobs without one. Else null.</summary>
    public string? Owner { get; init; }

    /// <summary>The bounds of jobs that may still be charged.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>What jobs that have ended cost: what their places said or, where they said nothing, the bounds.</summary>
    public required decimal Spent { get; init; }

    /// <summary>What the next job may cost at most. 0 also where more was spent than the limit allows.</summary>
    public decimal Left => Math.Max(0, Budget.Limit - Reserved - Spent);

    /// <summary>
    /// When the next period begins; null for <see cref="BudgetPeriod.Job"/> and <see cref="BudgetPeriod.Ever"/>.
    /// </summary>
    public DateTimeOffset? PeriodEnds { get; init; }
}
