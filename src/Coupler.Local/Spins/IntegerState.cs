using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupler.Local.Spins;

/// <summary>
/// A state with the local field of each spin in whole units, fᵢ = hᵢ + Σ Jᵢⱼ·sⱼ: to flip spin i changes the energy by −2·sᵢ·fᵢ.
/// s·f is (f ^ sign) − sign.
/// </summary>
internal abstract class IntegerState : SpinState
{
    /// <summary>Of a vector of 256 bits.</summary>
    public const int Lanes = 8;

    /// <summary>Far below what any proposal accepts, and its negative is a number, too.</summary>
    private const int Never = -1 << 30;

    private readonly int[] ownFields;

    private protected IntegerState(SpinSystem system, SpinUnit unit, int[] ownFields)
        : base(system)
    {
        Unit = unit;
        this.ownFields = ownFields;
        Fields = new int[system.PaddedCount];
    }

    public SpinUnit Unit { get; }

    public int[] Fields { get; }

    /// <summary>Σ hᵢ·sᵢ + Σ Jᵢⱼ·sᵢ·sⱼ in units.</summary>
    public long Units { get; protected set; }

    public override double Energy => Unit.Of(Units);

    public override void Set(ReadOnlySpan<int> signs)
    {
        var count = System.Count;
        signs[..count].CopyTo(Signs);
        Array.Fill(Fields, Never, count, Fields.Length - count);
        var twice = 0L;
        for (var i = 0; i < count; i++)
        {
            Fields[i] = (int)(ownFields[i] + CouplingField(i));
            twice += Signed(ownFields[i], Signs[i]) + (long)Gain(i);
        }

        Units = twice / 2;
    }

    public override void CopyFrom(SpinState other)
    {
        var from = (IntegerState)other;
        from.Signs.CopyTo(Signs, 0);
        from.Fields.CopyTo(Fields, 0);
        Units = from.Units;
    }

    public override double Delta(int spin) => Unit.Of(-2L * Gain(spin));

    public override double DeltaOf(ReadOnlySpan<int> spins)
    {
        var gain = 0L;
        for (var i = 0; i < spins.Length; i++)
        {
            gain += Gain(spins[i]);
            for (var j = 0; j < i; j++) gain -= Signed(TwiceWeight(spins[i], spins[j]), Signs[spins[i]] ^ Signs[spins[j]]);
        }

        return Unit.Of(-2 * gain);
    }

    /// <summary>How much less the energy is after a flip, halved; negative if it is more.</summary>
    public int Gain(int spin) => Signed(Fields[spin], Signs[spin]);

    /// <summary>A bit for each lane of the vector that starts here in which there is a spin.</summary>
    public uint LanesFrom(int start) =>
        System.Count - start >= Lanes ? (1u << Lanes) - 1 : (1u << (System.Count - start)) - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int BestMove(ReadOnlySpan<int> freeAt, int move, double limit, int from)
    {
        // Better than the limit is a flip with more than half of what is lacking.
        var lacking = Math.Floor((Units - (limit / Unit.Of(1))) / 2);
        var aspiration = Vector256.Create((int)Math.Clamp(lacking, Never, int.MaxValue));
        var start = from / Lanes * Lanes;
        var best = (Gain: Never, Spin: -1);
        Scan(freeAt, move, aspiration, start, Fields.Length, ref best);
        Scan(freeAt, move, aspiration, 0, start, ref best);
        return best.Spin;
    }

    protected override long SweepFlips(double beta, SpinRandom random) =>
        MetropolisSweep.Run(this, beta * Unit.Of(1), ref random.Lanes);

    /// <summary>2·Jᵢⱼ.</summary>
    protected abstract int TwiceWeight(int spin, int other);

    /// <summary>Σ Jᵢⱼ·sⱼ.</summary>
    protected abstract long CouplingField(int spin);

    protected static int Signed(int value, int sign) => (value ^ sign) - sign;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(
        ReadOnlySpan<int> freeAt, int move, Vector256<int> aspiration, int from, int to, ref (int Gain, int Spin) best)
    {
        ref var fields = ref MemoryMarshal.GetArrayDataReference(Fields);
        ref var signs = ref MemoryMarshal.GetArrayDataReference(Signs);
        ref var free = ref MemoryMarshal.GetReference(freeAt);
        var (now, never) = (Vector256.Create(move), Vector256.Create(Never));
        var most = Vector256.Create(best.Gain);
        var at = -1;
        for (var i = from; i < to; i += Lanes)
        {
            var sign = Vector256.LoadUnsafe(ref signs, (nuint)i);
            var gains = (Vector256.LoadUnsafe(ref fields, (nuint)i) ^ sign) - sign;
            var allowed = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref free, (nuint)i), now)
                | Vector256.GreaterThan(gains, aspiration);
            gains = Vector256.ConditionalSelect(allowed, gains, never);
            if (!Vector256.GreaterThanAny(gains, most)) continue;
            var largest = Largest(gains);
            (most, at) = (Vector256.Create(largest), i);
            best = (largest, i + Vector256.IndexOf(gains, largest));
        }
    }

    private static int Largest(Vector256<int> values)
    {
        var four = Vector128.Max(values.GetLower(), values.GetUpper());
        var two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Math.Max(two[0], two[1]);
    }
}
