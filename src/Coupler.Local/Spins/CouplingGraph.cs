using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>
/// A problem of terms of at most two variables, over spins: E = constant + Σ hᵢ·sᵢ + Σ Jᵢⱼ·sᵢ·sⱼ; bits are x = (1 − s) / 2. Terms
/// of the same pair are summed. Layout: compressed sparse rows; each coupling stands in the rows of both its spins.
/// </summary>
internal sealed class CouplingGraph
{
    private readonly bool isOfBits;

    private CouplingGraph(ImmutableArray<Term> terms, Problem problem)
    {
        Count = problem.VariableCount;
        Fields = new double[Count];
        Starts = new int[Count + 1];
        isOfBits = problem.VariableKind == VariableKind.Bit;
        Neighbours = new int[CountRows(terms)];
        Weights = new double[Neighbours.Length];
        Fill(terms);
        MergeRows();
    }

    /// <exception cref="ArgumentException">A term has more than two variables.</exception>
    public static CouplingGraph Of(Problem problem) =>
        new(problem.Squares.IsEmpty ? problem.Terms : [.. problem.Products()], problem);

    /// <summary>Of some of the terms of a problem, with all of its variables.</summary>
    public static CouplingGraph Of(IEnumerable<Term> terms, Problem problem) => new([.. terms], problem);

    public int Count { get; }

    /// <summary>hᵢ.</summary>
    public double[] Fields { get; }

    /// <summary>Row i has the places from <c>Starts[i]</c> to <c>Starts[i + 1]</c>.</summary>
    public int[] Starts { get; }

    public int[] Neighbours { get; private set; }

    public double[] Weights { get; private set; }

    /// <summary>Puts each row into ascending order.</summary>
    public void SortRows()
    {
        for (var i = 0; i < Count; i++) Array.Sort(Neighbours, Weights, Starts[i], Starts[i + 1] - Starts[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountRows(ImmutableArray<Term> terms)
    {
        foreach (var term in terms)
        {
            if (term.Degree > 2) throw new ArgumentException($"The term {term} has more than two variables.", nameof(terms));
            if (term.Degree < 2) continue;
            Starts[term[0] + 1]++;
            Starts[term[1] + 1]++;
        }

        for (var i = 0; i < Count; i++) Starts[i + 1] = checked(Starts[i + 1] + Starts[i]);
        return Starts[Count];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ImmutableArray<Term> terms)
    {
        var next = Starts.AsSpan(0, Count).ToArray();
        foreach (var term in terms)
        {
            // Of bits: w·x·y = w/4·(1 − s − t + s·t), w·x = w/2·(1 − s).
            var part = isOfBits ? Math.ScaleB(term.Weight, -term.Degree) : term.Weight;
            if (term.Degree == 1) Fields[term[0]] += isOfBits ? -part : part;
            if (term.Degree < 2) continue;
            var (first, second) = (term[0], term[1]);
            (Neighbours[next[first]], Weights[next[first]++]) = (second, part);
            (Neighbours[next[second]], Weights[next[second]++]) = (first, part);
            if (!isOfBits) continue;
            Fields[first] -= part;
            Fields[second] -= part;
        }
    }

    /// <summary>Of each pair one place in each row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeRows()
    {
        var place = new int[Count];
        Array.Fill(place, -1);
        var write = 0;
        for (var i = 0; i < Count; i++)
        {
            var (from, to, start) = (Starts[i], Starts[i + 1], write);
            for (var k = from; k < to; k++)
            {
                ref var known = ref place[Neighbours[k]];
                if (known >= start)
                {
                    Weights[known] += Weights[k];
                    continue;
                }

                known = write;
                (Neighbours[write], Weights[write++]) = (Neighbours[k], Weights[k]);
            }

            Starts[i] = start;
        }

        Starts[Count] = write;
        (Neighbours, Weights) = (Neighbours[..write], Weights[..write]);
    }
}
