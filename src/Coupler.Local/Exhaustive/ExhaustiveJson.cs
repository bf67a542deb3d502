using System.Text.Json.Serialization;

namespace Coupler.Local.Exhaustive;

/// <summary>A store keeps <see cref="ExhaustiveParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ExhaustiveParameters))]
internal sealed partial class ExhaustiveJson : JsonSerializerContext;
