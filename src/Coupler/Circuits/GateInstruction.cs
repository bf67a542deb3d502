using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// A gate on qubits. Its meaning: the gate's unitary, raised to <see cref="Exponent"/> by the principal logarithm
/// (eigenphases in (−π, π]), then controlled by <see cref="Controls"/>: the modifiers of OpenQASM 3, in this order.
/// </summary>
/// <param name="Parameters">As many as <see cref="Gate.ParameterCount"/>.</param>
/// <param name="Qubits">As many as <see cref="Gate.QubitCount"/>, flat indices, no two alike, in the gate's own order.</param>
public sealed record GateInstruction(Gate Gate, ImmutableArray<Angle> Parameters, ImmutableArray<int> Qubits) : Instruction
{
    /// <summary>Controls added to those that the gate itself may have.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];

    public double Exponent { get; init; } = 1;

    public bool Equals(GateInstruction? other) =>
        other is not null && Gate == other.Gate && Exponent.Equals(other.Exponent) && Parameters.SequenceEqual(other.Parameters)
        && Qubits.SequenceEqual(other.Qubits) && Controls.SequenceEqual(other.Controls);

    public override int GetHashCode() => Qubits.Aggregate(HashCode.Combine(Gate, Exponent, Controls.Length), HashCode.Combine);
}
