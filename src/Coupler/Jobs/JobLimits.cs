namespace Coupler.Jobs;

/// <summary>The times that a job was given, against the clock. A result that is at its place, or here, knows none.</summary>
internal static class JobLimits
{
    /// <summary>The job, marked if a time of it has run out.</summary>
    public static JobRecord Checked(JobRecord job, DateTimeOffset now) =>
        job is { Expired: null, Phase: <= JobPhase.Monitor } && Passed(job, now) is { } limit
            ? job with { Expired = limit }
            : job;

    /// <summary>When the next time runs out; null if none does.</summary>
    public static DateTimeOffset? Next(JobRecord job) =>
        job is { Expired: null, Phase: <= JobPhase.Monitor }
            ? Earliest(Earliest(DeadlineOf(job), EndOfWait(job)), EndOfRun(job))
            : null;

    /// <summary>What a job fails with whose time has run out and whose attempt was stopped, or was never sent.</summary>
    public static JobFailure FailureOf(JobRecord job)
    {
        var options = job.Options;
        var known = job switch
        {
            { Phase: JobPhase.Monitor, Attempt.Started: not null } => FailureClass.FailedCharged,
            { Phase: JobPhase.Submit, Failure.Class: FailureClass.AcceptanceUnknown } => FailureClass.AcceptanceUnknown,
            _ => FailureClass.FailedFree,
        };
        return job.Expired switch
        {
            TimeLimit.Wait => new(
                known, "QueueTooLong", $"{job.Target} kept it waiting for more than {options.LongestWait:g}."),
            TimeLimit.Run => new(
                FailureClass.FailedCharged, "RunTooLong", $"{job.Target} worked on it for more than {options.LongestRun:g}."),
            _ => new(known, "DeadlinePassed", $"It was not done {options.Deadline:g} after its submit."),
        };
    }

    private static TimeLimit? Passed(JobRecord job, DateTimeOffset now)
    {
        if (DeadlineOf(job) <= now) return TimeLimit.Deadline;
        if (EndOfWait(job) <= now) return TimeLimit.Wait;
        return EndOfRun(job) <= now ? TimeLimit.Run : null;
    }

    private static DateTimeOffset? DeadlineOf(JobRecord job) => job.Created + job.Options.Deadline;

    private static DateTimeOffset? EndOfWait(JobRecord job) =>
        job is { Phase: JobPhase.Monitor, Attempt: { Status: AttemptStatus.Waiting, Started: null } }
            ? job.Attempt.Accepted + job.Options.LongestWait
            : null;

    private static DateTimeOffset? EndOfRun(JobRecord job) =>
        job is { Phase: JobPhase.Monitor, Attempt.Status: AttemptStatus.Executing }
            ? job.Attempt.Started + job.Options.LongestRun
            : null;

    private static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;
}
