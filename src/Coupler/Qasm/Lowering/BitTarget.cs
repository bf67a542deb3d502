using System.Collections.Immutable;

namespace Coupler.Qasm.Lowering;

/// <summary>Bits that take values.</summary>
internal readonly record struct BitTarget(ImmutableArray<BitPlace> Places, bool IsScalar)
{
    /// <summary>The variable, if the bits are all of it.</summary>
    public BitVariable? Whole => Places == Places[0].Variable.Places ? Places[0].Variable : null;
}
