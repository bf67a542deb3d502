namespace Coupler.Local.Spins;

/// <summary>
/// A <see cref="CouplingGraph"/> in whole numbers: weights are multiples of one unit, a power of two. Where they all are such
/// multiples nothing is rounded; else each is off by at most half a unit, 2⁻²⁹ of the largest sum of a row. Couplings stand
/// doubled, since a flip changes a neighbour's field by twice the weight.
/// </summary>
internal sealed class SpinModel
{
    public SpinModel(CouplingGraph graph)
    {
        Count = graph.Count;
        Unit = SpinUnit.Of(graph);
        Starts = graph.Starts;
        Neighbours = new SpinNeighbour[graph.Neighbours.Length];
        for (var k = 0; k < Neighbours.Length; k++)
        {
            Neighbours[k] = new(graph.Neighbours[k], 2 * Unit.Count(graph.Weights[k]));
        }

        Fields = [.. graph.Fields.Select(Unit.Count)];
    }

    public int Count { get; }

    public SpinUnit Unit { get; }

    /// <summary>hᵢ.</summary>
    public int[] Fields { get; }

    /// <summary>Row i has the places from <c>Starts[i]</c> to <c>Starts[i + 1]</c>.</summary>
    public int[] Starts { get; }

    public SpinNeighbour[] Neighbours { get; }
}
