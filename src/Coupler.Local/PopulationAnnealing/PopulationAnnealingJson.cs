using System.Text.Json.Serialization;

namespace Coupler.Local.PopulationAnnealing;

/// <summary>A store keeps <see cref="PopulationAnnealingParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PopulationAnnealingParameters))]
internal sealed partial class PopulationAnnealingJson : JsonSerializerContext;
