namespace Coupler;

/// <summary>
/// The job was cancelled, so it has no result. (A token that only stops waiting throws a plain
/// <see cref="OperationCanceledException"/>.)
/// </summary>
public sealed class JobCancelledException(Guid job, string target) : OperationCanceledException($"Job {job} was cancelled.")
{
    public Guid Job { get; } = job;

    public string Target { get; } = target;
}
