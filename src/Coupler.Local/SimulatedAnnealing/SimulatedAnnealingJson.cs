using System.Text.Json.Serialization;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>A store keeps <see cref="SimulatedAnnealingParameters"/> as <c>{"sweeps":1000,"solutions":1}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SimulatedAnnealingParameters))]
internal sealed partial class SimulatedAnnealingJson : JsonSerializerContext;
