using Microsoft.Extensions.Logging;

namespace Coupler.Diagnostics;

/// <summary>
/// Everything that is logged. An event's id and name never change their meaning; they are listed in docs/how-to/observe-jobs.md.
/// No message holds a payload, a job's name, its owner or the text of a failure, which is a place's own.
/// </summary>
internal sealed partial class JobLog(ILogger logger)
{
    [LoggerMessage(
        EventId = 1, EventName = nameof(JobSubmitted), Level = LogLevel.Information,
        Message = "Job {Job} was written down for {Target}.")]
    public partial void JobSubmitted(Guid job, string target);

    [LoggerMessage(
        EventId = 2, EventName = nameof(JobEnded), Level = LogLevel.Information,
        Message = "Job {Job} for {Target} ended: {Status}, {Elapsed} after its submit.")]
    public partial void JobEnded(Guid job, string target, JobStatus status, TimeSpan elapsed);

    [LoggerMessage(
        EventId = 3, EventName = nameof(JobFailed), Level = LogLevel.Warning,
        Message = "Job {Job} for {Target} failed in phase {Phase}: {FailureClass}, {Code}.")]
    public partial void JobFailed(Guid job, string target, JobPhase phase, FailureClass? failureClass, string? code);

    [LoggerMessage(
        EventId = 4, EventName = nameof(JobParked), Level = LogLevel.Warning,
        Message = "Job {Job} for {Target} is parked in phase {Phase} and waits for a person: {FailureClass}, {Code}.")]
    public partial void JobParked(Guid job, string target, JobPhase phase, FailureClass? failureClass, string? code);

    [LoggerMessage(
        EventId = 5, EventName = nameof(JobRetried), Level = LogLevel.Warning,
        Message = "Job {Job} for {Target} hit trouble in phase {Phase}: {FailureClass}, {Code}. "
            + "It goes on in {Delay} with attempt {Attempt}.")]
    public partial void JobRetried(
        Guid job, string target, JobPhase phase, FailureClass failureClass, string code, TimeSpan delay, int attempt);

    [LoggerMessage(
        EventId = 6, EventName = nameof(JobTaken), Level = LogLevel.Debug,
        Message = "Job {Job} for {Target} was taken from the store in phase {Phase}.")]
    public partial void JobTaken(Guid job, string target, JobPhase phase);

    [LoggerMessage(
        EventId = 7, EventName = nameof(PhaseEnded), Level = LogLevel.Debug,
        Message = "Job {Job} for {Target} has left phase {Phase} for {Next}.")]
    public partial void PhaseEnded(Guid job, string target, JobPhase phase, JobPhase next);

    [LoggerMessage(
        EventId = 8, EventName = nameof(UnknownStatus), Level = LogLevel.Warning,
        Message = "Job {Job}: {Target} answered '{ServiceStatus}', a status that this version does not know. It is watched on.")]
    public partial void UnknownStatus(Guid job, string serviceStatus, string target);

    [LoggerMessage(
        EventId = 9, EventName = nameof(StepThrew), Level = LogLevel.Warning,
        Message = "The code of step {Step} threw for job {Job}.")]
    public partial void StepThrew(Exception exception, string step, Guid job);

    [LoggerMessage(
        EventId = 10, EventName = nameof(JobTrouble), Level = LogLevel.Warning,
        Message = "Job {Job} hit trouble and stays in the store.")]
    public partial void JobTrouble(Exception exception, Guid job);

    [LoggerMessage(
        EventId = 11, EventName = nameof(ScanTrouble), Level = LogLevel.Warning,
        Message = "The store could not be scanned for due jobs; trying again.")]
    public partial void ScanTrouble(Exception exception);

    [LoggerMessage(
        EventId = 12, EventName = nameof(LeaseLost), Level = LogLevel.Warning,
        Message = "This process's lease had run out; {Jobs} jobs that waited here may be another's now.")]
    public partial void LeaseLost(int jobs);

    [LoggerMessage(
        EventId = 13, EventName = nameof(GiveBackTrouble), Level = LogLevel.Warning,
        Message = "The store did not take the jobs back; the lease has to run out.")]
    public partial void GiveBackTrouble(Exception exception);

    [LoggerMessage(
        EventId = 14, EventName = nameof(JobFellBack), Level = LogLevel.Warning,
        Message = "Job {Job} does not run at {Target} and goes on at its fallback {Fallback}.")]
    public partial void JobFellBack(Guid job, string target, string fallback);

    [LoggerMessage(
        EventId = 15, EventName = nameof(RetentionTrouble), Level = LogLevel.Warning,
        Message = "Jobs whose time has come could not be deleted; trying again.")]
    public partial void RetentionTrouble(Exception exception);

    [LoggerMessage(
        EventId = 16, EventName = nameof(DeletionTrouble), Level = LogLevel.Warning,
        Message = "The place '{Workspace}' did not delete what it keeps for job {Job}. The job is kept; it is asked again.")]
    public partial void DeletionTrouble(Exception exception, string workspace, Guid job);
}
