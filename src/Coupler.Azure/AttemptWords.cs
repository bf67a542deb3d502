using Coupler.Azure.Wire;
using Coupler.Cost;

namespace Coupler.Azure;

/// <summary>The service's words about a job, and what they mean here.</summary>
internal static class AttemptWords
{
    /// <summary>The states of both generations of workspaces.</summary>
    private static readonly (string Word, AttemptStatus Status)[] States =
    [
        ("Waiting", AttemptStatus.Waiting),
        ("Queued", AttemptStatus.Waiting),
        ("Executing", AttemptStatus.Executing),
        ("Finishing", AttemptStatus.Finishing),
        ("CancellationRequested", AttemptStatus.Cancelling),
        ("Cancelling", AttemptStatus.Cancelling),
        ("Succeeded", AttemptStatus.Succeeded),
        ("Completed", AttemptStatus.Succeeded),
        ("Failed", AttemptStatus.Failed),
        ("Cancelled", AttemptStatus.Cancelled),
    ];

    /// <summary>Codes of failures that the same input gives again, whatever it costs.</summary>
    private static readonly string[] Mistakes =
    [
        "InvalidInputData", "InvalidInputError", "InvalidProperty", "PropertyNotSpecified", "InputFileMissing",
        "CompilationError", "BitcodeError", "CannotTranslateInputData", "CannotTranslateOutputData", "QATTransformationFailed",
        "QIRPreProcessingFailed", "QIRLinkingFailed", "quantinuum - 1000", "quantinuum - 1001",
    ];

    public static AttemptReport Report(Guid attempt, JobDetails job)
    {
        var status = StatusOf(job);
        return new AttemptReport(attempt, status, job.Status ?? "")
        {
            Started = job.BeginExecutionTime,
            Ended = job.EndExecutionTime ?? job.CancellationTime,
            Failure = status == AttemptStatus.Failed ? FailureOf(job) : null,
            Cost = CostOf(job),
        };
    }

    private static AttemptStatus StatusOf(JobDetails job)
    {
        var known = States.FirstOrDefault(state => string.Equals(state.Word, job.Status, StringComparison.OrdinalIgnoreCase));
        if (known.Word is null) return AttemptStatus.Unknown;

        // Workspaces of the first generation keep their word while they cancel.
        var isUnderWay = known.Status is AttemptStatus.Waiting or AttemptStatus.Executing;
        return job.IsCancelling == true && isUnderWay ? AttemptStatus.Cancelling : known.Status;
    }

    private static JobFailure FailureOf(JobDetails job)
    {
        var code = job.ErrorData?.Code ?? "Failed";
        var failure = Mistakes.Contains(code, StringComparer.OrdinalIgnoreCase) ? FailureClass.Yours
            : job.CostEstimate?.EstimatedTotal == 0 ? FailureClass.FailedFree
            : FailureClass.FailedCharged;
        return new JobFailure(failure, code, job.ErrorData?.Message ?? $"{job.Target} says no more.");
    }

    private static Money? CostOf(JobDetails job) => job.CostEstimate switch
    {
        { EstimatedTotal: 0 } => new Money(0, ""),
        { EstimatedTotal: { } amount, CurrencyCode: { } currency } => new Money(amount, currency),
        _ => null,
    };
}
