namespace Coupler;

/// <summary>The job ended without a result. <see cref="Failure"/> says why.</summary>
public sealed class JobFailedException(Guid job, string target, JobFailure failure)
    : Exception($"Job {job} on {target} failed: {failure.Message} ({failure.Code})")
{
    public Guid Job { get; } = job;

    public string Target { get; } = target;

    public JobFailure Failure { get; } = failure;
}
