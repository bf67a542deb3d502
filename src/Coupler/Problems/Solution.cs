using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>Values for every variable of a problem.</summary>
/// <param name="Values">
/// Bit i is variable i, so variable 0 is the rightmost character; of a spin, 0 stands for +1 and 1 for −1.
/// </param>
/// <param name="Cost">Computed anew from the problem, not taken from the solver.</param>
/// <param name="Occurrences">How often the solver found it.</param>
public sealed record Solution(BitString Values, double Cost, int Occurrences = 1)
{
    public bool this[int variable] => Values[variable];

    /// <summary>+1 or −1: the value of a spin.</summary>
    public int SpinOf(int variable) => Values[variable] ? -1 : 1;
}
