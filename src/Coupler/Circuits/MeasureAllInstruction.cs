namespace Coupler.Circuits;

/// <summary>Measures every qubit. A circuit resolves it when it is made: it never stands in a finished one.</summary>
public sealed record MeasureAllInstruction : Instruction
{
    private protected override string Text => "measure all";
}
