namespace Coupler;

/// <summary>
/// The target cannot run this workload: nothing was sent and nothing costs. The message says why and what would help.
/// </summary>
public sealed class TargetRefusedException(string target, string reason) : Exception($"{target} cannot run this job: {reason}")
{
    public string Target { get; } = target;

    public string Reason { get; } = reason;
}
