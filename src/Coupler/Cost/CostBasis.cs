namespace Coupler.Cost;

/// <summary>What a price is applied to.</summary>
internal sealed record CostBasis(string Target, Workload Workload, JobOptions Options, GateRules? Gates);
