namespace Coupler;

/// <summary>The job ended without a result, or waits for a person. <see cref="Failure"/> says why.</summary>
/// <param name="isParked">Whether it waits for a person.</param>
public sealed class JobFailedException(Guid job, string target, JobFailure failure, bool isParked = false)
    : Exception(Text(job, target, failure, isParked))
{
    public Guid Job { get; } = job;

    public string Target { get; } = target;

    public JobFailure Failure { get; } = failure;

    /// <summary>
    /// Whether the job is parked: what it brought is kept, and <see cref="Job.CompleteAsync"/> goes on with it when what was
    /// wrong is mended. To submit it again could pay twice.
    /// </summary>
    public bool IsParked { get; } = isParked;

    private static string Text(Guid job, string target, JobFailure failure, bool isParked)
    {
        var reason = $"{failure.Message} ({failure.Code})";
        return isParked
            ? $"Job {job} on {target} is parked, with what it brought: {reason} Mend what is wrong, then CompleteAsync goes on."
            : $"Job {job} on {target} failed: {reason}";
    }
}
