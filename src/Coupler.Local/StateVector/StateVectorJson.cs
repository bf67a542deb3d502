using System.Text.Json.Serialization;

namespace Coupler.Local.StateVector;

/// <summary>How a store keeps <see cref="StateVectorParameters"/>: <c>{"precision":"float64","probabilities":false}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StateVectorParameters))]
internal sealed partial class StateVectorJson : JsonSerializerContext;
