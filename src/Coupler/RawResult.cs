namespace Coupler;

/// <summary>What a target answered to a <see cref="RawWorkload"/>, byte for byte.</summary>
public sealed record RawResult(Payload Payload) : JobResult;
