using Coupler.Circuits;

namespace Coupler.Local.Spins;

/// <summary>
/// Values of all spins of a <see cref="SpinModel"/>, with the local field of each, fᵢ = hᵢ + Σ Jᵢⱼ·sⱼ: to flip spin i changes the
/// energy by −2·sᵢ·fᵢ. Layout: a sign for each spin, 0 for +1 and −1 for −1, so that s·f is (f ^ sign) − sign; padded to whole
/// vectors with spins that never flip.
/// </summary>
internal sealed class SpinState
{
    /// <summary>Of a vector of 256 bits.</summary>
    public const int Lanes = 8;

    /// <summary>Far below what any proposal accepts, and its negative is a number, too.</summary>
    private const int Never = -1 << 30;

    private readonly SpinModel model;

    public SpinState(SpinModel model)
    {
        this.model = model;
        Signs = new int[PaddedCount];
        Fields = new int[PaddedCount];
    }

    public int PaddedCount => (model.Count + Lanes - 1) / Lanes * Lanes;

    public int[] Signs { get; }

    public int[] Fields { get; }

    /// <summary>Σ hᵢ·sᵢ + Σ Jᵢⱼ·sᵢ·sⱼ in units.</summary>
    public long Energy { get; private set; }

    /// <summary>Starts from these values.</summary>
    public void Set(ReadOnlySpan<int> signs)
    {
        signs[..model.Count].CopyTo(Signs);
        Array.Fill(Fields, Never, model.Count, PaddedCount - model.Count);
        var twice = 0L;
        for (var i = 0; i < model.Count; i++)
        {
            var field = 0L;
            foreach (var (spin, weight) in Row(i)) field += (weight ^ Signs[spin]) - Signs[spin];
            Fields[i] = model.Fields[i] + (int)(field / 2);
            twice += Signed(model.Fields[i], Signs[i]) + (long)Gain(i);
        }

        Energy = twice / 2;
    }

    /// <summary>A bit for each lane of the vector that starts here in which there is a spin.</summary>
    public uint LanesFrom(int start) => model.Count - start >= Lanes ? (1u << Lanes) - 1 : (1u << (model.Count - start)) - 1;

    /// <summary>How much less the energy is after a flip, halved; negative if it is more.</summary>
    public int Gain(int spin) => Signed(Fields[spin], Signs[spin]);

    public void Flip(int spin)
    {
        Energy -= 2L * Gain(spin);
        var sign = ~Signs[spin];
        Signs[spin] = sign;
        var fields = Fields;
        foreach (var (other, weight) in Row(spin)) fields[other] += (weight ^ sign) - sign;
    }

    /// <summary>Values as a solution tells them: 0 stands for +1 and 1 for −1.</summary>
    public static BitString ToBits(ReadOnlySpan<int> signs)
    {
        const int wordBits = 64;
        var words = new ulong[(signs.Length + wordBits - 1) / wordBits];
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] != 0) words[i / wordBits] |= 1UL << (i % wordBits);
        }

        return new BitString(words, signs.Length);
    }

    private static int Signed(int value, int sign) => (value ^ sign) - sign;

    private ReadOnlySpan<SpinNeighbour> Row(int spin) =>
        model.Neighbours.AsSpan(model.Starts[spin], model.Starts[spin + 1] - model.Starts[spin]);
}
