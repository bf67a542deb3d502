using System.Collections.Concurrent;

namespace Coupler.Jobs;

/// <summary>
/// Makes snapshots of records, with the time left as earlier attempts at the same target let it be seen. Thread-safe.
/// </summary>
internal sealed class JobSnapshots(JobStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TargetHistory> targets = new(StringComparer.Ordinal);

    public async ValueTask<JobSnapshot> OfAsync(JobRecord job, CancellationToken cancellationToken) =>
        job.ToSnapshot() with { TimeLeft = await TimeLeftAsync(job, cancellationToken).ConfigureAwait(false) };

    /// <returns>Null unless the job is at its target, and is to stay there to the end.</returns>
    private async ValueTask<TimeBand?> TimeLeftAsync(JobRecord job, CancellationToken cancellationToken)
    {
        if (job is not { Phase: JobPhase.Monitor, Due: not null, IsToStop: false }) return null;
        if (job.Attempt is not { SizeClass: { } size, Accepted: { } accepted } attempt) return null;
        var history = targets.GetOrAdd(attempt.Target, name => new TargetHistory(name, store, time));
        var times = await history.ReadAsync(cancellationToken).ConfigureAwait(false);
        return TimeLeft.Of(times, size, attempt.Started is not null, time.GetUtcNow() - (attempt.Started ?? accepted));
    }
}
