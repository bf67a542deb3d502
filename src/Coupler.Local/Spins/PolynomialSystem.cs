using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>
/// A problem of terms of any degree and of squared sums, in floating point, as it is written: nothing is multiplied out. Layout:
/// each spin has a row of couplings, a row of terms of three and more variables, and a row of places in squared sums.
/// </summary>
internal sealed class PolynomialSystem : SpinSystem
{
    private PolynomialSystem(Problem problem, CouplingGraph graph)
        : base(problem.VariableCount, OneHotGroups.Of(problem), ScaleOf(problem, graph))
    {
        IsOfBits = problem.VariableKind == VariableKind.Bit;
        Couplings = graph;
        Terms = [.. problem.Terms.Where(term => term.Degree > 2)];
        Squares = problem.Squares;
        TermsOf = Rows(Terms.Select(Variables));
        SquaresOf = PlacesOf(problem);
    }

    public PolynomialSystem(Problem problem)
        : this(problem, CouplingGraph.Of(problem.Terms.Where(term => term.Degree <= 2), problem))
    {
    }

    public bool IsOfBits { get; }

    /// <summary>What has one variable or two.</summary>
    public CouplingGraph Couplings { get; }

    /// <summary>What has three or more.</summary>
    public ImmutableArray<Term> Terms { get; }

    public ImmutableArray<SquaredSum> Squares { get; }

    /// <summary>Of each spin the terms it is in.</summary>
    public int[][] TermsOf { get; }

    /// <summary>Of each spin the squared sums it is in, and its weight there.</summary>
    public (int Square, double Weight)[][] SquaresOf { get; }

    public override SpinState CreateState() => new PolynomialState(this);

    private int[][] Rows(IEnumerable<IEnumerable<int>> variables)
    {
        var rows = new List<int>?[Count];
        foreach (var (item, members) in variables.Index())
        {
            foreach (var variable in members) (rows[variable] ??= []).Add(item);
        }

        return Array.ConvertAll(rows, row => row?.ToArray() ?? []);
    }

    private (int Square, double Weight)[][] PlacesOf(Problem problem)
    {
        var rows = new List<(int Square, double Weight)>?[Count];
        foreach (var (index, square) in problem.Squares.Index())
        {
            foreach (var members in square.Terms.Where(term => term.Degree == 1).GroupBy(term => term[0]))
            {
                (rows[members.Key] ??= []).Add((index, members.Sum(term => term.Weight)));
            }
        }

        return Array.ConvertAll(rows, row => row?.ToArray() ?? []);
    }

    private static IEnumerable<int> Variables(Term term) => Enumerable.Range(0, term.Degree).Select(i => term[i]);

    /// <summary>A squared sum counts as its products would.</summary>
    private static SpinScale ScaleOf(Problem problem, CouplingGraph graph)
    {
        var scale = SpinScale.Of(graph);
        var (squares, least) = (scale.UsualField * scale.UsualField * graph.Count, double.PositiveInfinity);
        if (scale.UsualField > 0) least = scale.LeastWeight;
        foreach (var term in problem.Terms)
        {
            if (term.Degree <= 2 || term.Weight == 0) continue;
            squares += term.Degree * term.Weight * term.Weight / 4;
            least = Math.Min(least, Math.Abs(term.Weight) / 2);
        }

        foreach (var square in problem.Squares)
        {
            var norm = square.Terms.Sum(term => term.Degree * term.Weight * term.Weight);
            squares += square.Weight * square.Weight * norm * norm / 4;
            foreach (var term in square.Terms)
            {
                var own = Math.Abs(square.Weight * term.Weight * term.Weight) / 2;
                if (own > 0) least = Math.Min(least, own);
            }
        }

        return squares == 0 ? default : new(Math.Sqrt(squares / graph.Count), least);
    }
}
