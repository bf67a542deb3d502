using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupler.Azure.Rigetti;

/// <summary>Settings of Rigetti's targets: "Rigetti provider" in Azure Quantum's documentation.</summary>
public sealed record RigettiParameters : AzureParameters
{
    /// <summary>Whether the program is run without the compiler quilc, as it is. Default false.</summary>
    [JsonPropertyName("skipQuilc")]
    public bool SkipQuilc { get; init; }

    internal override JsonElement ToInputParams() =>
        JsonSerializer.SerializeToElement(this, RigettiJson.Default.RigettiParameters);
}

[JsonSerializable(typeof(RigettiParameters))]
internal sealed partial class RigettiJson : JsonSerializerContext;
