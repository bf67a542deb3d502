using System.Collections.Immutable;
using Coupler.Jobs;

namespace Coupler.Cost;

/// <summary>Says what a job costs at most, and what it has to reserve under which caps.</summary>
internal sealed class CostCaps(ImmutableArray<Budget> budgets)
{
    /// <summary>
    /// At most one attempt of a job is charged, so the job reserves the largest bound among the ways in which it may come to
    /// run, in each currency.
    /// </summary>
    /// <param name="options">Of the job, whose cap, owner and tags count.</param>
    /// <param name="moment">Of the submit.</param>
    /// <returns>
    /// The bound of each candidate, none if one of them is not known; and the reservations, none if all candidates are free.
    /// </returns>
    /// <exception cref="CostUnknownException">A bound is not known, and there is a cap that would have to be checked.</exception>
    public (ImmutableArray<CostBound> Bounds, ImmutableArray<Reservation> Reservations) Weigh(
        ImmutableArray<CostCandidate> candidates, JobOptions options, DateTimeOffset moment)
    {
        var covering = budgets.RemoveAll(budget => !budget.Covers(options));
        var isCapped = options.MaxCost is not null || !covering.IsEmpty;
        ImmutableArray<CostBound> bounds;
        try
        {
            bounds = [.. candidates.Select(BoundOf)];
        }
        catch (CostUnknownException) when (!isCapped)
        {
            return ([], []);
        }

        if (!isCapped || bounds.All(bound => bound.Amount == 0)) return (bounds, []);
        var largest = bounds
            .Where(bound => bound.Amount > 0)
            .GroupBy(bound => bound.Currency, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.MaxBy(bound => bound.Amount)!);
        return (bounds, [.. largest.SelectMany(bound => Reservations(bound, covering, options, moment))]);
    }

    private static CostBound BoundOf(CostCandidate candidate)
    {
        var (workspace, workload, target, options) = candidate;
        var estimate = workspace.Estimate(workload, target, options);
        return new CostBound(target.Id, estimate.UpperBound, estimate.Currency);
    }

    private static IEnumerable<Reservation> Reservations(
        CostBound bound, ImmutableArray<Budget> covering, JobOptions options, DateTimeOffset moment)
    {
        if (options.MaxCost is { } most)
        {
            yield return new Reservation
            {
                Amount = bound.Amount,
                Currency = bound.Currency,
                Limit = most,
                Target = bound.Target,
            };
        }

        foreach (var budget in covering.Where(budget => Money.IsSame(budget.Currency, bound.Currency)))
        {
            yield return new Reservation
            {
                Account = budget.AccountOf(options.Owner, moment),
                Amount = bound.Amount,
                Currency = bound.Currency,
                Limit = budget.Limit,
                Target = bound.Target,
                Budget = budget,
                Owner = budget.EachOwner ? options.Owner ?? "" : null,
                PeriodEnds = budget.Period.Around(moment)?.End,
            };
        }
    }
}
