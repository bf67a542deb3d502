namespace Coupler.Azure.Wire;

/// <summary>One page of a list, and where the next one is.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Value, string? NextLink);
