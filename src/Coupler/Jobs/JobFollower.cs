using System.Runtime.CompilerServices;

namespace Coupler.Jobs;

/// <summary>Follows jobs from record to record, those of other processes too, and brings what they gave.</summary>
internal sealed class JobFollower(
    JobStore store, JobContents contents, JobSnapshots snapshots, JobScheduler scheduler, JobUpdates updates,
    CouplerOptions options, TimeProvider time)
{
    public async ValueTask<JobSnapshot> GetSnapshotAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
        return await snapshots.OfAsync(job, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<JobSnapshot> WatchAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobSnapshot? last = null;
        await foreach (var job in FollowAsync(id, cancellationToken).ConfigureAwait(false))
        {
            // A look that found nothing new changes only the time, and that less of it is left.
            var snapshot = job.ToSnapshot() with { Updated = default };
            if (snapshot == last) continue;
            last = snapshot;
            yield return await snapshots.OfAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Every job as it is written from this call on.</summary>
    public IAsyncEnumerable<JobSnapshot> WatchAllAsync(CancellationToken cancellationToken) =>
        TellAsync(updates.ListenAsync(cancellationToken), cancellationToken);

    private async IAsyncEnumerable<JobSnapshot> TellAsync(
        IAsyncEnumerable<JobRecord> written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var job in written.ConfigureAwait(false))
        {
            yield return await snapshots.OfAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<JobResult> ResultAsync(Guid id, CancellationToken cancellationToken)
    {
        JobRecord? last = null;
        await foreach (var job in FollowAsync(id, cancellationToken).ConfigureAwait(false)) last = job;
        var parked = new JobFailure(FailureClass.Unreadable, nameof(JobStatus.Parked), "It is parked.");
        return last!.Status switch
        {
            JobStatus.Succeeded => last.Result ?? await contents.DecodeAsync(last, cancellationToken).ConfigureAwait(false),
            JobStatus.Cancelled => throw new JobCancelledException(id, last.Target),
            var status => throw new JobFailedException(
                id, last.Target, last.StepFailure ?? last.Failure ?? parked, isParked: status == JobStatus.Parked),
        };
    }

    public async Task<Payload> RawResultAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
        return await contents.ReadRawResultAsync(job, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Workload> WorkloadAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
        return await contents.ReadInputAsync(job, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The record now and after each change, up to the last one.</summary>
    private async IAsyncEnumerable<JobRecord> FollowAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scheduler.Start();
        using var news = updates.Subscribe(id);
        var next = news.NextAsync();
        JobRecord? job = null;
        long seen = 0;
        while (true)
        {
            if (next.IsCompleted) next = news.NextAsync();
            job ??= await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (seen == 0) Begin(job);
            if (job.Version > seen) yield return job;
            if (job.Due is null) yield break;
            seen = job.Version;
            job = await WaitAsync(id, next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Somebody waits now.</summary>
    private void Begin(JobRecord job)
    {
        if (IsWorthALook(job)) scheduler.Wake(job.Id);
        else if (job.Due is not null) scheduler.Follow(job.Id);
    }

    /// <summary>
    /// A job that another process left at its place may have ended long ago: somebody waits now, so look now. After trouble the
    /// delay stands: the place may have asked for it.
    /// </summary>
    private static bool IsWorthALook(JobRecord job) =>
        job is { Phase: JobPhase.Monitor, Claim: null, Due: not null, Failure: null };

    /// <summary>Waits for news; a job that another process has, or nobody, is read again from time to time.</summary>
    /// <returns>The record; null if it has to be read.</returns>
    private async ValueTask<JobRecord?> WaitAsync(Guid id, Task<JobRecord?> next, CancellationToken cancellationToken)
    {
        if (!store.IsShared || scheduler.IsHeld(id)) return await next.WaitAsync(cancellationToken).ConfigureAwait(false);

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(options.ScanInterval, time, giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompleted ? await next.ConfigureAwait(false) : null;
    }

    public async ValueTask<JobRecord> GetRecordAsync(Guid id, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The store has no job {id}.");
}
