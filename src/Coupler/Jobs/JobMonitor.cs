using System.Collections.Immutable;
using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>
/// Asks places how attempts stand, in one request for many jobs, and says where that takes their jobs. A look that fails says
/// nothing of the attempts.
/// </summary>
internal sealed class JobMonitor(WorkspaceDirectory workspaces, JobTransitions to, TimeProvider time, JobLog log)
{
    /// <summary>Looks at jobs of one workspace.</summary>
    /// <exception cref="WorkspaceException">The place does not answer. Nothing is known that was not known before.</exception>
    public async ValueTask<ImmutableArray<JobRecord>> LookAsync(
        ImmutableArray<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var workspace = workspaces[jobs[0].Workspace];
        var refused = await CancelAsync(workspace, jobs, cancellationToken).ConfigureAwait(false);
        var reports = await ReadAsync(workspace, [.. jobs.Select(job => job.Attempt.Id)], cancellationToken)
            .ConfigureAwait(false);
        var byAttempt = reports.DistinctBy(report => report.Attempt).ToDictionary(report => report.Attempt);
        return [.. jobs
            .Select(job => Observed(job, byAttempt.GetValueOrDefault(job.Attempt.Id)))
            .Select(job => refused.TryGetValue(job.Id, out var trouble) && job.Phase == JobPhase.Monitor
                ? job with { Failure = job.Failure ?? trouble }
                : job)];
    }

    /// <summary>Whether the place has the attempt of a job that may have been sent, or may not.</summary>
    /// <returns>The job as it goes on from there; null if the place does not know the attempt.</returns>
    public async ValueTask<JobRecord?> FindAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(workspaces[job.Workspace], [job.Attempt.Id], cancellationToken).ConfigureAwait(false);
        return known.IsEmpty ? null : Observed(to.Next(job, JobPhase.Monitor, JobStatus.Waiting), known[0]);
    }

    /// <summary>
    /// Asks the place to stop the jobs that are to be cancelled. One that it will not stop is no trouble of the others.
    /// </summary>
    private static async ValueTask<Dictionary<Guid, JobFailure>> CancelAsync(
        Workspace workspace, ImmutableArray<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<Guid, JobFailure>();
        foreach (var job in jobs.Where(job => job.IsToStop))
        {
            try
            {
                await workspace.CancelAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkspaceException exception)
            {
                refused[job.Id] = new JobFailure(exception.Class, exception.Code, exception.Message);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A time-out, or what nobody foresaw: it is asked again with the next look.
                refused[job.Id] = new JobFailure(
                    FailureClass.AcceptanceUnknown, exception.GetType().Name, exception.Message);
            }
        }

        return refused;
    }

    /// <summary>
    /// A look that fails, for whatever reason, says nothing of the attempts, which may be running: no class ends a job here.
    /// </summary>
    private static async ValueTask<ImmutableArray<AttemptReport>> ReadAsync(
        Workspace workspace, ImmutableArray<Guid> attempts, CancellationToken cancellationToken)
    {
        try
        {
            return await workspace.ReadAsync(attempts, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException exception) when (exception.Class != FailureClass.AcceptanceUnknown)
        {
            throw new WorkspaceException(FailureClass.AcceptanceUnknown, exception.Code, exception.Message, exception)
            {
                RetryAfter = exception.RetryAfter,
            };
        }
    }

    /// <summary>What a place says of an attempt decides where the job goes.</summary>
    private JobRecord Observed(JobRecord job, AttemptReport? report)
    {
        if (report is null) return Missing(job);

        if (report.Status == AttemptStatus.Unknown && job.Attempt.ServiceStatus != report.ServiceStatus)
        {
            log.UnknownStatus(job.Id, report.ServiceStatus, job.Attempt.Target);
        }

        var seen = job.WithAttempt(job.Attempt.Seen(report, time.GetUtcNow())) with
        {
            Progress = report.Progress ?? job.Progress,
            QueuePosition = report.QueuePosition,
            Failure = null,
            TroubleSince = null,

            // It is at work now: that it waited too long is no reason any more to stop it.
            Expired = job.Expired == TimeLimit.Wait && report.Status == AttemptStatus.Executing ? null : job.Expired,
            Tries = report.Status == job.Attempt.Status ? job.Tries : 0,
        };
        return report.Status switch
        {
            AttemptStatus.Succeeded => to.Next(seen, JobPhase.Fetch, JobStatus.Finishing),
            AttemptStatus.Cancelled => to.Stopped(seen),
            AttemptStatus.Failed => to.Failed(seen, report.Failure
                ?? new(FailureClass.FailedCharged, report.ServiceStatus, "The target says that it failed, and not why.")),
            _ => to.Wait(seen with { Status = StatusOf(report.Status, seen.IsToStop) }, report.RetryAfter),
        };
    }

    /// <summary>
    /// An attempt that never was seen, or that lived in a process that is gone, is handed over again, under the same id. One that
    /// the place had accepted may be running out of sight, or be done and forgotten: to send it again would pay twice.
    /// </summary>
    public JobRecord Missing(JobRecord job)
    {
        if (job.Attempt.Status == AttemptStatus.Unsent || workspaces[job.Workspace].IsInProcess)
        {
            return to.Next(job, JobPhase.Upload, JobStatus.Created);
        }

        var failure = new JobFailure(
            FailureClass.AcceptanceUnknown,
            "AttemptMissing",
            $"{job.Attempt.Target} had accepted attempt {job.Attempt.Id} and does not know it any more. It is asked again.");
        return to.Retry(job, failure, retryAfter: null);
    }

    private static JobStatus StatusOf(AttemptStatus status, bool isToStop) => (status, isToStop) switch
    {
        (AttemptStatus.Unknown, _) => JobStatus.Unknown,
        (AttemptStatus.Cancelling, _) or (_, true) => JobStatus.Cancelling,
        (AttemptStatus.Executing, _) => JobStatus.Executing,
        (AttemptStatus.Finishing, _) => JobStatus.Finishing,
        _ => JobStatus.Waiting,
    };
}
