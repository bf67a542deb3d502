namespace Coupler.Jobs;

/// <summary>
/// What is kept beside a job's record under a name, written once: its input, an attempt's encoded payload, a raw result.
/// </summary>
public sealed record JobContent(string Name, Payload Payload);
