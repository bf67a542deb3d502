using System.Diagnostics;
using Coupler.Jobs;

namespace Coupler.Diagnostics;

/// <summary>
/// One stretch of work of this process on one job: from when it took the job until it lets it go. Whoever works on the job has it
/// to himself.
/// </summary>
internal sealed class JobTrace(JobRecord job, TimeProvider time)
{
    private readonly Activity? run = JobSpans.StartRun(job, time.GetUtcNow());
    private JobRecord last = job;
    private Activity? phase;
    private DateTimeOffset? phaseBegan;

    /// <summary>The phase begins, unless it has begun already.</summary>
    /// <returns>Its span.</returns>
    public Activity? BeginPhase(JobRecord record)
    {
        if (phaseBegan is not null) return phase;
        var now = time.GetUtcNow();
        phaseBegan = now;
        return phase = run is null ? null : JobSpans.StartPhase(run, record, now);
    }

    public void Retry(JobRecord after, JobFailure failure) => phase?.AddEvent(new ActivityEvent(JobSpans.Retry, time.GetUtcNow(),
        new ActivityTagsCollection
        {
            [JobAttributes.FailureClass] = JobAttributes.Word(failure.Class),
            [JobAttributes.Error] = failure.Code,
            [JobAttributes.RetryDelay] = (after.Due - after.Updated)?.TotalSeconds,
        }));

    /// <summary>The job was taken further.</summary>
    /// <param name="failure">Why the phase was left, if it failed.</param>
    public void Advance(JobRecord before, JobRecord after, JobFailure? failure)
    {
        last = after;
        if (!JobTelemetry.HasLeftPhase(before, after)) return;
        if (phaseBegan is { } began) JobInstruments.PhaseDuration.Record((time.GetUtcNow() - began).TotalSeconds, new TagList
        {
            { JobAttributes.Phase, JobAttributes.Word(before.Phase) },
            { JobAttributes.Target, before.Target },
        });
        EndPhase(failure);
        var isUnderWay = after.Phase == JobPhase.Monitor || after.Due <= time.GetUtcNow();
        if (after.Due is not null && isUnderWay) BeginPhase(after);
    }

    /// <summary>This process lets the job go: it has ended, or is given back.</summary>
    public void End()
    {
        EndPhase(failure: null);
        run?.SetTag(JobAttributes.Status, JobAttributes.Word(last.Status));
        run?.SetTag(JobAttributes.Attempt, last.Attempts.Length);
        run?.SetTag(JobAttributes.Workspace, last.Workspace);
        run?.SetTag(JobAttributes.Target, last.Target);
        if (run is not null && JobTelemetry.FailureOf(last) is { } failure) JobSpans.Fail(run, failure);
        JobSpans.End(run, time.GetUtcNow());
    }

    private void EndPhase(JobFailure? failure)
    {
        phaseBegan = null;
        phase?.SetTag(JobAttributes.Attempt, last.Attempts.Length);
        if (failure is not null) JobSpans.Fail(phase, failure);
        JobSpans.End(phase, time.GetUtcNow());
        phase = null;
    }
}
