namespace Coupler.Cost;

/// <summary>No bound can be given for what a job costs; the message says what is missing. Nothing was sent.</summary>
public sealed class CostUnknownException(string target, string reason)
    : Exception($"What a job on {target} costs cannot be said: {reason}")
{
    public string Target { get; } = target;

    public string Reason { get; } = reason;
}
