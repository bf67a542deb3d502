using System.Runtime.Intrinsics;
using Coupler.Local.Numerics;

namespace Coupler.Local.Spins;

/// <summary>
/// Random numbers eight at a time: xoshiro128+ (D. Blackman, S. Vigna: Scrambled linear pseudorandom number generators, ACM
/// TOMS 47, 2021) in each lane, seeded from <see cref="Philox"/>. The same seed and stream give the same numbers
/// everywhere.
/// </summary>
internal struct RandomLanes
{
    private const int Shift = 9;
    private const int Rotation = 11;

    private Vector256<uint> state0;
    private Vector256<uint> state1;
    private Vector256<uint> state2;
    private Vector256<uint> state3;

    public RandomLanes(long seed, int stream)
    {
        Span<uint> words = stackalloc uint[4 * Vector256<uint>.Count];
        for (var i = 0; i < words.Length; i += 4)
        {
            var (low, high) = Philox.Block((ulong)i, (ulong)stream, (ulong)seed);
            (words[i], words[i + 1], words[i + 2], words[i + 3]) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        }

        state0 = Vector256.Create<uint>(words);
        state1 = Vector256.Create<uint>(words[8..]);
        state2 = Vector256.Create<uint>(words[16..]);
        state3 = Vector256.Create<uint>(words[24..]);
    }

    /// <summary>32 random bits in each lane; the upper ones are the better.</summary>
    public Vector256<uint> NextBits()
    {
        var result = state0 + state3;
        var shifted = state1 << Shift;
        state2 ^= state0;
        state3 ^= state1;
        state1 ^= state2;
        state0 ^= state3;
        state2 ^= shifted;
        state3 = (state3 << Rotation) | (state3 >>> (32 - Rotation));
        return result;
    }

    /// <summary>
    /// Exponential deviates, −ln u of a uniform u between 2⁻³² and 1. The logarithm of the mantissa is a polynomial of degree 5,
    /// fitted by least squares at Chebyshev points, off by at most 1.3 · 10⁻⁵.
    /// </summary>
    public Vector256<float> NextExponentials()
    {
        const int ExponentOfOne = 127, FractionBits = 23, UsedBits = 31;
        var uniform = Vector256.ConvertToSingle((NextBits() >>> (32 - UsedBits)).AsInt32()) + Vector256.Create(0.5f);
        var bits = uniform.AsInt32();
        var exponent = Vector256.ConvertToSingle((bits >>> FractionBits) - Vector256.Create(ExponentOfOne + UsedBits));
        var fraction = (bits & Vector256.Create((1 << FractionBits) - 1)) | Vector256.Create(ExponentOfOne << FractionBits);
        var x = fraction.AsSingle() - Vector256.Create(1f);
        var polynomial = Vector256.Create(0.030670019f);
        polynomial = (polynomial * x) + Vector256.Create(-0.13257878f);
        polynomial = (polynomial * x) + Vector256.Create(0.2866588f);
        polynomial = (polynomial * x) + Vector256.Create(-0.4910074f);
        polynomial = (polynomial * x) + Vector256.Create(0.9994046f);
        return (exponent * Vector256.Create(-0.6931472f)) - (polynomial * x);
    }
}
