using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Coupler.Cost;

/// <summary>
/// What some targets of a provider charge. The kinds are closed: a new one is a record, and its name in the list here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FreePrice), "free")]
[JsonDerivedType(typeof(GateShotPrice), "gateShots")]
[JsonDerivedType(typeof(TimePrice), "time")]
[JsonDerivedType(typeof(TierPrice), "tiers")]
internal abstract record Price
{
    public required ImmutableArray<string> Targets { get; init; }

    /// <summary>An ISO 4217 code, or a provider's own credits.</summary>
    public required string Currency { get; init; }

    /// <summary>What the price takes for granted, and where sources disagree.</summary>
    public string? Note { get; init; }

    /// <summary>What the job is charged for, at most.</summary>
    /// <exception cref="CostUnknownException">Something that bounds it was not given.</exception>
    public abstract ImmutableArray<CostLine> Charge(CostBasis basis);
}
