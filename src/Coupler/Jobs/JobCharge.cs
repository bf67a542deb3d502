using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>What a job has cost or may have cost, as its record tells: the one place that knows when that is settled.</summary>
internal static class JobCharge
{
    /// <summary>
    /// Nothing will be sent any more. A job that is parked may go on, unless its target is done with it: the result is paid for,
    /// whatever becomes of it here.
    /// </summary>
    public static bool IsSettled(JobRecord job) =>
        job.Status.IsFinal || job.Outcome is not null || job.Attempts is [.., { Status: AttemptStatus.Succeeded }];

    /// <summary>The most that it costs, in the currency of its own target.</summary>
    public static Money? BoundOf(JobRecord job)
    {
        if (job.Bounds.IsDefaultOrEmpty) return null;
        var currency = job.Bounds[0].Currency;
        return new Money(job.Bounds.Where(bound => Money.IsSame(bound.Currency, currency)).Max(bound => bound.Amount), currency);
    }

    /// <summary>What its places have told, in the currency in which they told it last.</summary>
    public static Money? ToldOf(JobRecord job)
    {
        if (job.Attempts.LastOrDefault(attempt => attempt.Cost is not null)?.Cost is not { } last) return null;
        var told = job.Attempts.Select(attempt => attempt.Cost).OfType<Money>();
        return last with { Amount = told.Where(cost => Money.IsSame(cost.Currency, last.Currency)).Sum(cost => cost.Amount) };
    }

    /// <summary>What was told, and the bound where nothing was told of an attempt that may have been charged.</summary>
    public static decimal In(string currency, JobRecord job) => job.Attempts.Sum(attempt => In(currency, job, attempt));

    private static decimal In(string currency, JobRecord job, Attempt attempt)
    {
        if (attempt.Cost is { Amount: 0 }) return 0;
        if (job.Bounds.IsDefaultOrEmpty) return 0;
        var bounds = job.Bounds.Where(bound => bound.Target == attempt.Target).ToArray();
        if (attempt.Cost is { } told && bounds.Any(bound => Money.IsSame(bound.Currency, told.Currency)))
        {
            return Money.IsSame(told.Currency, currency) ? told.Amount : 0;
        }

        // Nothing converts what was told in another currency than the estimate's: then, too, the bound counts.
        if (!MayBeCharged(job, attempt)) return 0;
        return bounds.Where(bound => Money.IsSame(bound.Currency, currency)).Select(bound => bound.Amount).DefaultIfEmpty().Max();
    }

    private static bool MayBeCharged(JobRecord job, Attempt attempt)
    {
        if (attempt.Sent is null) return false;
        var failure = attempt.Failure ?? (attempt.Number == job.Attempt.Number ? job.Failure : null);
        return attempt.Status switch
        {
            // Cancelled and free: it was taken out of the queue, since it had waited for too long.
            AttemptStatus.Failed or AttemptStatus.Cancelled =>
                failure?.Class is not (FailureClass.FailedFree or FailureClass.NeverAccepted),

            // Nobody said that it was accepted: free if the place refused it, and else it may be on its way.
            AttemptStatus.Unsent =>
                failure?.Class is not (FailureClass.FailedFree or FailureClass.NeverAccepted or FailureClass.Yours),
            _ => true,
        };
    }
}
