using Coupler.Local.Numerics;

namespace Coupler.Local.StateVector;

/// <summary>
/// The random numbers of a run: draw d of shot s is a function of the seed, s and d. So a shot has the same outcome whatever
/// other shots there are, in whatever order they are worked out.
/// </summary>
internal readonly struct ShotRandom(long seed)
{
    /// <summary>For each shot its draw, in [0, 1).</summary>
    public void Fill(ReadOnlySpan<int> shots, int draw, Span<double> uniforms)
    {
        // One block of random bits serves two shots; in a run of shots, both.
        var (block, low, high) = (-1, 0UL, 0UL);
        for (var i = 0; i < shots.Length; i++)
        {
            if (shots[i] >> 1 != block)
            {
                block = shots[i] >> 1;
                (low, high) = Philox.Block((ulong)block, (ulong)draw, (ulong)seed);
            }

            uniforms[i] = Philox.ToUniform((shots[i] & 1) == 0 ? low : high);
        }
    }
}
