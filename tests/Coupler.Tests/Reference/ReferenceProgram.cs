using System.Collections.Immutable;

namespace Coupler.Tests.Reference;

/// <summary>A circuit as the reference reads it.</summary>
/// <param name="BitRegisters">In the order of their declarations; the first one starts at bit 0.</param>
internal sealed record ReferenceProgram(
    int QubitCount, ImmutableArray<ReferenceRegister> BitRegisters, ImmutableArray<ReferenceStep> Steps)
{
    public int BitCount => BitRegisters.Sum(register => register.Size);
}
