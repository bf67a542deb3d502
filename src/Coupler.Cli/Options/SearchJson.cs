using System.Text.Json.Serialization;

namespace Coupler.Cli.Options;

/// <summary>Writes <see cref="SearchParameters"/> as <c>{"timeLimit":"00:00:10","targetCost":-5,"solutions":3}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SearchParameters))]
internal sealed partial class SearchJson : JsonSerializerContext;
