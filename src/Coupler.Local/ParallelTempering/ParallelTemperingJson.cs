using System.Text.Json.Serialization;

namespace Coupler.Local.ParallelTempering;

/// <summary>A store keeps <see cref="ParallelTemperingParameters"/> as JSON, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ParallelTemperingParameters))]
internal sealed partial class ParallelTemperingJson : JsonSerializerContext;
