using System.Text.Json;

namespace Coupler.Azure.Wire;

/// <summary>
/// A job as the service's data plane has it. A client sends the name, the place of the data, formats, parameters, provider and
/// target; the service adds the rest. Fields that no answer of one version has are null.
/// </summary>
internal sealed record JobDetails
{
    public const string Kind = "Job";

    public string? ContainerUri { get; init; }

    public string? InputDataUri { get; init; }

    public string? InputDataFormat { get; init; }

    public JsonElement? InputParams { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? SessionId { get; init; }

    public string? JobPriority { get; init; }

    public string? Priority { get; init; }

    public string? Status { get; init; }

    public string? JobType { get; init; }

    public string? OutputDataFormat { get; init; }

    public string? OutputDataUri { get; init; }

    public DateTimeOffset? BeginExecutionTime { get; init; }

    public DateTimeOffset? CancellationTime { get; init; }

    public DateTimeOffset? LastModifiedTime { get; init; }

    public JobSize? QuantumComputingData { get; init; }

    public ErrorDetail? ErrorData { get; init; }

    public bool? IsCancelling { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? Name { get; init; }

    public string? Id { get; init; }

    public string? ProviderId { get; init; }

    public string? Target { get; init; }

    public DateTimeOffset? CreationTime { get; init; }

    public DateTimeOffset? EndExecutionTime { get; init; }

    public JobCost? CostEstimate { get; init; }

    public string? ItemType { get; init; }
}
