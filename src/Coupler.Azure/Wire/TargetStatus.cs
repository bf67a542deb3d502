namespace Coupler.Azure.Wire;

/// <summary>How one target stands.</summary>
internal sealed record TargetStatus
{
    public required string Id { get; init; }

    public string? CurrentAvailability { get; init; }

    /// <summary>In seconds.</summary>
    public long? AverageQueueTime { get; init; }

    public string? StatusPage { get; init; }

    public int? NumQubits { get; init; }

    public string? TargetProfile { get; init; }
}
