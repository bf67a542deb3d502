using System.Text.Json.Serialization;

namespace Coupler.Azure.IonQ;

/// <summary>IonQ's part of a job's <c>inputParams</c>.</summary>
internal sealed record IonQInput
{
    public const string NativeGates = "native";

    [JsonPropertyName("error-mitigation")]
    public IonQMitigation? ErrorMitigation { get; init; }

    public IonQNoise? Noise { get; init; }

    [JsonPropertyName("gateset")]
    public string? GateSet { get; init; }
}

internal sealed record IonQMitigation(bool Debias);

internal sealed record IonQNoise(string? Model, int? Seed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IonQInput))]
internal sealed partial class IonQJson : JsonSerializerContext;
