using System.Numerics;

namespace Coupler.Local.Spins;

/// <summary>How much memory a <see cref="SpinSystem"/> takes, about, without its being made.</summary>
/// <param name="Places">Of variables in terms: of a squared sum that is multiplied out, in all of its products.</param>
/// <param name="IsDense">Whether rows are kept whole.</param>
/// <param name="BytesPerState">Of each variable, in a state.</param>
internal sealed record SpinMemory(int Variables, long Places, bool IsDense, int BytesPerState)
{
    /// <summary>In a row of couplings, and in the row of whole units that is made of it.</summary>
    private const int BytesPerPlace = 12 + 8;

    /// <summary>In rows that are kept whole, of 32 bits and of the 16 into which they may fit.</summary>
    private const int BytesPerDensePlace = 4 + 2;

    /// <summary>Of fields, and of where rows begin.</summary>
    private const int BytesPerVariable = 32;

    public BigInteger Bytes => (new BigInteger(Places) * BytesPerPlace)
        + (IsDense ? (long)Variables * Variables * BytesPerDensePlace : 0)
        + ((long)Variables * BytesPerVariable);

    /// <summary>Signs are padded to whole vectors.</summary>
    public bool FitsIntoLists => Variables <= Array.MaxLength - IntegerState.Lanes && Places <= Array.MaxLength;
}
