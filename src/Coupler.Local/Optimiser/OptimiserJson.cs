using System.Text.Json.Serialization;

namespace Coupler.Local.Optimiser;

/// <summary>A store keeps <see cref="OptimiserParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(OptimiserParameters))]
internal sealed partial class OptimiserJson : JsonSerializerContext;
