using System.Collections.Immutable;
using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>
/// The one place that knows how a job goes on. A job is a record; each call takes it one phase further and returns the next
/// record, whose <see cref="JobRecord.Due"/> says when to look again. It knows no database and no cluster, keeps nothing in
/// memory, and every phase may be run twice: a crash repeats what came after the last record that was written down.
/// </summary>
internal sealed class JobMachine(
    WorkspaceDirectory workspaces, StepDirectory? steps, JobContents contents, JobMonitor monitor, TargetBreakers breakers,
    JobTransitions to, TimeProvider time, JobLog log)
{
    /// <param name="resumed">
    /// Whether another process, or this one at another time, may have begun this phase already. Only then a submission is
    /// looked up before it is sent.
    /// </param>
    public async ValueTask<JobRecord> AdvanceAsync(JobRecord job, bool resumed, CancellationToken cancellationToken)
    {
        try
        {
            if (job.Phase < JobPhase.Monitor) job = JobLimits.Checked(job, time.GetUtcNow());
            if (job is { IsToStop: true, Phase: < JobPhase.Monitor, MayBeOut: false }) return to.Stopped(job);
            return job.Phase switch
            {
                JobPhase.Prepare => await PrepareAsync(job, cancellationToken).ConfigureAwait(false),
                JobPhase.Upload => await UploadAsync(job, cancellationToken).ConfigureAwait(false),
                JobPhase.Submit => await SubmitAsync(job, resumed, cancellationToken).ConfigureAwait(false),
                JobPhase.Monitor => await MonitorAsync(job, cancellationToken).ConfigureAwait(false),
                JobPhase.Fetch => await FetchAsync(job, cancellationToken).ConfigureAwait(false),
                _ => await CompleteAsync(job, cancellationToken).ConfigureAwait(false),
            };
        }
        catch (WorkspaceException exception)
        {
            return AfterTrouble(job, exception);
        }
        catch (StepException exception)
        {
            return AfterStepTrouble(job, exception.InnerException!);
        }
        catch (FormatException exception)
        {
            // What is stored cannot be read by this version: kept, and left to a person.
            var failure = Unreadable(exception);
            job = job.Phase == JobPhase.Complete ? job with { StepFailure = failure } : job with { Failure = failure };
            return to.End(job, JobStatus.Parked);
        }
    }

    /// <summary>
    /// Whether a record has to be written down before the job goes on from it: before its submission leaves, when it was
    /// accepted or waits for whatever reason, before the application's own code runs, and when it has ended. Encoding,
    /// uploading, looking and fetching have no effect but their own, and a crash may repeat them.
    /// </summary>
    public bool MustLast(JobRecord next) =>
        next.Phase is JobPhase.Prepare or JobPhase.Submit or JobPhase.Monitor
        || (next.Phase == JobPhase.Complete && next.Step is not null)
        || next.Due is not { } due || due > time.GetUtcNow();

    /// <summary>Whether a look brought no news: only when to look again has changed.</summary>
    public static bool IsSame(JobRecord before, JobRecord after) =>
        before with { Due = after.Due, Updated = after.Updated, Tries = after.Tries } == after;

    /// <summary>Looks at jobs of one workspace in one request.</summary>
    public async ValueTask<ImmutableArray<JobRecord>> MonitorAsync(
        ImmutableArray<JobRecord> jobs, CancellationToken cancellationToken)
    {
        try
        {
            return await monitor.LookAsync(jobs, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException exception)
        {
            return [.. jobs.Select(job => AfterTrouble(job, exception))];
        }
    }

    /// <summary>What becomes of a job when a step was given up by who ran it: nothing is known, nothing ends.</summary>
    public JobRecord AfterTimeout(JobRecord job, OperationCanceledException exception) =>
        AfterTrouble(job, new WorkspaceException(FailureClass.AcceptanceUnknown, "TimedOut", exception.Message, exception));

    /// <summary>The job has ended: its place may forget what it keeps for it in this process.</summary>
    public async ValueTask ReleaseAsync(JobRecord job)
    {
        foreach (var attempt in job.Attempts.Where(attempt => attempt.Sent is not null))
        {
            // A place that this process does not have keeps nothing here.
            var name = attempt.Workspace ?? job.Workspace;
            if (!workspaces.Names.Contains(name)) continue;
            await workspaces[name].ReleaseAsync(attempt.Id, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What becomes of a job when code that runs for it, the place's or the application's, throws what nobody foresaw. Before
    /// the first submission the job fails; later the attempt may be running, or its result be here: nothing is given up.
    /// </summary>
    public JobRecord AfterError(JobRecord job, Exception exception)
    {
        var failure = new JobFailure(FailureClass.Yours, exception.GetType().Name, exception.Message);
        return job.Phase switch
        {
            JobPhase.Prepare or JobPhase.Upload when !job.MayBeOut => to.Failed(job, failure),
            JobPhase.Complete => to.End(job with { StepFailure = failure }, JobStatus.Parked),
            _ => to.Retry(job, failure with { Class = FailureClass.AcceptanceUnknown }, retryAfter: null),
        };
    }

    private async ValueTask<JobRecord> PrepareAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var workspace = workspaces[job.Workspace];
        var target = await WorkspaceDirectory.TargetAsync(workspace, job.Target, cancellationToken).ConfigureAwait(false);
        if (target.Availability == TargetAvailability.Unavailable
            && to.FallBack(job, FallbackConditions.Unavailable) is { } elsewhere) return elsewhere;
        var workload = await contents.ReadInputAsync(job, cancellationToken).ConfigureAwait(false);
        var number = job.Attempts.Length + 1;
        var attempt = new Attempt
        {
            Id = Attempt.IdOf(job.Id, number),
            Number = number,
            Workspace = workspace.Name,
            Target = target.Id,
            IsSimulated = target.IsSimulated,
            SizeClass = SizeClass.Of(workload, target, job.OptionsHere),
            AverageQueueTime = target.AverageQueueTime,
        };
        var payload = workspace.Encode(workload, target, job.OptionsHere);
        return to.Next(
            job with
            {
                Attempts = job.Attempts.Add(attempt),
                Unreadable = 0,
                Unwritten = job.Unwritten.Add(JobContents.PayloadOf(attempt, payload)),
            },
            JobPhase.Upload,
            JobStatus.Created);
    }

    private async ValueTask<JobRecord> UploadAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var submission = await contents.ReadSubmissionAsync(job, cancellationToken).ConfigureAwait(false);
        await workspaces[job.Workspace].UploadAsync(submission, cancellationToken).ConfigureAwait(false);
        var sent = job.Attempt with { Sent = job.Attempt.Sent ?? time.GetUtcNow() };
        return to.Next(job.WithAttempt(sent), JobPhase.Submit, JobStatus.Created);
    }

    private async ValueTask<JobRecord> SubmitAsync(JobRecord job, bool resumed, CancellationToken cancellationToken)
    {
        var workspace = workspaces[job.Workspace];
        if (resumed || job.IsToStop)
        {
            if (await monitor.FindAsync(job, cancellationToken).ConfigureAwait(false) is { } known) return known;
            if (job.IsToStop)
            {
                // It may still be on its way: a place that gets it later finds it cancelled, if it can remember.
                await workspace.CancelAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
                return to.Stopped(job);
            }
        }

        var submission = await contents.ReadSubmissionAsync(job, cancellationToken).ConfigureAwait(false);
        try
        {
            await breakers.SubmitAsync(workspace, submission, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException trouble) when (
            resumed && trouble is { Class: FailureClass.NeverAccepted, IsTargetUnavailable: true }
            && to.FallBack(job, FallbackConditions.Unavailable) is not null)
        {
            // The job goes elsewhere, and an earlier submission whose answer was lost may still be on its way here.
            await workspace.CancelAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
            throw;
        }

        var accepted = job.WithAttempt(job.Attempt with
        {
            Status = AttemptStatus.Waiting,
            Accepted = time.GetUtcNow(),
            Started = null,
        });
        return to.Wait(to.Next(accepted, JobPhase.Monitor, JobStatus.Waiting), retryAfter: null);
    }

    private async ValueTask<JobRecord> MonitorAsync(JobRecord job, CancellationToken cancellationToken) =>
        (await MonitorAsync([job], cancellationToken).ConfigureAwait(false))[0];

    private async ValueTask<JobRecord> FetchAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var raw = await workspaces[job.Workspace].FetchAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
        return to.Next(
            job with { Unwritten = job.Unwritten.Add(JobContents.ResultOf(job, raw)) },
            JobPhase.Complete,
            JobStatus.Completing);
    }

    private async ValueTask<JobRecord> CompleteAsync(JobRecord job, CancellationToken cancellationToken)
    {
        JobResult? result = null;
        try
        {
            if (job.Outcome is null) result = await contents.DecodeAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            return to.FetchAgain(job, Unreadable(exception));
        }

        if (job.Step is { } step)
        {
            var input = await contents.ReadStepInputAsync(job, cancellationToken).ConfigureAwait(false);
            var failure = job.Outcome == JobStatus.Failed ? job.Failure : null;
            var outcome = new StepOutcome(job.ToStepContext(), result, failure);
            await StepDirectory.TellAsync(steps, step, input, outcome, cancellationToken).ConfigureAwait(false);
        }

        job = job with { Result = result, StepFailure = null };
        return job.Outcome is { } failed ? to.End(job, failed) : to.End(job with { Failure = null }, JobStatus.Succeeded);
    }

    /// <summary>The application's code threw: it is run again, each time later, until a person has to look.</summary>
    private JobRecord AfterStepTrouble(JobRecord job, Exception exception)
    {
        log.StepThrew(exception, job.Step!, job.Id);
        var failure = new JobFailure(FailureClass.Yours, exception.GetType().Name, exception.Message);
        return to.RetryStep(job, failure);
    }

    /// <summary>The class of the trouble decides; a time-out or a lost connection never ends a job.</summary>
    private JobRecord AfterTrouble(JobRecord job, WorkspaceException trouble)
    {
        var failure = JobTransitions.WithWhatWasLost(job, new(trouble.Class, trouble.Code, trouble.Message));
        if (trouble is { Class: FailureClass.NeverAccepted, IsTargetUnavailable: true } && job.Phase < JobPhase.Monitor
            && to.FallBack(job with { Failure = failure }, FallbackConditions.Unavailable) is { } elsewhere) return elsewhere;
        return (failure.Class, job.Phase) switch
        {
            (FailureClass.NeverAccepted, JobPhase.Fetch) => monitor.Missing(job),

            // The result is at the place, and perhaps paid for: whatever keeps it there, it is fetched again.
            (_, JobPhase.Fetch) => to.Retry(job, failure, trouble.RetryAfter),
            (FailureClass.Yours or FailureClass.FailedFree or FailureClass.FailedCharged, _) => to.Failed(job, failure),
            _ => to.Retry(job, failure, trouble.RetryAfter),
        };
    }

    private static JobFailure Unreadable(FormatException exception) =>
        new(FailureClass.Unreadable, nameof(FormatException), exception.Message);
}
