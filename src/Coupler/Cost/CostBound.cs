namespace Coupler.Cost;

/// <summary>What a job costs at most where one target runs it: the upper bound of its estimate at the submit.</summary>
/// <param name="Target">The target's id.</param>
/// <param name="Currency">Empty if it costs nothing and no price list says so.</param>
public sealed record CostBound(string Target, decimal Amount, string Currency);
