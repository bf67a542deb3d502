namespace Coupler.Circuits;

/// <summary>One instruction of a <see cref="Circuit"/>; make them with the functions of <see cref="Gates"/>.</summary>
public abstract record Instruction
{
    private protected Instruction()
    {
    }
}
