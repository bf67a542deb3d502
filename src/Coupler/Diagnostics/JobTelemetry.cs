using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Coupler.Cost;
using Coupler.Jobs;

namespace Coupler.Diagnostics;

/// <summary>
/// Tells whoever listens what becomes of jobs: spans, measurements and log events. What happened is seen from the record before
/// and after a step, so that who takes jobs further need not tell it. Thread-safe.
/// </summary>
internal sealed class JobTelemetry(JobLog log, TimeProvider time)
{
    /// <summary>Of the jobs that this process holds, if somebody listened when it took them.</summary>
    private readonly ConcurrentDictionary<Guid, JobTrace> traces = new();

    public JobLog Log => log;

    /// <summary>A submit begins. The result is the current span until it is disposed; null if nobody wants it.</summary>
    public Activity? StartSubmit() => JobSpans.StartSubmit(time.GetUtcNow());

    /// <summary>A job is in the store.</summary>
    public void Submitted(Activity? submit, JobRecord job, bool isNew)
    {
        submit?.SetTag(JobAttributes.Job, job.Id.ToString());
        submit?.SetTag(JobAttributes.Workspace, job.Workspace);
        submit?.SetTag(JobAttributes.Target, job.Target);
        if (!isNew) return;
        JobInstruments.Submitted.Add(1, TagsOf(job));
        if (JobInstruments.CostBound.Enabled) Record(JobInstruments.CostBound, job, JobCharge.BoundOf(job));
        log.JobSubmitted(job.Id, job.Target);
    }

    public void EndSubmit(Activity? submit) => JobSpans.End(submit, time.GetUtcNow());

    /// <summary>This process has claimed the job and begins to work on it.</summary>
    public void Took(JobRecord job)
    {
        if (JobSpans.IsResumed(job)) log.JobTaken(job.Id, job.Target, job.Phase);
        if (!JobSpans.AreWanted && !JobInstruments.AreTimesWanted) return;
        var trace = new JobTrace(job, time);
        trace.BeginPhase(job);
        traces[job.Id] = trace;
    }

    /// <summary>
    /// A step of the job begins: what it does in the caller's asynchronous method belongs to the span of its phase.
    /// </summary>
    public void Enter(JobRecord job)
    {
        if (traces.TryGetValue(job.Id, out var trace) && trace.BeginPhase(job) is { } phase) Activity.Current = phase;
    }

    /// <summary>A step took the job further, and what must last is written.</summary>
    public void Advanced(JobRecord before, JobRecord after)
    {
        if (RetryOf(before, after) is { } trouble) Retry(after, trouble);
        if (after.Fallback != before.Fallback) FellBack(before, after);
        if (before.Phase == JobPhase.Submit && after.Phase is JobPhase.Monitor or JobPhase.Fetch)
        {
            JobInstruments.Accepted.Add(1, TagsOf(after));
        }

        if (!after.Attempts.IsEmpty && after.Attempts.Length == before.Attempts.Length) Time(before.Attempt, after);
        if (traces.TryGetValue(after.Id, out var trace)) trace.Advance(before, after, PhaseFailureOf(before, after));
        if (after.Phase != before.Phase) log.PhaseEnded(after.Id, after.Target, before.Phase, after.Phase);
        if (after.Due is null) Ended(after);
    }

    /// <summary>A look brought no news. That it went wrong as the one before did is counted and not logged again.</summary>
    public static void LookedInVain(JobRecord before, JobRecord after)
    {
        if (RetryOf(before, after) is { } trouble) Count(after, trouble);
    }

    /// <summary>This process lets the job go: it has ended, is given back, or is another's.</summary>
    public void LetGo(Guid job)
    {
        if (traces.TryRemove(job, out var trace)) trace.End();
    }

    /// <summary>The client ends: all jobs are given back.</summary>
    public void LetAllGo()
    {
        foreach (var job in traces.Keys) LetGo(job);
    }

    public void LeaseLost(ImmutableArray<Guid> waiting)
    {
        log.LeaseLost(waiting.Length);
        foreach (var job in waiting) LetGo(job);
    }

    /// <returns>To be given to <see cref="EndCommit"/>.</returns>
    public long StartCommit() => JobInstruments.CommitDuration.Enabled ? time.GetTimestamp() : 0;

    public void EndCommit(long start, string operation)
    {
        if (start == 0) return;
        var tags = new TagList { { JobAttributes.StoreOperation, operation } };
        JobInstruments.CommitDuration.Record(time.GetElapsedTime(start).TotalSeconds, tags);
    }

