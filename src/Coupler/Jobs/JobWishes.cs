namespace Coupler.Jobs;

/// <summary>What somebody wants of a job: it is written into the record, and whoever works on the job finds it there.</summary>
internal sealed class JobWishes(
    JobStore store, JobFollower jobs, JobScheduler scheduler, JobUpdates updates, TimeProvider time)
{
    public async Task CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        scheduler.Start();
        JobRecord? written = null;
        while (written is null)
        {
            var job = await jobs.GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (job.Due is null || job.CancelRequested) return;
            var status = job.Phase < JobPhase.Fetch ? JobStatus.Cancelling : job.Status;
            var wish = job with { CancelRequested = true, Status = status, Updated = time.GetUtcNow() };
            written = await store.ReplaceAsync(wish, job.Version, [], cancellationToken).ConfigureAwait(false);
        }

        updates.Publish(written);
        scheduler.Wake(id);
    }

    public async Task CompleteAsync(Guid id, CancellationToken cancellationToken)
    {
        scheduler.Start();
        JobRecord? written = null;
        while (written is null)
        {
            var job = await jobs.GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (job.Status != JobStatus.Parked)
            {
                throw new InvalidOperationException($"Job {id} is not parked: its status is {job.Status}.");
            }

            var now = time.GetUtcNow();
            var status = job.Phase == JobPhase.Complete ? JobStatus.Completing : JobStatus.Created;
            var again = job with { Status = status, Tries = 0, TroubleSince = null, Due = now, Updated = now };
            written = await store.ReplaceAsync(again, job.Version, [], cancellationToken).ConfigureAwait(false);
        }

        updates.Publish(written);
        scheduler.Resume(id);
    }
}
