using System.Text.Json.Serialization;

namespace Coupler.Local.Tabu;

/// <summary>A store keeps <see cref="TabuParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TabuParameters))]
internal sealed partial class TabuJson : JsonSerializerContext;
