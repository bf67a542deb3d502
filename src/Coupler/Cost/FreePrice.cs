using System.Collections.Immutable;

namespace Coupler.Cost;

/// <summary>The target charges nothing.</summary>
internal sealed record FreePrice : Price
{
    public override ImmutableArray<CostLine> Charge(CostBasis basis) => [];
}
