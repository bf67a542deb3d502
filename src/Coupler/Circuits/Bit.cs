namespace Coupler.Circuits;

/// <summary>One bit of a register that a measurement writes: register <c>c</c>, index 0 is its rightmost character.</summary>
public readonly record struct Bit(string Register, int Index)
{
    public override string ToString() => $"{Register}[{Index}]";
}
