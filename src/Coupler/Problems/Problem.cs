using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>
/// Something to minimise: a sum of weighted products of variables that are all bits or all spins, and of squared sums of them.
/// Terms count as they are written; those of the same variables add up.
/// </summary>
public abstract class Problem : Workload<ProblemResult>
{
    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    private protected Problem(ImmutableArray<Term> terms, ImmutableArray<SquaredSum> squares, int variables)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variables);
        Terms = terms;
        Squares = squares;
        VariableCount = variables;
        foreach (var term in terms) VariableCount = Math.Max(VariableCount, Largest(term) + 1);
        foreach (var square in squares)
        {
            foreach (var term in square.Terms) VariableCount = Math.Max(VariableCount, Largest(term) + 1);
        }
    }

    /// <summary>As they were written.</summary>
    public ImmutableArray<Term> Terms { get; }

    /// <summary>Grouped terms: sums that count with their square. As they were written.</summary>
    public ImmutableArray<SquaredSum> Squares { get; }

    /// <summary>The largest variable that is named, plus one; or more, if the problem was made so.</summary>
    public int VariableCount { get; }

    public abstract VariableKind VariableKind { get; }

    public override string DefaultTarget => "optimiser";

    /// <summary>The whole problem as products: its terms, and those of which its squared sums are made.</summary>
    public IEnumerable<Term> Products() =>
        Terms.Concat(Squares.SelectMany(square => SpinTerms.MultipliedOut(square, VariableKind)));

    /// <summary>The sum for these values.</summary>
    /// <param name="values">Bit i is variable i; of a spin, 0 stands for +1 and 1 for −1.</param>
    public double Cost(BitString values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, VariableCount, nameof(values));
        var cost = 0.0;
        foreach (var term in Terms) cost += Value(term, values);
        foreach (var square in Squares)
        {
            var sum = 0.0;
            foreach (var term in square.Terms) sum += Value(term, values);
            cost += square.Weight * sum * sum;
        }

        return cost;
    }

    private double Value(Term term, BitString values) =>
        VariableKind == VariableKind.Spin ? OfSpins(term, values) : OfBits(term, values);

    private static double OfBits(Term term, BitString values)
    {
        for (var i = 0; i < term.Degree; i++)
        {
            if (!values[term[i]]) return 0;
        }

        return term.Weight;
    }

    private static double OfSpins(Term term, BitString values)
    {
        var isNegative = false;
        for (var i = 0; i < term.Degree; i++) isNegative ^= values[term[i]];
        return isNegative ? -term.Weight : term.Weight;
    }

    private static int Largest(Term term)
    {
        var largest = -1;
        for (var i = 0; i < term.Degree; i++) largest = Math.Max(largest, term[i]);
        return largest;
    }
}
