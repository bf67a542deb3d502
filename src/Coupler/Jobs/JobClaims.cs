using Microsoft.Extensions.Logging;

namespace Coupler.Jobs;

/// <summary>
/// Takes jobs, keeps them and gives them back: a claim on a record is what keeps other processes from it. A claim is renewed
/// while it is needed and runs out with a process that dies.
/// </summary>
internal sealed partial class JobClaims(JobStore store, CouplerOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// A claim is renewed when this part of the lease is left: late enough to be rare, early enough for a slow store.
    /// </summary>
    private const double EarlyRenewal = 2.0 / 3;

    /// <summary>Takes a job that nobody is at work on, whenever it may be due.</summary>
    /// <returns>Null if somebody is, or if nothing is due any more.</returns>
    public async ValueTask<JobRecord?> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var job = await store.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (job?.Due is null || (job.Claim is not null && job.Due > now)) return null;
        var claim = job.ClaimedUntil(now + options.Lease, Guid.NewGuid());
        return await store.ReplaceAsync(claim, job.Version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a job for as long as a step takes, or until somebody else takes it.</summary>
    /// <returns>The record as it is in the store by then, with a cancellation that was asked for meanwhile.</returns>
    public async ValueTask<JobRecord> KeepAsync(JobRecord job, Task step)
    {
        var renewal = RenewalOf(job);
        while (!step.IsCompleted)
        {
            using var done = new CancellationTokenSource();
            await Task.WhenAny(step, time.UntilAsync(renewal, done.Token)).ConfigureAwait(false);
            await done.CancelAsync().ConfigureAwait(false);
            if (step.IsCompleted || await RenewAsync(job).ConfigureAwait(false) is not { } kept) return job;
            (job, renewal) = (kept, RenewalOf(kept, since: job));
        }

        return job;
    }

    /// <summary>
    /// Keeps a job, for which there is nothing to do, until somebody wakes it, a cancellation is asked for or a moment comes.
    /// </summary>
    /// <returns>The record as it is in the store by then; null if somebody else has taken it.</returns>
    public async ValueTask<JobRecord?> KeepAsync(
        JobRecord job, DateTimeOffset moment, JobActivity activity, CancellationToken cancellationToken)
    {
        var asked = job.CancelRequested;
        var renewal = RenewalOf(job);
        while (!activity.TakeWake() && job.CancelRequested == asked && time.GetUtcNow() < moment)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var clock = time.UntilAsync(moment < renewal ? moment : renewal, done.Token);
            await Task.WhenAny(activity.WokenAsync(), clock).ConfigureAwait(false);
            await done.CancelAsync().ConfigureAwait(false);
            if (time.GetUtcNow() < renewal) continue;
            if (await RenewAsync(job).ConfigureAwait(false) is not { } kept) return null;
            (job, renewal) = (kept, RenewalOf(kept, since: job));
        }

        return job;
    }

    /// <summary>The record if it is still ours: a cancellation leaves a claim in place, a take-over does not.</summary>
    public async ValueTask<JobRecord?> StillMineAsync(JobRecord job)
    {
        var stored = await store.GetAsync(job.Id, CancellationToken.None).ConfigureAwait(false);
        return stored?.Claim == job.Claim ? stored : null;
    }

    /// <summary>On the way out: whoever comes next need not wait for the claim to run out.</summary>
    public async ValueTask GiveBackAsync(JobRecord job)
    {
        try
        {
            await RewriteAsync(job, mine => mine with { Claim = null, Due = time.GetUtcNow() }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of a queue item. The claim runs out.
            LogTrouble(exception, job.Id);
        }
    }

    private DateTimeOffset RenewalOf(JobRecord job) => job.Due!.Value - (options.Lease * EarlyRenewal);

    private DateTimeOffset RenewalOf(JobRecord job, JobRecord since) =>
        job.Version > since.Version ? RenewalOf(job) : time.GetUtcNow() + options.Lease - (options.Lease * EarlyRenewal);

    /// <returns>Null if somebody else has taken the job; the same record if the store failed: it is tried again later.</returns>
    private async ValueTask<JobRecord?> RenewAsync(JobRecord job)
    {
        try
        {
            return await RewriteAsync(job, mine => mine.ClaimedUntil(time.GetUtcNow() + options.Lease, mine.Claim!.Value))
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of a queue item: what the claim is kept for goes on.
            LogTrouble(exception, job.Id);
            return job;
        }
    }

    /// <summary>Changes whose the job is, whatever else was written to it meanwhile.</summary>
    private async ValueTask<JobRecord?> RewriteAsync(JobRecord job, Func<JobRecord, JobRecord> change)
    {
        for (JobRecord? mine = job; mine is not null; mine = await StillMineAsync(mine).ConfigureAwait(false))
        {
            var written = await store.ReplaceAsync(change(mine), mine.Version, CancellationToken.None).ConfigureAwait(false);
            if (written is not null) return written;
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The claim on job {Job} could not be written.")]
    private partial void LogTrouble(Exception exception, Guid job);
}
