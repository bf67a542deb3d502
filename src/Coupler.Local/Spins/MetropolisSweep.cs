using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Coupler.Local.Spins;

/// <summary>
/// Proposes to flip each spin once, in order (N. Metropolis et al., J. Chem. Phys. 21, 1953). A flip that changes the energy by
/// ΔE is accepted with probability min(1, e^(−β·ΔE)), that is if −β·ΔE ≥ ln u, or 2β·gain + e ≥ 0 with an exponential deviate e.
/// Eight proposals are decided at once; after a flip those of the eight behind it are decided again, since their fields may have
/// changed: the outcome is that of one proposal after the other.
/// </summary>
internal static class MetropolisSweep
{
    /// <summary>No deviate is larger: −ln 2⁻³².</summary>
    private const double LargestDeviate = 22.2;

    /// <param name="beta">The inverse temperature, per unit of energy; not negative.</param>
    /// <returns>How many flips were made.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Run(IntegerState state, double beta, ref RandomLanes random)
    {
        var flips = 0L;
        var slope = Vector256.Create((float)(2 * beta));
        var hopeless = Vector256.Create((int)Math.Max(-LargestDeviate / (2 * beta), int.MinValue));
        ref var fields = ref MemoryMarshal.GetArrayDataReference(state.Fields);
        ref var signs = ref MemoryMarshal.GetArrayDataReference(state.Signs);
        for (nuint i = 0; i < (nuint)state.Fields.Length; i += IntegerState.Lanes)
        {
            // The signs stay in a register: to read eight where one has just been written would wait for it.
            var sign = Vector256.LoadUnsafe(ref signs, i);
            var gains = Gains(ref fields, sign, i);
            if (!Vector256.GreaterThanOrEqualAny(gains, hopeless)) continue;
            var deviates = random.NextExponentials();
            var accepted = Accepted(gains, slope, deviates) & state.LanesFrom((int)i);
            while (accepted != 0)
            {
                var lane = BitOperations.TrailingZeroCount(accepted);
                state.Flip((int)i + lane);
                flips++;
                sign ^= Vector256.Equals(Vector256<int>.Indices, Vector256.Create(lane));
                accepted = Accepted(Gains(ref fields, sign, i), slope, deviates) & state.LanesFrom((int)i) & (~1u << lane);
            }
        }

        return flips;
    }

    private static Vector256<int> Gains(ref int fields, Vector256<int> sign, nuint i) =>
        (Vector256.LoadUnsafe(ref fields, i) ^ sign) - sign;

    private static uint Accepted(Vector256<int> gains, Vector256<float> slope, Vector256<float> deviates) =>
        Vector256.GreaterThanOrEqual((Vector256.ConvertToSingle(gains) * slope) + deviates, Vector256<float>.Zero)
            .ExtractMostSignificantBits();
}
