using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>Bits that are connected, directly or by others (union-find).</summary>
internal sealed class BitSets(int bits)
{
    private readonly int[] parents = [.. Enumerable.Range(0, bits)];

    public void Join(ImmutableArray<int> set)
    {
        for (var i = 1; i < set.Length; i++) parents[RootOf(set[i])] = RootOf(set[0]);
    }

    /// <summary>The same for all that are connected.</summary>
    public int RootOf(int bit)
    {
        while (parents[bit] != bit)
        {
            parents[bit] = parents[parents[bit]];
            bit = parents[bit];
        }

        return bit;
    }
}
