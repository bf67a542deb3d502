using System.Globalization;
using Coupler.Jobs;

namespace Coupler.Cost;

/// <summary>A job may cost more than a cap has left. Nothing was written or sent.</summary>
/// <param name="reservation">What was asked for.</param>
/// <param name="balance">What was reserved and spent before, jobs of the same submit included.</param>
public sealed class BudgetExceededException(Reservation reservation, AccountBalance balance)
    : Exception(Describe(reservation, balance))
{
    /// <summary>Null if it was the job's own <see cref="JobOptions.MaxCost"/>.</summary>
    public Budget? Budget { get; } = reservation.Budget;

    /// <summary>Whose part of a budget that each owner has for himself; else null.</summary>
    public string? Owner { get; } = reservation.Owner;

    /// <summary>The id of the target that may charge so much.</summary>
    public string Target { get; } = reservation.Target;

    /// <summary>The bound of the job that was refused.</summary>
    public decimal Asked { get; } = reservation.Amount;

    public decimal Limit { get; } = reservation.Limit;

    public decimal Reserved { get; } = balance.Reserved;

    public decimal Spent { get; } = balance.Spent;

    /// <summary>Of all the amounts.</summary>
    public string Currency { get; } = reservation.Currency;

    /// <summary>When the next period begins; null for a cap on each job, and for one that never begins anew.</summary>
    public DateTimeOffset? PeriodEnds { get; } = reservation.PeriodEnds;

    private static string Describe(Reservation asked, AccountBalance balance)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var job = $"{asked.Target} may charge up to {Text(asked.Amount)} {asked.Currency} for this job";
        var limit = $"{Text(asked.Limit)} {asked.Currency}";
        return asked switch
        {
            { Budget: null } => $"{job}, and its MaxCost is {limit}. Nothing was sent.",
            { Account: null } => $"{job}, and the budget '{asked.Budget.Name}' allows {limit} a job. Nothing was sent.",
            _ => $"{job}. Of the budget '{asked.Budget.Name}'{OwnerOf(asked)}, {limit}{PeriodOf(asked.Budget)}, "
                + $"{Text(balance.Spent)} are spent and {Text(balance.Reserved)} reserved: {Text(Left(asked, balance))} are left"
                + $"{EndOf(asked)}. Nothing was sent.",
        };
    }

    private static decimal Left(Reservation asked, AccountBalance balance) => Math.Max(0, asked.Limit - balance.Total);

    private static string OwnerOf(Reservation asked) => asked.Owner switch
    {
        null => "",
        "" => " for jobs without an owner",
        var owner => $" for {owner}",
    };

    private static string PeriodOf(Budget budget) =>
        budget.Period == BudgetPeriod.Ever ? "" : $" a {$"{budget.Period}".ToLowerInvariant()}";

    private static string EndOf(Reservation asked) => asked.PeriodEnds is { } end
        ? string.Create(CultureInfo.InvariantCulture, $" until {end.UtcDateTime:yyyy-MM-dd} (UTC)")
        : "";

    /// <summary>Two decimals, and more only where there are more.</summary>
    private static string Text(decimal amount) => amount.ToString("#,##0.00####", CultureInfo.InvariantCulture);
}
