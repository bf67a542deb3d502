using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>Nothing moves across it when a circuit is rewritten. No qubits means all.</summary>
public sealed record BarrierInstruction(ImmutableArray<int> Qubits) : Instruction
{
    public bool Equals(BarrierInstruction? other) => other is not null && Qubits.SequenceEqual(other.Qubits);

    public override int GetHashCode() => Qubits.Aggregate(Qubits.Length, HashCode.Combine);

    private protected override string Text => Qubits.IsEmpty ? "barrier" : $"barrier {string.Join(", ", Qubits)}";
}
