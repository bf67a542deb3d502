namespace Coupler.Circuits;

/// <summary>Declares a register of bits, all 0 at first. <c>c[1]</c> names its bit 1.</summary>
public sealed record BitsInstruction(string Register, int Count) : Instruction
{
    /// <exception cref="ArgumentOutOfRangeException">The register has no such bit.</exception>
    public Bit this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new Bit(Register, index);
        }
    }

    private protected override string Text => $"bit[{Count}] {Register}";
}
