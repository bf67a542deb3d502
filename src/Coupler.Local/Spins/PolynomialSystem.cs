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
        : base(problem.VariableCount, CardinalityGroup.Of(problem), ScaleOf(problem, graph))
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

    /// <summary>A squared sum counts as its products would, of which each variable has one with the norm of the others.</summary>
    private static SpinScale ScaleOf(Problem problem, CouplingGraph graph)
    {
        var weights = graph.Weights.Concat(graph.Fields).Select(Math.Abs).ToList();
        foreach (var term in problem.Terms)
        {
            if (term.Degree > 2) weights.AddRange(Enumerable.Repeat(Math.Abs(term.Weight) / 2, term.Degree));
        }

        foreach (var square in problem.Squares)
        {
            var members = square.Terms.Where(term => term.Degree == 1).Select(term => Math.Abs(term.Weight)).ToArray();
            var norm = SpinScale.Norm(members);
            weights.AddRange(members.Select(weight => Math.Abs(square.Weight) * weight * norm / 2));
        }

        return SpinScale.Of([.. weights], problem.VariableCount);
    }
}
