using System.Text.Json;

namespace Coupler.Diagnostics;

/// <summary>The names of attributes on spans and measurements, and their words for enumerations.</summary>
internal static class JobAttributes
{
    public const string Job = "coupler.job.id";
    public const string Status = "coupler.job.status";
    public const string IsResumed = "coupler.job.resumed";
    public const string Workspace = "coupler.workspace";
    public const string Target = "coupler.target";
    public const string Phase = "coupler.phase";
    public const string Attempt = "coupler.attempt.number";
    public const string FailureClass = "coupler.failure.class";
    public const string RetryDelay = "coupler.retry.delay";
    public const string Currency = "coupler.cost.currency";
    public const string HeldState = "coupler.held.state";
    public const string StoreOperation = "coupler.store.operation";

    /// <summary>OpenTelemetry's own name: the code of a failure, or the type of an exception.</summary>
    public const string Error = "error.type";

    private static readonly string[] Statuses = Words<JobStatus>();
    private static readonly string[] Phases = Words<JobPhase>();
    private static readonly string[] Classes = Words<FailureClass>();

    public static string Word(JobStatus status) => Statuses[(int)status];

    public static string Word(JobPhase phase) => Phases[(int)phase];

    public static string Word(FailureClass failureClass) => Classes[(int)failureClass];

    private static string[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
