using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Coupler.Jobs;

/// <summary>
/// The one place that knows how a job goes on. A job is a record; each call takes it one phase further and returns the next
/// record, whose <see cref="JobRecord.Due"/> says when to look again. It knows no database and no cluster, keeps nothing in
/// memory, and every phase may be run twice: a crash repeats what came after the last record that was written down.
/// </summary>
internal sealed partial class JobMachine(
    WorkspaceDirectory workspaces, StepDirectory? steps, JobStore store, CouplerOptions options, TimeProvider time,
    ILogger logger)
{
    private readonly JobTransitions to = new(options, time);

    private static readonly string Version = typeof(JobMachine).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <param name="resumed">
    /// Whether another process, or this one at another time, may have begun this phase already. Only then a submission is
    /// looked up before it is sent.
    /// </param>
    public async ValueTask<JobRecord> AdvanceAsync(JobRecord job, bool resumed, CancellationToken cancellationToken)
    {
        try
        {
            if (job is { CancelRequested: true, Phase: < JobPhase.Monitor } && !WasSent(job))
            {
                return to.End(job, JobStatus.Cancelled);
            }

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
            var failure = new JobFailure(FailureClass.Unreadable, nameof(FormatException), exception.Message);
            return to.End(job with { Failure = failure }, JobStatus.Parked);
        }
    }

    /// <summary>
    /// Whether a record has to be written down before the job goes on from it: before its submission leaves, when it was
    /// accepted or waits for whatever reason, before the application's own code runs, and when it has ended. Encoding,
    /// uploading, looking and fetching have no effect but their own, and a crash may repeat them.
    /// </summary>
    public bool MustLast(JobRecord next) =>
        next.Phase is JobPhase.Submit or JobPhase.Monitor
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
            await workspaces[job.Workspace].ReleaseAsync(attempt.Id, CancellationToken.None).ConfigureAwait(false);
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
            JobPhase.Prepare or JobPhase.Upload when !WasSent(job) => to.Failed(job, failure),
            JobPhase.Complete => to.End(job with { Failure = failure }, JobStatus.Parked),
            _ => to.Retry(job, failure with { Class = FailureClass.AcceptanceUnknown }, retryAfter: null),
        };
    }

    private async ValueTask<JobRecord> PrepareAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var workspace = workspaces[job.Workspace];
        var target = await WorkspaceDirectory.TargetAsync(workspace, job.Options.Target!, cancellationToken)
            .ConfigureAwait(false);
        var workload = await ReadInputAsync(job, cancellationToken).ConfigureAwait(false);
        var number = job.Attempts.Length + 1;
        var attempt = new Attempt
        {
            Id = Attempt.IdOf(job.Id, number),
            Number = number,
            Target = target.Id,
            IsSimulated = target.IsSimulated,
        };
        var payload = workspace.Encode(workload, target, job.Options);
        return to.Next(
            job with { Attempts = job.Attempts.Add(attempt), Unwritten = job.Unwritten.Add(new(PayloadName(attempt), payload)) },
            JobPhase.Upload,
            JobStatus.Created);
    }

    private async ValueTask<JobRecord> UploadAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var submission = await SubmissionAsync(job, cancellationToken).ConfigureAwait(false);
        await workspaces[job.Workspace].UploadAsync(submission, cancellationToken).ConfigureAwait(false);
        var sent = job.Attempt with { Sent = job.Attempt.Sent ?? time.GetUtcNow() };
        return to.Next(job.WithAttempt(sent), JobPhase.Submit, JobStatus.Created);
    }

    private async ValueTask<JobRecord> SubmitAsync(JobRecord job, bool resumed, CancellationToken cancellationToken)
    {
        var workspace = workspaces[job.Workspace];
        if (resumed || job.CancelRequested)
        {
            var known = await ReadAsync(workspace, [job.Attempt.Id], cancellationToken).ConfigureAwait(false);
            if (!known.IsEmpty) return Observed(to.Next(job, JobPhase.Monitor, JobStatus.Waiting), known[0]);
            if (job.CancelRequested)
            {
                // It may still be on its way: a place that gets it later finds it cancelled, if it can remember.
                await workspace.CancelAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
                return to.End(job, JobStatus.Cancelled);
            }
        }

        var submission = await SubmissionAsync(job, cancellationToken).ConfigureAwait(false);
        await workspace.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
        var accepted = job.WithAttempt(job.Attempt with { Status = AttemptStatus.Waiting });
        return to.Wait(to.Next(accepted, JobPhase.Monitor, JobStatus.Waiting), retryAfter: null);
    }

    private async ValueTask<JobRecord> MonitorAsync(JobRecord job, CancellationToken cancellationToken) =>
        (await MonitorAsync([job], cancellationToken).ConfigureAwait(false))[0];

    private async ValueTask<JobRecord> FetchAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var raw = await workspaces[job.Workspace].FetchAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
        return to.Next(
            job with { Unwritten = job.Unwritten.Add(new(ResultName(job.Attempt), raw)) },
            JobPhase.Complete,
            JobStatus.Completing);
    }

    private async ValueTask<JobRecord> CompleteAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var result = job.Outcome is null ? await DecodeAsync(job, cancellationToken).ConfigureAwait(false) : null;
        if (job.Step is { } step)
        {
            var input = await ReadAsync(job, StepRegistration.InputName, cancellationToken).ConfigureAwait(false)
                ?? throw new FormatException($"The input of step '{step}' of job {job.Id} is not in the store.");
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
        LogStepTrouble(exception, job.Step!, job.Id);
        var failure = new JobFailure(FailureClass.Yours, exception.GetType().Name, exception.Message);
        return to.RetryStep(job, failure);
    }

    /// <summary>The typed result of a job whose raw result was fetched.</summary>
    public async ValueTask<JobResult> DecodeAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var workload = await ReadInputAsync(job, cancellationToken).ConfigureAwait(false);
        var raw = await ReadRawResultAsync(job, cancellationToken).ConfigureAwait(false);
        var attempt = job.Attempt;
        var provenance = new Provenance(
            job.Id, attempt.Id, job.Workspace, attempt.Target, attempt.IsSimulated, job.Options.Seed, Version);
        return workload is RawWorkload
            ? new RawResult(raw) { Provenance = provenance }
            : workspaces[job.Workspace].Decode(workload, raw, provenance);
    }

    /// <summary>The bytes as the target gave them.</summary>
    /// <exception cref="InvalidOperationException">They are not here.</exception>
    public async ValueTask<Payload> ReadRawResultAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var raw = job.Attempts.IsEmpty
            ? null
            : await ReadAsync(job, ResultName(job.Attempt), cancellationToken).ConfigureAwait(false);
        return raw ?? throw new InvalidOperationException($"Job {job.Id} has no result: its phase is {job.Phase}.");
    }

    /// <summary>
    /// Asks the place to stop the jobs that are to be cancelled. One that it will not stop is no trouble of the others.
    /// </summary>
    private static async ValueTask<Dictionary<Guid, JobFailure>> CancelAsync(
        Workspace workspace, ImmutableArray<JobRecord> jobs, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<Guid, JobFailure>();
        foreach (var job in jobs.Where(job => job.CancelRequested))
        {
            try
            {
                await workspace.CancelAsync(job.Attempt.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkspaceException exception)
            {
                refused[job.Id] = new JobFailure(exception.Class, exception.Code, exception.Message);
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
            LogUnknownStatus(job.Id, report.ServiceStatus, job.Attempt.Target);
        }

        var seen = job.WithAttempt(job.Attempt with
        {
            Status = report.Status,
            ServiceStatus = report.ServiceStatus,
            Failure = report.Failure,
        }) with
        {
            Progress = report.Progress ?? job.Progress,
            QueuePosition = report.QueuePosition,
            Failure = null,
            TroubleSince = null,
            Tries = report.Status == job.Attempt.Status ? job.Tries : 0,
        };
        return report.Status switch
        {
            AttemptStatus.Succeeded => to.Next(seen, JobPhase.Fetch, JobStatus.Finishing),
            AttemptStatus.Cancelled => to.End(seen, JobStatus.Cancelled),
            AttemptStatus.Failed => to.Failed(seen, report.Failure
                ?? new(FailureClass.FailedCharged, report.ServiceStatus, "The target says that it failed, and not why.")),
            _ => to.Wait(seen with { Status = StatusOf(report.Status, job.CancelRequested) }, report.RetryAfter),
        };
    }

    /// <summary>
    /// An attempt that never was seen, or that lived in a process that is gone, is handed over again, under the same id. One that
    /// the place had accepted may be running out of sight, or be done and forgotten: to send it again would pay twice.
    /// </summary>
    private JobRecord Missing(JobRecord job)
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

    private static JobStatus StatusOf(AttemptStatus status, bool cancelRequested) => (status, cancelRequested) switch
    {
        (AttemptStatus.Unknown, _) => JobStatus.Unknown,
        (AttemptStatus.Cancelling, _) or (_, true) => JobStatus.Cancelling,
        (AttemptStatus.Executing, _) => JobStatus.Executing,
        (AttemptStatus.Finishing, _) => JobStatus.Finishing,
        _ => JobStatus.Waiting,
    };

    /// <summary>The class of the trouble decides; a time-out or a lost connection never ends a job.</summary>
    private JobRecord AfterTrouble(JobRecord job, WorkspaceException trouble)
    {
        var failure = new JobFailure(trouble.Class, trouble.Code, trouble.Message);
        return (trouble.Class, job.Phase) switch
        {
            (FailureClass.NeverAccepted, JobPhase.Fetch) => Missing(job),

            // The result is at the place, and perhaps paid for: whatever keeps it there, it is fetched again.
            (_, JobPhase.Fetch) => to.Retry(job, failure, trouble.RetryAfter),
            (FailureClass.Yours or FailureClass.FailedFree or FailureClass.FailedCharged, _) => to.Failed(job, failure),
            _ => to.Retry(job, failure, trouble.RetryAfter),
        };
    }

    private static bool WasSent(JobRecord job) => job.Attempts.Any(attempt => attempt.Sent is not null);

    private async ValueTask<Workload> ReadInputAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var input = job.Input ?? await ReadAsync(job, JobStore.InputName, cancellationToken).ConfigureAwait(false)
            ?? throw new FormatException($"The input of job {job.Id} is not in the store.");
        return Workload.FromPayload(input);
    }

    private async ValueTask<Submission> SubmissionAsync(JobRecord job, CancellationToken cancellationToken)
    {
        var payload = await ReadAsync(job, PayloadName(job.Attempt), cancellationToken).ConfigureAwait(false)
            ?? throw new FormatException($"The store lacks the encoded input of attempt {job.Attempt.Number} of job {job.Id}.");
        return new Submission(job.Attempt.Id, job.Attempt.Target, payload, job.Options);
    }

    private ValueTask<Payload?> ReadAsync(JobRecord job, string name, CancellationToken cancellationToken) =>
        job.Unwritten.FirstOrDefault(content => content.Name == name) is { } content
            ? new(content.Payload)
            : store.ReadAsync(job.Id, name, cancellationToken);

    private static string PayloadName(Attempt attempt) => $"payload/{attempt.Number}";

    private static string ResultName(Attempt attempt) => $"result/{attempt.Number}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The code of step {Step} threw for job {Job}.")]
    private partial void LogStepTrouble(Exception exception, string step, Guid job);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Job {Job}: {Target} answered '{ServiceStatus}', a status that this version does not know. It is watched on.")]
    private partial void LogUnknownStatus(Guid job, string serviceStatus, string target);
}
