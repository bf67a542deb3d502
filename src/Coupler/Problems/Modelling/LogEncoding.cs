using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Problems.Modelling;

/// <summary>
/// The whole numbers from 0 to some span as a sum of as few bits as can be: factors 1, 2, 4, … of which the last is cut, so that
/// the sum of all is the span and no number in between is left out.
/// </summary>
internal static class LogEncoding
{
    /// <param name="span">0 or more; of 0 there are no bits.</param>
    public static ImmutableArray<long> FactorsOf(long span)
    {
        if (span == 0) return [];
        var bits = BitOperations.Log2((ulong)span) + 1;
        var whole = Enumerable.Range(0, bits - 1).Select(i => 1L << i);
        return [.. whole, span - ((1L << (bits - 1)) - 1)];
    }
}
