using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>
/// The end of what is kept: jobs are deleted at their place first and then here, so that a crash in between only repeats.
/// Deleting a job again that is half gone is no error anywhere.
/// </summary>
internal sealed class JobRetention(JobStore store, WorkspaceDirectory workspaces, TimeProvider time, JobLog log)
{
    private const int BatchSize = 256;
    private const int PageSize = 1_000;

    /// <summary>How long jobs are kept in memory, which would fill up, if nobody says.</summary>
    private static readonly TimeSpan InMemory = TimeSpan.FromHours(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>After a full batch: more are waiting.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FileInterval = TimeSpan.FromHours(1);

    /// <summary>When a place is asked again for a job that it did not delete: after the others that waited for it.</summary>
    private static readonly TimeSpan LongDelay = TimeSpan.FromHours(1);

    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);

    private DateTimeOffset nextFiles;
    private long nextTicks;

    /// <summary>How long jobs are kept that do not say so themselves; null: for ever.</summary>
    public static TimeSpan? Of(CouplerOptions options, JobStore store) =>
        options.Retention ?? (store.IsShared ? null : InMemory);

    /// <inheritdoc cref="QuantumClient.DeleteAsync"/>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await store.GetAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The store has no job {id}.");
        if (!job.Status.IsFinal && job.Status != JobStatus.Parked)
        {
            throw new InvalidOperationException(
                $"Job {id} has not ended: its status is {job.Status}. Cancel it, and delete it when it has ended.");
        }

        job = await EndedAsync(job, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A parked job ends first: nobody takes it up again while its place deletes what it has.</summary>
    private async ValueTask<JobRecord> EndedAsync(JobRecord job, CancellationToken cancellationToken)
    {
        if (job.Status != JobStatus.Parked) return job;
        var now = time.GetUtcNow();
        var ended = job with { Status = JobStatus.Cancelled, Due = null, Claim = null, KeptUntil = now, Updated = now };
        return await store.ReplaceAsync(ended, job.Version, [], cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Job {job.Id} was taken up again. Cancel it, and delete it when it has ended.");
    }

    /// <inheritdoc cref="QuantumClient.PurgeAsync"/>
    public async Task<int> PurgeAsync(TimeSpan olderThan, JobQuery? only, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(olderThan, TimeSpan.Zero);
        var ended = time.GetUtcNow() - olderThan;
        var most = only?.Limit ?? int.MaxValue;
        var count = 0;
        var page = (only ?? new JobQuery()) with { Limit = PageSize };
        while (true)
        {
            var (length, oldest) = (0, default(DateTimeOffset));
            await foreach (var job in store.QueryAsync(page, cancellationToken).ConfigureAwait(false))
            {
                (length, oldest) = (length + 1, job.Created);
                if (count == most) return count;
                if (!job.Status.IsFinal || job.Updated > ended || !IsHere(job)) continue;
                await DeleteAsync(job, cancellationToken).ConfigureAwait(false);
                count++;
            }

            if (length < page.Limit) return count;

            // Jobs of one moment may stand on both sides of the border: they are read again, a larger page if they fill one.
            var border = oldest + TimeSpan.FromTicks(1);
            page = page with { CreatedBefore = border, Limit = border == page.CreatedBefore ? 2 * page.Limit : PageSize };
        }
    }

    /// <summary>Whether it is time for a <see cref="SweepAsync"/>, which must follow. One at a time.</summary>
    public bool TryBegin()
    {
        if (time.GetUtcNow().UtcTicks < Volatile.Read(ref nextTicks)) return false;
        Volatile.Write(ref nextTicks, long.MaxValue);
        return true;
    }

    /// <summary>Deletes some of the jobs whose time has come and, now and then, what crashes have left in the store.</summary>
    /// <returns>When to do it again.</returns>
    public async ValueTask<DateTimeOffset> SweepAsync(Guid lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = now + Interval;
        try
        {
            var expired = await store.ClaimExpiredAsync(lease, workspaces.Names, now, BatchSize, cancellationToken)
                .ConfigureAwait(false);
            foreach (var place in expired.GroupBy(job => job.Workspace))
            {
                await DeleteAsync(place, cancellationToken).ConfigureAwait(false);
            }

            if (expired.Length == BatchSize) next = now + Pause;
            if (now < nextFiles) return next;
            nextFiles = now + FileInterval;
            await store.SweepAsync(now, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the client. What was claimed is given back with everything else.
        }
        catch (Exception exception)
        {
            // The edge of a queue item: whatever a store throws, it is asked again. What was claimed stays claimed until then.
            log.RetentionTrouble(exception);
        }
        finally
        {
            Volatile.Write(ref nextTicks, next.UtcTicks);
        }

        return next;
    }

    /// <summary>Jobs of one place. Where it does not answer it is asked no more for now, and the rest of them waits.</summary>
    private async ValueTask DeleteAsync(IEnumerable<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var isSilent = false;
        foreach (var job in jobs)
        {
            var delay = Delay;
            try
            {
                if (!isSilent)
                {
                    await DeleteAsync(job, cancellationToken).ConfigureAwait(false);
                    continue;
                }
            }
            catch (Exception exception) when (!JobStore.IsTrouble(exception) && !cancellationToken.IsCancellationRequested)
            {
                // The edge of a queue item: whatever a place throws, it is asked again.
                log.DeletionTrouble(exception, job.Workspace, job.Id);
                delay = LongDelay;
                isSilent = exception is not WorkspaceException { Class: FailureClass.Yours };
            }

            var later = job with { Claim = null, KeptUntil = time.GetUtcNow() + delay };
            await store.ReplaceAsync(later, job.Version, [], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A record that cannot be read has no workspace.</summary>
    private bool IsHere(JobRecord job) => workspaces.Names.Contains(job.Workspace)
        && job.Attempts.All(attempt => workspaces.Names.Contains(attempt.Workspace ?? job.Workspace));

    private async ValueTask DeleteAsync(JobRecord job, CancellationToken cancellationToken)
    {
        foreach (var attempt in job.Attempts)
        {
            var workspace = workspaces[attempt.Workspace ?? job.Workspace];
            await workspace.DeleteAsync(attempt.Id, cancellationToken).ConfigureAwait(false);
        }

        await store.DeleteAsync(job.Id, cancellationToken).ConfigureAwait(false);
    }
}
