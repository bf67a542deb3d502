namespace Coupler.Azure.Wire;

/// <summary>A provider that the workspace has, and its targets.</summary>
internal sealed record ProviderStatus
{
    public required string Id { get; init; }

    public string? CurrentAvailability { get; init; }

    public IReadOnlyList<TargetStatus>? Targets { get; init; }
}
