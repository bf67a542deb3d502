using System.Collections.Immutable;

namespace Coupler.Local.Spins;

/// <summary>
/// Couplings in whole units, in compressed sparse rows. They stand doubled, since a flip changes a neighbour's field by twice the
/// weight.
/// </summary>
internal sealed class SparseSystem : SpinSystem
{
    public SparseSystem(CouplingGraph graph, SpinUnit unit, ImmutableArray<CardinalityGroup> groups)
        : base(graph.Count, groups, SpinScale.Of(graph), unit.RoundingOf(graph))
    {
        Unit = unit;
        if (!groups.IsEmpty) graph.SortRows();
        Starts = graph.Starts;
        Neighbours = new SpinNeighbour[graph.Neighbours.Length];
        for (var k = 0; k < Neighbours.Length; k++)
        {
            Neighbours[k] = new(graph.Neighbours[k], 2 * unit.Count(graph.Weights[k]));
        }

        Fields = [.. graph.Fields.Select(unit.Count)];
    }

    public SpinUnit Unit { get; }

    /// <summary>hᵢ.</summary>
    public int[] Fields { get; }

    /// <summary>Row i has the places from <c>Starts[i]</c> to <c>Starts[i + 1]</c>.</summary>
    public int[] Starts { get; }

    public SpinNeighbour[] Neighbours { get; }

    public override SpinState CreateState() => new SparseState(this);
}
