using System.Text.Json.Serialization;

namespace Coupler.Local.StateVector;

/// <summary>A store keeps <see cref="StateVectorParameters"/> as <c>{"precision":"float64","probabilities":false}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StateVectorParameters))]
internal sealed partial class StateVectorJson : JsonSerializerContext;
