namespace Coupler.Circuits;

/// <summary>One instruction of a <see cref="Circuit"/>; make them with the functions of <see cref="Gates"/>.</summary>
public abstract record Instruction
{
    private protected Instruction()
    {
    }

    private protected abstract string Text { get; }

    /// <summary>One line, close to OpenQASM 3, with flat qubit indices: <c>cx 0, 1</c>.</summary>
    public sealed override string ToString() => Text;
}
