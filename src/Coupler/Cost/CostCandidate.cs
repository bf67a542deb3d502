namespace Coupler.Cost;

/// <summary>One way in which a job may come to run: on its target, or on one that it falls back to.</summary>
internal sealed record CostCandidate(Workspace Workspace, Workload Workload, Target Target, JobOptions Options);
