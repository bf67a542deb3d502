using System.Collections.Immutable;
using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>Tells how the budgets of a client stand in its store.</summary>
internal sealed class BudgetLedger(JobStore store, ImmutableArray<Budget> budgets, TimeProvider time)
{
    /// <param name="owner">Null: all budgets; of those that each owner has for himself the part of jobs without one.</param>
    public async Task<ImmutableArray<BudgetState>> ReadAsync(string? owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var states = ImmutableArray.CreateBuilder<BudgetState>();
        foreach (var budget in budgets)
        {
            if (owner is not null && budget.Owner is not null && budget.Owner != owner) continue;
            var balance = budget.AccountOf(owner, now) is { } account
                ? await store.ReadBalanceAsync(account, cancellationToken).ConfigureAwait(false)
                : AccountBalance.Zero;
            states.Add(new BudgetState
            {
                Budget = budget,
                Owner = budget.EachOwner ? owner ?? "" : null,
                Reserved = balance.Reserved,
                Spent = balance.Spent,
                PeriodEnds = budget.Period.Around(now)?.End,
            });
        }

        return states.DrainToImmutable();
    }
}
