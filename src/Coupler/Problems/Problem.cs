using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>
/// Something to minimise: the sum of weighted products of variables that are all bits or all spins. Terms count as they are
/// written; those of the same variables add up.
/// </summary>
public abstract class Problem : Workload<ProblemResult>
{
    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    private protected Problem(ImmutableArray<Term> terms, int variables)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variables);
        Terms = terms;
        VariableCount = variables;
        foreach (var term in terms) VariableCount = Math.Max(VariableCount, Largest(term) + 1);
    }

    /// <summary>As they were written.</summary>
    public ImmutableArray<Term> Terms { get; }

    /// <summary>The largest variable that is named, plus one; or more, if the problem was made so.</summary>
    public int VariableCount { get; }

    public abstract VariableKind VariableKind { get; }

    public override string DefaultTarget => "optimiser";

    /// <summary>The sum for these values.</summary>
    /// <param name="values">Bit i is variable i; of a spin, 0 stands for +1 and 1 for −1.</param>
    public double Cost(BitString values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, VariableCount, nameof(values));
        var cost = 0.0;
        foreach (var term in Terms) cost += VariableKind == VariableKind.Spin ? OfSpins(term, values) : OfBits(term, values);
        return cost;
    }

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
