using System.Collections.Immutable;

namespace Coupler.Local.Spins;

/// <summary>
/// Couplings in whole units, a whole row for each spin, padded to whole vectors; doubled, since a flip changes a neighbour's
/// field by twice the weight. In 16 bits where they fit.
/// </summary>
internal sealed class DenseSystem : SpinSystem
{
    public DenseSystem(CouplingGraph graph, SpinUnit unit, ImmutableArray<CardinalityGroup> groups)
        : base(graph.Count, groups, SpinScale.Of(graph), unit.RoundingOf(graph))
    {
        Unit = unit;
        Fields = [.. graph.Fields.Select(unit.Count)];
        var weights = new int[(long)Count * PaddedCount];
        var isNarrow = true;
        for (var i = 0; i < Count; i++)
        {
            for (var k = graph.Starts[i]; k < graph.Starts[i + 1]; k++)
            {
                var twice = 2 * unit.Count(graph.Weights[k]);
                weights[((long)i * PaddedCount) + graph.Neighbours[k]] = twice;
                isNarrow &= twice == (short)twice;
            }
        }

        if (isNarrow) Narrow = Array.ConvertAll(weights, weight => (short)weight);
        else Wide = weights;
    }

    public SpinUnit Unit { get; }

    /// <summary>hᵢ.</summary>
    public int[] Fields { get; }

    /// <summary>Row after row; null where they do not fit into 16 bits.</summary>
    public short[]? Narrow { get; }

    /// <summary>Row after row; null where they fit into 16 bits.</summary>
    public int[]? Wide { get; }

    public override SpinState CreateState() => new DenseState(this);
}
