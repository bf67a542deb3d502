using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>The accounts of caps of a <see cref="MemoryJobStore"/>. Not thread-safe.</summary>
internal sealed class MemoryAccounts
{
    private readonly Dictionary<string, (long Reserved, long Spent)> accounts = [];
    private readonly Dictionary<Guid, ImmutableArray<Reservation>> open = [];

    public AccountBalance BalanceOf(string account)
    {
        var (reserved, spent) = accounts.GetValueOrDefault(account);
        return new AccountBalance(Millionths.ToAmount(reserved), Millionths.ToAmount(spent));
    }

    public void Reserve(Guid job, ImmutableArray<Reservation> reservations)
    {
        var counted = reservations.RemoveAll(reservation => reservation.Account is null);
        if (counted.IsEmpty) return;
        open[job] = counted;
        foreach (var reservation in counted) Add(reservation.Account!, Millionths.Of(reservation.Amount), 0);
    }

    /// <summary>What is reserved for the job becomes what it was charged, if that is settled.</summary>
    public void Settle(JobRecord job)
    {
        if (JobCharge.IsSettled(job)) Close(job.Id, reservation => job.ChargeIn(reservation.Currency)!.Value);
    }

    /// <summary>The job is forgotten: nobody will say any more what it was charged.</summary>
    public void Forget(Guid job) => Close(job, reservation => reservation.Amount);

    private void Close(Guid job, Func<Reservation, decimal> chargeOf)
    {
        if (!open.Remove(job, out var reservations)) return;
        foreach (var reservation in reservations)
        {
            Add(reservation.Account!, -Millionths.Of(reservation.Amount), Millionths.Of(chargeOf(reservation)));
        }
    }

    private void Add(string account, long reserved, long spent)
    {
        var before = accounts.GetValueOrDefault(account);
        accounts[account] = (before.Reserved + reserved, before.Spent + spent);
    }
}
