namespace Coupler.Azure.Wire;

/// <summary>How many circuits a job runs, in <c>quantumComputingData</c>.</summary>
internal sealed record JobSize(int Count);
