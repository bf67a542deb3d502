namespace Coupler.Jobs;

/// <summary>How a record changes when its job goes on, waits or ends.</summary>
internal sealed class JobTransitions(CouplerOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromDays(1);

    public JobRecord Next(JobRecord job, JobPhase phase, JobStatus status)
    {
        var now = time.GetUtcNow();
        return job with
        {
            Phase = phase,
            Status = status,
            Tries = 0,
            Failure = null,
            TroubleSince = null,
            Due = now,
            Updated = now,
        };
    }

    /// <summary>There is nothing to do until it is time to look again.</summary>
    public JobRecord Wait(JobRecord job, TimeSpan? retryAfter) => Wait(job, retryAfter, options.DelayAfter(job.Tries));

    /// <summary>Something went wrong that may pass: it is tried again, for as long as it is worth it.</summary>
    public JobRecord Retry(JobRecord job, JobFailure failure, TimeSpan? retryAfter)
    {
        var since = job.TroubleSince ?? time.GetUtcNow();
        job = job with { Failure = failure, TroubleSince = since };
        var limit = (failure.Class, job.Phase) switch
        {
            (_, JobPhase.Fetch) => options.Retries.Fetch,
            (FailureClass.NeverAccepted, _) => options.Retries.NeverAccepted,
            _ => options.Retries.AcceptanceUnknown,
        };
        if (time.GetUtcNow() - since < limit) return Wait(job, retryAfter, WithJitter(options.DelayAfter(job.Tries), job));
        var mayRun = failure.Class != FailureClass.NeverAccepted || job.Phase >= JobPhase.Monitor;
        return End(job, mayRun ? JobStatus.Parked : JobStatus.Failed);
    }

    /// <summary>The application's code threw.</summary>
    public JobRecord RetryStep(JobRecord job, JobFailure failure)
    {
        job = job with { StepFailure = failure };
        return job.Tries + 1 < options.Retries.Steps
            ? Wait(job, retryAfter: null, WithJitter(options.DelayAfter(job.Tries), job))
            : End(job, JobStatus.Parked);
    }

    /// <summary>The attempt failed: if that cost nothing another may follow, else it is the end.</summary>
    public JobRecord Failed(JobRecord job, JobFailure failure)
    {
        job = job with { Failure = failure };
        var isFree = failure.Class == FailureClass.FailedFree && !job.CancelRequested && !job.Attempts.IsEmpty;
        if (!isFree || job.Attempts.Length >= options.Retries.Attempts) return End(job, JobStatus.Failed);
        job = job.WithAttempt(job.Attempt with { Status = AttemptStatus.Failed, Failure = failure });
        var delay = WithJitter(options.DelayAfter(job.Attempts.Length - 1), job);
        return Wait(job with { Phase = JobPhase.Prepare, Status = JobStatus.Created, Tries = 0 }, retryAfter: null, delay);
    }

    /// <summary>The end of a job; one that is done for a step has its step told first.</summary>
    public JobRecord End(JobRecord job, JobStatus status)
    {
        var now = time.GetUtcNow();
        if (job is { Step: not null, Outcome: null } && status is JobStatus.Failed or JobStatus.Cancelled)
        {
            return job with
            {
                Outcome = status,
                Phase = JobPhase.Complete,
                Status = JobStatus.Completing,
                Tries = 0,
                Due = now,
                Updated = now,
            };
        }

        return job with { Status = status, Due = null, Claim = null, Updated = now };
    }

    private JobRecord Wait(JobRecord job, TimeSpan? retryAfter, TimeSpan delay)
    {
        // "At once" is an answer for the first time only, and no place decides over weeks.
        if (retryAfter is { } asked && (asked > TimeSpan.Zero || job.Tries == 0))
        {
            delay = TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestRetryAfter.Ticks));
        }

        var now = time.GetUtcNow();
        return job with { Tries = job.Tries + 1, Due = now + delay, Updated = now };
    }

    /// <summary>Random enough to spread jobs, and the same whoever computes it; in whole milliseconds, as timers count.</summary>
    private TimeSpan WithJitter(TimeSpan delay, JobRecord job)
    {
        Span<byte> random = stackalloc byte[16];
        Attempt.IdOf(job.Id, job.Tries).TryWriteBytes(random);
        var longer = delay * (1 + (options.Retries.Jitter * random[0] / 256));
        return TimeSpan.FromMilliseconds(Math.Ceiling(longer.TotalMilliseconds));
    }
}