    /// <summary>Why a job ended without what was asked for, or waits for a person; null if it does neither.</summary>
    public static JobFailure? FailureOf(JobRecord job) => job.Status switch
    {
        JobStatus.Failed => job.Failure,
        JobStatus.Parked => job.StepFailure ?? job.Failure,
        _ => null,
    };

    /// <summary>Whether the job has left its phase: for another one, for another target, or since it ended.</summary>
    public static bool HasLeftPhase(JobRecord before, JobRecord after) =>
        after.Phase != before.Phase || after.Fallback != before.Fallback || after.Due is null;

    /// <summary>What is free has no currency and is not measured.</summary>
    private static void Record(Histogram<double> instrument, JobRecord job, Money? cost)
    {
        if (cost is null or { Currency: "" }) return;
        var tags = TagsOf(job);
        tags.Add(JobAttributes.Currency, cost.Currency);
        instrument.Record((double)cost.Amount, tags);
    }

    private void FellBack(JobRecord before, JobRecord after)
    {
        JobInstruments.Fallbacks.Add(1, TagsOf(after));
        log.JobFellBack(after.Id, before.Target, after.Target);
    }

    /// <summary>How long the attempt stood in the queue and ran, as far as looks have shown it.</summary>
    private static void Time(Attempt before, JobRecord job)
    {
        var attempt = job.Attempt;
        if (attempt.Started is not { } started) return;
        var tags = new TagList { { JobAttributes.Target, attempt.Target } };
        if (before.Started is null && attempt.Accepted is { } accepted)
        {
            JobInstruments.QueueDuration.Record((started - accepted).TotalSeconds, tags);
        }

        if (before.Ended is null && attempt.Ended is { } ended)
        {
            JobInstruments.RunDuration.Record((ended - started).TotalSeconds, tags);
        }
    }

    private void Retry(JobRecord after, JobFailure trouble)
    {
        Count(after, trouble);
        if (traces.TryGetValue(after.Id, out var trace)) trace.Retry(after, trouble);
        var delay = after.Due!.Value - after.Updated;
        log.JobRetried(
            after.Id, after.Target, after.Phase, trouble.Class, trouble.Code, delay, after.Attempts.Length);
    }

    private static void Count(JobRecord after, JobFailure trouble)
    {
        if (!JobInstruments.Retries.Enabled) return;
        var tags = TagsOf(after);
        tags.Add(JobAttributes.FailureClass, JobAttributes.Word(trouble.Class));
        JobInstruments.Retries.Add(1, tags);
    }

    private void Ended(JobRecord job)
    {
        if (JobInstruments.Ended.Enabled || JobInstruments.JobDuration.Enabled)
        {
            var tags = TagsOf(job);
            tags.Add(JobAttributes.Status, JobAttributes.Word(job.Status));
            JobInstruments.Ended.Add(1, tags);
            JobInstruments.JobDuration.Record((job.Updated - job.Created).TotalSeconds, tags);
        }

        if (JobInstruments.CostTold.Enabled && job.Status.IsFinal) Record(JobInstruments.CostTold, job, JobCharge.ToldOf(job));
        var failure = FailureOf(job);
        var target = job.Target;
        if (job.Status == JobStatus.Failed) log.JobFailed(job.Id, target, job.Phase, failure?.Class, failure?.Code);
        else if (job.Status == JobStatus.Parked) log.JobParked(job.Id, target, job.Phase, failure?.Class, failure?.Code);
        else log.JobEnded(job.Id, target, job.Status, job.Updated - job.Created);
    }

    /// <summary>What went wrong in the step and is tried again later; null if nothing did.</summary>
    private static JobFailure? RetryOf(JobRecord before, JobRecord after)
    {
        if (after.Due is null) return null;
        if (after.Phase != before.Phase) return after.Phase < before.Phase ? after.Failure : null;
        if (after.Tries <= before.Tries) return null;
        if (after.Phase == JobPhase.Complete) return after.StepFailure;
        return after.TroubleSince is null ? null : after.Failure;
    }

    /// <summary>What made the job leave its phase, or be parked in it; null if the phase did what it is for.</summary>
    private static JobFailure? PhaseFailureOf(JobRecord before, JobRecord after)
    {
        // A step that is told of a failure does what it is for.
        var isComplete = before.Phase == JobPhase.Complete && after.Phase == JobPhase.Complete;
        if (isComplete && after.Status != JobStatus.Parked) return null;
        if ((after.Outcome ?? after.Status) == JobStatus.Cancelled) return null;
        return isComplete ? FailureOf(after) : after.Failure;
    }

    private static TagList TagsOf(JobRecord job) => new()
    {
        { JobAttributes.Workspace, job.Workspace },
        { JobAttributes.Target, job.Target },
    };
}
