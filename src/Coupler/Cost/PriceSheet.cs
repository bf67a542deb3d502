using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Coupler.Cost;

/// <summary>The prices of one provider: a file in the folder <c>prices</c>.</summary>
/// <param name="Version">Of the file's layout.</param>
/// <param name="Date">The day on which the prices were published.</param>
/// <param name="Source">The document that they come from.</param>
/// <param name="Gates">What the provider bills as a gate, where it bills gates.</param>
internal sealed record PriceSheet(
    int Version, string Provider, DateOnly Date, string Source, ImmutableArray<Price> Prices, GateRules? Gates = null);

/// <summary>The layout is strict: a name that nobody reads would be a price that nobody adds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PriceSheet))]
internal sealed partial class PriceSheetJson : JsonSerializerContext;
