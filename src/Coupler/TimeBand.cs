namespace Coupler;

/// <summary>
/// An estimated time as a band: of ten jobs like this one, about one is done within <paramref name="Low"/>, five within
/// <paramref name="Median"/> and nine within <paramref name="High"/>. An estimate from earlier jobs, and no promise.
/// </summary>
/// <param name="Low">The 10 % quantile.</param>
/// <param name="Median">The 50 % quantile.</param>
/// <param name="High">The 90 % quantile.</param>
public readonly record struct TimeBand(TimeSpan Low, TimeSpan Median, TimeSpan High);
