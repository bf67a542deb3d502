using System.Text.Json.Serialization;

namespace Coupler.Local.SimulatedBifurcation;

/// <summary>A store keeps <see cref="SimulatedBifurcationParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SimulatedBifurcationParameters))]
internal sealed partial class SimulatedBifurcationJson : JsonSerializerContext;
