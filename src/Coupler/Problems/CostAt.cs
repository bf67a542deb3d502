namespace Coupler.Problems;

/// <summary>A cost that was the least so far when it was found.</summary>
/// <param name="Elapsed">Since the solver began.</param>
public readonly record struct CostAt(TimeSpan Elapsed, double Cost);
