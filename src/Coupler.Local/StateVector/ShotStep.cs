using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>One step of a <see cref="ShotPlan"/>.</summary>
internal abstract record ShotStep
{
    private ShotStep()
    {
    }

    /// <param name="Phase">A factor of the whole state.</param>
    public sealed record Gates(ImmutableArray<QubitOperator> Operators, Complex Phase) : ShotStep;

    /// <summary>Measures now: what follows depends on the outcome.</summary>
    public sealed record Measure(int Qubit, int Bit) : ShotStep;

    /// <summary>The bit takes the value that the qubit has at the end, since nothing changes or asks for it until then.</summary>
    public sealed record Defer(int Qubit, int Bit) : ShotStep;

    public sealed record Reset(int Qubit) : ShotStep;

    /// <summary>Goes on at another step unless the condition holds.</summary>
    /// <param name="Bits">The condition's bits, as places in the bit string of all registers.</param>
    public sealed record Unless(Condition Condition, ImmutableArray<int> Bits, int Target) : ShotStep;

    public sealed record Jump(int Target) : ShotStep;
}
