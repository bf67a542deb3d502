namespace Coupler;

/// <summary>How far a run is.</summary>
/// <param name="Total">Null where nobody knows.</param>
/// <param name="Unit">What is counted: shots, gates, sweeps.</param>
/// <param name="Best">The best value found so far, for a search; null if there is none yet. It never becomes worse.</param>
public sealed record JobProgress(long Done, long? Total, string Unit, double? Best = null);
