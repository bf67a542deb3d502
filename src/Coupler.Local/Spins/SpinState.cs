using System.Runtime.Intrinsics;

namespace Coupler.Local.Spins;

/// <summary>
/// Values of all spins of a <see cref="SpinSystem"/>, and what follows from them. Layout: a sign for each spin, 0 for +1 and −1
/// for −1, padded to whole vectors with spins that never flip.
/// </summary>
internal abstract class SpinState
{
    private protected SpinState(SpinSystem system)
    {
        System = system;
        Signs = new int[system.PaddedCount];
    }

    public SpinSystem System { get; }

    public int[] Signs { get; }

    /// <summary>The cost of these values, but for what all values have in common.</summary>
    public abstract double Energy { get; }

    /// <summary>Takes these values.</summary>
    public abstract void Set(ReadOnlySpan<int> signs);

    /// <summary>Becomes the same as another state of the same system.</summary>
    public abstract void CopyFrom(SpinState other);

    /// <summary>By how much the energy changes when a spin is flipped.</summary>
    public abstract double Delta(int spin);

    /// <summary>By how much the energy changes when several different spins are flipped.</summary>
    public abstract double DeltaOf(ReadOnlySpan<int> spins);

    public abstract void Flip(int spin);

    /// <summary>
    /// The spin whose flip makes the energy least, among those that are free or would make it less than a limit; −1 if there is
    /// none. Of several the first, counted from a place on and around.
    /// </summary>
    /// <param name="freeAt">Of each spin the move from which on it may be flipped.</param>
    public abstract int BestMove(ReadOnlySpan<int> freeAt, int move, double limit, int from);

    /// <summary>
    /// Proposes to flip each spin once, in order, and makes the moves of each group; each is taken with probability
    /// min(1, e^(−β·ΔE)).
    /// </summary>
    /// <returns>How many flips were made.</returns>
    public long Sweep(double beta, SpinRandom random)
    {
        var flips = SweepFlips(beta, random);
        return System.Groups.IsEmpty ? flips : flips + GroupMoves.Sweep(this, beta, random);
    }

    /// <summary>A sweep that takes only what is no worse.</summary>
    /// <returns>How many flips were made.</returns>
    public long Quench(SpinRandom random)
    {
        // Far colder than any weight, and still a number when it is counted in units of single precision.
        const double frozen = 1e12;
        var scale = System.Scale.UsualField;
        return Sweep(scale > 0 ? frozen / scale : 1, random);
    }

    /// <summary>Takes random values.</summary>
    public void Scatter(SpinRandom random)
    {
        Span<int> signs = new int[Signs.Length];
        for (var i = 0; i < signs.Length; i += IntegerState.Lanes)
        {
            (random.Lanes.NextBits().AsInt32() >> 31).CopyTo(signs[i..]);
        }

        if (!System.Groups.IsEmpty) GroupMoves.Fill(System, signs, random);
        Set(signs);
    }

    protected abstract long SweepFlips(double beta, SpinRandom random);
}
