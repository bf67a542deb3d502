using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Tests.Reference;

/// <summary>What the reference simulator can do, with flat indices of qubits and bits.</summary>
internal abstract record ReferenceStep
{
    /// <param name="Matrix">Rows and columns count |first qubit, second, …⟩ with the first the most significant.</param>
    public sealed record Apply(Complex[,] Matrix, ImmutableArray<int> Qubits) : ReferenceStep;

    public sealed record Measure(int Qubit, int Bit) : ReferenceStep;

    public sealed record Reset(int Qubit) : ReferenceStep;

    /// <summary>The steps are taken where the bits of the register form this number; asked once, before the first step.</summary>
    public sealed record When(ReferenceRegister Register, ulong Value, ImmutableArray<ReferenceStep> Steps) : ReferenceStep;
}
