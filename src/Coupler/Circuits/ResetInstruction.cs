namespace Coupler.Circuits;

/// <summary>Puts a qubit into |0⟩, whatever it was entangled with.</summary>
public sealed record ResetInstruction(int Qubit) : Instruction
{
    private protected override string Text => $"reset {Qubit}";
}
