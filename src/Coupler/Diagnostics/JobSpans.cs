using System.Diagnostics;
using Coupler.Jobs;

namespace Coupler.Diagnostics;

/// <summary>The spans and how each begins. Null where nobody listens, or nobody wants this one.</summary>
internal static class JobSpans
{
    public const string Submit = "submit job";
    public const string Run = "run job";
    public const string Resumed = "resumed";
    public const string Retry = "retry";

    /// <summary>In the order of the phases.</summary>
    private static readonly string[] Phases =
        [.. Enum.GetValues<JobPhase>().Select(phase => $"{JobAttributes.Word(phase)} phase")];

    private static readonly ActivitySource Source = new(CouplerDiagnostics.ActivitySourceName, CouplerDiagnostics.Version);

    public static bool AreWanted => Source.HasListeners();

    /// <summary>The context in which a job is submitted, to be kept with it; null if there is none.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>Current until it is disposed.</summary>
    public static Activity? StartSubmit(DateTimeOffset now) =>
        AreWanted ? Source.StartActivity(ActivityKind.Producer, startTime: now, name: Submit) : null;

    /// <summary>The root of a trace of its own, with a link to that of the submit. Not current.</summary>
    public static Activity? StartRun(JobRecord job, DateTimeOffset now)
    {
        if (!AreWanted) return null;
        var caller = Activity.Current;
        Activity.Current = null;
        var links = ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var submit)
            ? new ActivityLink[] { new(submit) }
            : null;
        var run = Source.StartActivity(
            Run, ActivityKind.Consumer, parentContext: default, TagsOf(job), links, startTime: job.Created);
        Activity.Current = caller;
        var isResumed = IsResumed(job);
        run?.SetTag(JobAttributes.IsResumed, isResumed);
        if (isResumed) run?.AddEvent(new ActivityEvent(Resumed, now));
        return run;
    }

    /// <summary>A child of the run. Not current.</summary>
    public static Activity? StartPhase(Activity run, JobRecord job, DateTimeOffset now)
    {
        var caller = Activity.Current;
        var phase = Source.StartActivity(
            Phases[(int)job.Phase], ActivityKind.Internal, run.Context, TagsOf(job), links: null, startTime: now);
        Activity.Current = caller;
        return phase?.SetTag(JobAttributes.Phase, JobAttributes.Word(job.Phase));
    }

    /// <summary>Whether another process, or this one before, has worked on the job.</summary>
    public static bool IsResumed(JobRecord job) => job.Version > 1;

    public static void Fail(Activity? span, JobFailure failure)
    {
        span?.SetTag(JobAttributes.FailureClass, JobAttributes.Word(failure.Class));
        span?.SetTag(JobAttributes.Error, failure.Code);
        span?.SetStatus(ActivityStatusCode.Error);
    }

    public static void Fail(Activity? span, Exception exception)
    {
        span?.SetTag(JobAttributes.Error, exception.GetType().FullName);
        span?.SetStatus(ActivityStatusCode.Error);
    }

    public static void End(Activity? span, DateTimeOffset now)
    {
        span?.SetEndTime(now.UtcDateTime);
        span?.Dispose();
    }

    private static KeyValuePair<string, object?>[] TagsOf(JobRecord job) =>
    [
        new(JobAttributes.Job, job.Id.ToString()),
        new(JobAttributes.Workspace, job.Workspace),
        new(JobAttributes.Target, job.Target),
    ];
}
