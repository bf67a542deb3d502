using System.Text.Json.Serialization;

namespace Coupler.Local.PathRelinking;

/// <summary>A store keeps <see cref="PathRelinkingParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PathRelinkingParameters))]
internal sealed partial class PathRelinkingJson : JsonSerializerContext;
