namespace Coupler.Jobs;

/// <summary>How a record changes when its job goes on, waits or ends.</summary>
internal sealed class JobTransitions(CouplerOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    public JobRecord Next(JobRecord job, JobPhase phase, JobStatus status)
    {
        var now = time.GetUtcNow();
        return job with { Phase = phase, Status = status, Tries = 0, Failure = null, Due = now, Updated = now };
    }

    public JobRecord Wait(JobRecord job, TimeSpan? retryAfter)
    {
        // "At once" is an answer for the first time only, and no place decides over weeks.
        var asked = retryAfter > TimeSpan.Zero || job.Tries == 0 ? retryAfter : null;
        var delay = asked is { } span ? TimeSpan.FromTicks(Math.Clamp(span.Ticks, 0, LongestRetryAfter.Ticks)) : (TimeSpan?)null;
        var now = time.GetUtcNow();
        return job with { Tries = job.Tries + 1, Due = now + (delay ?? options.DelayAfter(job.Tries)), Updated = now };
    }

    public JobRecord Failed(JobRecord job, JobFailure failure) => End(job with { Failure = failure }, JobStatus.Failed);

    /// <summary>The end of a job; one that is done for a step has its step told first.</summary>
    public JobRecord End(JobRecord job, JobStatus status)
    {
        var now = time.GetUtcNow();
        if (job is { Step: not null, Outcome: null } && status is JobStatus.Failed or JobStatus.Cancelled)
        {
            return job with
            {
                Outcome = status, Phase = JobPhase.Complete, Status = JobStatus.Completing, Tries = 0, Due = now, Updated = now,
            };
        }

        return job with { Status = status, Due = null, Claim = null, Updated = now };
    }
}
