using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>Whether new jobs fit under their caps, all of one call together.</summary>
internal static class ReservationCheck
{
    /// <param name="isThere">Whether the store has a job under the same key of the same owner: then nothing is reserved.</param>
    /// <param name="balanceOf">What the store counts on an account.</param>
    /// <returns>Null if all fit.</returns>
    public static BudgetExceededException? Refusal(
        ImmutableArray<NewJob> jobs, Func<JobOptions, bool> isThere, Func<string, AccountBalance> balanceOf)
    {
        var balances = new Dictionary<string, AccountBalance>();
        var keys = new HashSet<(string Owner, string Key)>();
        foreach (var job in jobs)
        {
            var options = job.Record.Options;
            if (options.Key is { } key && (!keys.Add((options.Owner ?? "", key)) || isThere(options))) continue;
            if (Refusal(job.Reservations, balances, balanceOf) is { } refusal) return refusal;
        }

        return null;
    }

    private static BudgetExceededException? Refusal(
        ImmutableArray<Reservation> asked, Dictionary<string, AccountBalance> balances, Func<string, AccountBalance> balanceOf)
    {
        foreach (var reservation in asked)
        {
            var balance = reservation.Account is { } account
                ? balances.GetValueOrDefault(account) ?? balanceOf(account)
                : AccountBalance.Zero;
            var amount = Millionths.RoundUp(reservation.Amount);
            if (balance.Total + Math.Max(amount, reservation.Amount) > reservation.Limit)
            {
                return new BudgetExceededException(reservation, balance);
            }

            if (reservation.Account is { } counted) balances[counted] = balance with { Reserved = balance.Reserved + amount };
        }

        return null;
    }
}
