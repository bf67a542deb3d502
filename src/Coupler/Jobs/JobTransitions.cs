namespace Coupler.Jobs;

/// <summary>How a record changes when its job goes on, waits or ends.</summary>
/// <param name="retention">How long a job is kept after its end that does not say so itself; null: for ever.</param>
internal sealed class JobTransitions(CouplerOptions options, TimeSpan? retention, TimeProvider time)
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
    public JobRecord Wait(JobRecord job, TimeSpan? retryAfter) =>
        Wait(job, retryAfter, options.DelayAfter(job.Tries), latest: null);

    /// <summary>
    /// Where an answer was lost before, a refusal now says nothing of what was sent then: it may still be on its way.
    /// </summary>
    public static JobFailure WithWhatWasLost(JobRecord job, JobFailure failure) =>
        job is { Phase: JobPhase.Submit, Failure.Class: FailureClass.AcceptanceUnknown }
            ? failure with { Class = FailureClass.AcceptanceUnknown }
            : failure;

    /// <summary>Something went wrong that may pass: it is tried again, for as long as it is worth it.</summary>
    public JobRecord Retry(JobRecord job, JobFailure failure, TimeSpan? retryAfter)
    {
        var since = job.TroubleSince ?? time.GetUtcNow();
        job = job with { TroubleSince = since };

        // What keeps a step from being told is not why its job failed.
        job = job.Phase == JobPhase.Complete ? job with { StepFailure = failure } : job with { Failure = failure };
        var limit = (failure.Class, job.Phase) switch
        {
            (_, JobPhase.Fetch) => options.Retries.Fetch,
            (FailureClass.NeverAccepted, _) => Shorter(options.Retries.NeverAccepted, job.Options.LongestWait),
            _ => options.Retries.AcceptanceUnknown,
        };
        if (time.GetUtcNow() - since < limit)
        {
            return Wait(job, retryAfter, WithJitter(options.DelayAfter(job.Tries), job), latest: since + limit);
        }

        var mayRun = failure.Class != FailureClass.NeverAccepted || job.Phase >= JobPhase.Monitor;
        return mayRun ? End(job, JobStatus.Parked) : FallBack(job, FallbackConditions.Unavailable) ?? End(job, JobStatus.Failed);
    }

    /// <summary>A result that cannot be read may have been spoilt on its way: it is fetched again, a few times.</summary>
    public JobRecord FetchAgain(JobRecord job, JobFailure failure)
    {
        job = job with { Failure = failure };
        if (job.Unreadable + 1 >= options.Retries.Fetches) return End(job, JobStatus.Parked);
        job = job with { Phase = JobPhase.Fetch, Status = JobStatus.Finishing, Unreadable = job.Unreadable + 1 };
        return Wait(job, retryAfter: null, WithJitter(options.DelayAfter(job.Unreadable), job), latest: null);
    }

    /// <summary>The application's code threw.</summary>
    public JobRecord RetryStep(JobRecord job, JobFailure failure)
    {
        job = job with { StepFailure = failure };
        return job.Tries + 1 < options.Retries.Steps
            ? Wait(job, retryAfter: null, WithJitter(options.DelayAfter(job.Tries), job), latest: null)
            : End(job, JobStatus.Parked);
    }

    /// <summary>
    /// The attempt failed: if that cost nothing another may follow, at the same target or at a fallback, else it is the end.
    /// </summary>
    public JobRecord Failed(JobRecord job, JobFailure failure)
    {
        job = job with { Failure = failure };
        var isFree = failure.Class == FailureClass.FailedFree && !job.Attempts.IsEmpty;
        if (!isFree || job.CancelRequested || job.Expired == TimeLimit.Deadline) return End(job, JobStatus.Failed);
        job = job.WithAttempt(job.Attempt with { Status = AttemptStatus.Failed, Failure = failure });
        var made = job.Attempts.Count(attempt => attempt.Target == job.Target);
        if (job.Expired is not null || made >= options.Retries.Attempts)
        {
            return FallBack(job, FallbackConditions.FailedFree) ?? End(job, JobStatus.Failed);
        }

        var delay = WithJitter(options.DelayAfter(made - 1), job);
        job = job with { Phase = JobPhase.Prepare, Status = JobStatus.Created, Tries = 0 };
        return Wait(job, retryAfter: null, delay, latest: null);
    }

    /// <summary>The attempt was stopped, or never sent, as somebody wants it or since its time has run out.</summary>
    public JobRecord Stopped(JobRecord job)
    {
        if (job.CancelRequested || job.Expired is null) return End(job, JobStatus.Cancelled);
        job = job with { Failure = JobLimits.FailureOf(job) };
        var wasFree = job is { Expired: TimeLimit.Wait, Failure.Class: FailureClass.FailedFree };
        var elsewhere = wasFree ? FallBack(job, FallbackConditions.QueueTooLong) : null;
        return elsewhere ?? End(job, JobStatus.Failed);
    }

    /// <summary>The job as it begins at its next fallback for which this is a reason; null if there is none.</summary>
    public JobRecord? FallBack(JobRecord job, FallbackConditions reason)
    {
        if (job.IsToStop && job.Expired != TimeLimit.Wait) return null;
        var fallbacks = job.Options.Fallbacks;
        var next = job.Fallback;
        while (next < fallbacks.Length && !fallbacks[next].When.HasFlag(reason)) next++;
        if (next == fallbacks.Length) return null;
        if (job.MayBeOut) job = job.WithAttempt(job.Attempt with { Failure = job.Attempt.Failure ?? job.Failure });
        return Next(job, JobPhase.Prepare, JobStatus.Created) with
        {
            Fallback = next + 1,
            Workspace = job.FallbackWorkspaces[next],
            Expired = null,
            Progress = null,
            QueuePosition = null,
        };
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

        // What waits for a person has not ended.
        var end = status.IsFinal ? now + (job.Options.Retention ?? retention) : null;
        return job with { Status = status, Due = null, Claim = null, Updated = now, KeptUntil = end };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan? other) => other < one ? other.Value : one;

    /// <param name="latest">When there is something to do in any case.</param>
    private JobRecord Wait(JobRecord job, TimeSpan? retryAfter, TimeSpan delay, DateTimeOffset? latest)
    {
        var now = time.GetUtcNow();
        var timely = JobLimits.Checked(job, now);
        if (timely.Expired != job.Expired) return timely with { Tries = 0, Due = now, Updated = now };

        // "At once" is an answer for the first time only, and no place decides over weeks.
        if (retryAfter is { } asked && (asked > TimeSpan.Zero || job.Tries == 0))
        {
            delay = TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestRetryAfter.Ticks));
        }

        var due = now + delay;
        if (latest < due) due = latest.Value;
        if (JobLimits.Next(job) is { } limit && limit < due) due = limit;
        return job with { Tries = job.Tries + 1, Due = due, Updated = now };
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
