using System.Collections.Immutable;
using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>
/// Takes a job that this process has claimed as far as it goes without waiting, and writes down what has to last before the
/// job goes on. A job that waits is left in <see cref="HeldJobs"/>.
/// </summary>
internal sealed class JobRunner(
    JobMachine machine, JobStore store, HeldJobs held, ScanAlarm alarm, JobUpdates updates, CouplerOptions options,
    TimeProvider time, JobTelemetry telemetry, ProcessLease lease, CancellationToken stopping)
{
    /// <param name="job">Claimed, and begun in <see cref="HeldJobs"/>.</param>
    /// <param name="resumed">Whether somebody may have begun this phase before.</param>
    /// <param name="isStale">Whether somebody may have written to the job since the record was read.</param>
    /// <param name="seen">What the first step brought, if it is done already.</param>
    /// <remarks>
    /// While the lease has run out or nearly so, nothing is sent: whoever takes the job over may do it, or have done it. Once
    /// the lease is kept up again the store says whose the job is.
    /// </remarks>
    /// <returns>Whether there is news of a job that is not this process's any more.</returns>
    public async Task<bool> RunAsync(JobRecord job, bool resumed, bool isStale = false, JobRecord? seen = null)
    {
        try
        {
            var current = isStale ? await ReadAsync(job).ConfigureAwait(false) : job;
            while (current is not null)
            {
                stopping.ThrowIfCancellationRequested();
                job = current;
                if (job.Phase == JobPhase.Submit && lease.IsShort) return AskLater(job);
                held.Work(job);
                var next = seen ?? await AdvanceAsync(job, resumed).ConfigureAwait(false);
                seen = null;
                var stored = machine.MustLast(next) ? await WriteAsync(job, next).ConfigureAwait(false) : next;
                if (stored is not null) telemetry.Advanced(job, stored);
                if (stored is { Due: null }) return await EndAsync(stored).ConfigureAwait(false);
                if (stored?.Due > time.GetUtcNow() && TryWait(stored)) return false;

                // Somebody wrote to the job, or has news of it: begin where the store says it is.
                var isOwn = stored?.Due <= time.GetUtcNow();
                current = isOwn ? stored : await ReadAsync(job).ConfigureAwait(false);
                resumed = !isOwn || current!.Phase == job.Phase;
            }

            return LetGo(job.Id);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The end of the client: the job is given back with all the others.
            return false;
        }
        catch (Exception exception)
        {
            // The edge of a queue item: the store failed. It is asked again.
            TryLater(job, exception);
            return false;
        }
    }

    /// <summary>One request for jobs that wait in one place. Most bring no news: they wait on, and nothing is written.</summary>
    /// <returns>The others, each with what was seen; with nothing if there are news since then.</returns>
    public async Task<ImmutableArray<(JobRecord Job, JobRecord? Seen)>> LookAtAsync(ImmutableArray<JobRecord> jobs)
    {
        try
        {
            foreach (var job in jobs) held.Work(job);
            var seen = await SafelyAsync(jobs, token => machine.MonitorAsync(jobs, token)).ConfigureAwait(false);
            var others = ImmutableArray.CreateBuilder<(JobRecord Job, JobRecord? Seen)>();
            foreach (var (job, after) in jobs.Zip(seen))
            {
                if (!JobMachine.IsSame(job, after)) others.Add((job, after));
                else if (!WaitsOn(job, after)) others.Add((job, null));
            }

            return others.DrainToImmutable();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The end of the client: the jobs are given back with all the others.
            return [];
        }
        catch (Exception exception)
        {
            // The edge of a queue item. They are looked at again.
            foreach (var job in jobs) TryLater(job, exception);
            return [];
        }
    }

    /// <summary>A look brought no news: the job is put aside again.</summary>
    /// <returns>False if there are news since then.</returns>
    private bool WaitsOn(JobRecord job, JobRecord seen)
    {
        JobTelemetry.LookedInVain(job, seen);
        return TryWait(seen);
    }

    private void TryLater(JobRecord job, Exception exception)
    {
        telemetry.Log.JobTrouble(exception, job.Id);
        AskLater(job);
    }

    /// <summary>Puts a job aside until the store can be asked what it has of it.</summary>
    /// <returns>False: until then there is no news of it.</returns>
    private bool AskLater(JobRecord job)
    {
        var later = time.GetUtcNow() + options.ScanInterval;
        held.WaitForStore(job with { Due = later });
        alarm.SetAtMost(later);
        return false;
    }

    private async ValueTask<JobRecord> AdvanceAsync(JobRecord job, bool resumed)
    {
        telemetry.Enter(job);
        async ValueTask<ImmutableArray<JobRecord>> StepAsync(CancellationToken token) =>
            [await machine.AdvanceAsync(job, resumed, token).ConfigureAwait(false)];

        return (await SafelyAsync([job], StepAsync).ConfigureAwait(false))[0];
    }

    /// <summary>A step of one job, or of several in one request; whatever it throws becomes what happened to the jobs.</summary>
    private async ValueTask<ImmutableArray<JobRecord>> SafelyAsync(
        ImmutableArray<JobRecord> jobs, Func<CancellationToken, ValueTask<ImmutableArray<JobRecord>>> step)
    {
        try
        {
            return await step(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stopping.IsCancellationRequested)
        {
            return [.. jobs.Select(job => machine.AfterTimeout(job, exception))];
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested && !JobStore.IsTrouble(exception))
        {
            // The edge of a queue item: code of a place or of the application threw what nobody foresaw.
            foreach (var job in jobs) telemetry.Log.JobTrouble(exception, job.Id);
            return [.. jobs.Select(job => machine.AfterError(job, exception))];
        }
    }

    /// <returns>Null if somebody else has written to the job meanwhile.</returns>
    private async ValueTask<JobRecord?> WriteAsync(JobRecord job, JobRecord next)
    {
        if (next.Due is null) next = next with { Claim = null };
        var record = next with { Unwritten = [], Input = null, Result = null };
        var commit = telemetry.StartCommit();
        var stored = await store.ReplaceAsync(record, job.Version, next.Unwritten, CancellationToken.None)
            .ConfigureAwait(false);
        telemetry.EndCommit(commit, "replace");
        if (stored is null) return null;
        stored = stored with { Input = next.Input, Result = next.Result };
        updates.Publish(stored);
        return stored;
    }

    /// <summary>The record as somebody else may have written it: a cancellation leaves our claim in place.</summary>
    /// <returns>Null if the job is not this process's any more.</returns>
    private async ValueTask<JobRecord?> ReadAsync(JobRecord job)
    {
        var stored = await store.GetAsync(job.Id, CancellationToken.None).ConfigureAwait(false);
        return stored?.Claim == lease.Id ? stored : null;
    }

    private bool TryWait(JobRecord job)
    {
        if (!held.TryWait(job, time.GetUtcNow())) return false;
        alarm.SetAtMost(job.Due!.Value);
        return true;
    }

    private async ValueTask<bool> EndAsync(JobRecord ended)
    {
        var hasNews = End(ended.Id);
        try
        {
            await machine.ReleaseAsync(ended).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of a queue item: the job has ended, whatever its place throws now.
            telemetry.Log.JobTrouble(exception, ended.Id);
        }

        return hasNews;
    }

    /// <summary>The job is another process's, or nobody's: who waits for it here reads how it stands.</summary>
    private bool LetGo(Guid job)
    {
        var hasNews = End(job);
        updates.Forget(job);
        return hasNews;
    }

    private bool End(Guid job)
    {
        var hasNews = held.End(job);
        telemetry.LetGo(job);
        return hasNews;
    }
}
