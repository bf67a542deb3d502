namespace Coupler.Qasm.Lowering;

/// <summary>A call that is running.</summary>
internal sealed class Frame(Subroutine? subroutine, Scope scope, BitVariable? destination)
{
    public Subroutine? Subroutine { get; } = subroutine;

    public Scope Scope { get; } = scope;

    /// <summary>Where the caller wants measured bits; they are measured right there, since a circuit cannot copy bits.</summary>
    public BitVariable? Destination { get; } = destination;

    public Value? Result { get; set; }

    /// <summary>Variables of bits that end with it.</summary>
    public List<BitVariable> Passing { get; } = [];
}
