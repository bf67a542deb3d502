namespace Coupler.Circuits;

/// <summary>Declares qubits. Several declarations follow each other: the flat index goes on.</summary>
public sealed record QubitsInstruction(string Register, int Count) : Instruction
{
    private protected override string Text => $"qubit[{Count}] {Register}";
}
