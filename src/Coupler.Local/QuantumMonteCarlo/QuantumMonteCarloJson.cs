using System.Text.Json.Serialization;

namespace Coupler.Local.QuantumMonteCarlo;

/// <summary>A store keeps <see cref="QuantumMonteCarloParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QuantumMonteCarloParameters))]
internal sealed partial class QuantumMonteCarloJson : JsonSerializerContext;
