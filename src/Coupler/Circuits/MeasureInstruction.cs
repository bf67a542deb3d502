namespace Coupler.Circuits;

/// <summary>Measures a qubit in the computational basis; the bit takes the outcome.</summary>
public sealed record MeasureInstruction(int Qubit, Bit Bit) : Instruction
{
    private protected override string Text => $"measure {Qubit} -> {Bit}";
}
