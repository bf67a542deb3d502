using System.Text.Json.Serialization;

namespace Coupler.Azure.Wire;

/// <summary>How the client reads and writes the wire: what is null is not sent, what is not known is passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobDetails))]
[JsonSerializable(typeof(Page<JobDetails>))]
[JsonSerializable(typeof(Page<ProviderStatus>))]
[JsonSerializable(typeof(JobSettings))]
[JsonSerializable(typeof(SasRequest))]
[JsonSerializable(typeof(SasAnswer))]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class WireJson : JsonSerializerContext;
