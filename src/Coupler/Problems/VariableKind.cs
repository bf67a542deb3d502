namespace Coupler.Problems;

/// <summary>What the variables of a problem are.</summary>
public enum VariableKind
{
    /// <summary>0 or 1.</summary>
    Bit,

    /// <summary>+1 or −1, which stand as 0 and 1 in a <see cref="Circuits.BitString"/>, as for the eigenvalues of Z.</summary>
    Spin,
}
