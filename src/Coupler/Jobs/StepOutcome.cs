namespace Coupler.Jobs;

/// <summary>How the job of a step ended: with a result, with a failure, or, with neither, by a cancellation.</summary>
internal sealed record StepOutcome(StepContext Context, JobResult? Result, JobFailure? Failure);
