using System.Numerics;
using System.Runtime.CompilerServices;
using Coupler.Local.Numerics;

namespace Coupler.Local.Spins;

/// <summary>
/// Random numbers one at a time: xoshiro256++ (D. Blackman, S. Vigna: Scrambled linear pseudorandom number generators, ACM TOMS
/// 47, 2021), seeded from <see cref="Philox"/>, with other counters than <see cref="RandomLanes"/>.
/// </summary>
internal struct RandomWords
{
    private const ulong FirstCounter = 1UL << 32;

    private ulong state0;
    private ulong state1;
    private ulong state2;
    private ulong state3;

    public RandomWords(long seed, int stream)
    {
        (state0, state1) = Philox.Block(FirstCounter, (ulong)stream, (ulong)seed);
        (state2, state3) = Philox.Block(FirstCounter + 1, (ulong)stream, (ulong)seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(state0 + state3, 23) + state0;
        var shifted = state1 << 17;
        state2 ^= state0;
        state3 ^= state1;
        state1 ^= state2;
        state0 ^= state3;
        state2 ^= shifted;
        state3 = BitOperations.RotateLeft(state3, 45);
        return result;
    }

    /// <summary>A whole number from 0 to less than a limit, which is at least 1; off from even by at most limit / 2⁶⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>In [0, 1).</summary>
    public double Uniform() => Philox.ToUniform(Next());

    /// <summary>−ln u: more than 0.</summary>
    public double Exponential() => -Math.Log(1 - Uniform());

    /// <summary>Normally distributed, of mean 0 and variance 1 (G. E. P. Box, M. E. Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(2 * Exponential()) * Math.Cos(2 * Math.PI * Uniform());

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
