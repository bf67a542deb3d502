using System.Text.Json.Serialization;

namespace Coupler.Local.SubstochasticMonteCarlo;

/// <summary>A store keeps <see cref="SubstochasticMonteCarloParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SubstochasticMonteCarloParameters))]
internal sealed partial class SubstochasticMonteCarloJson : JsonSerializerContext;
