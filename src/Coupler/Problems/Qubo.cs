using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>
/// Quadratic unconstrained binary optimisation: find bits x that make Σ w·xᵢ·xⱼ least. A term (i, i, w) is linear, because
/// xᵢ² = xᵢ; each term counts once as it is written, and terms of the same pair add up. Variables count from 0.
/// <c>Qubo cover = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];</c>
/// </summary>
/// <exception cref="ArgumentException">Thrown when a problem is made with a variable that is negative or
/// <see cref="int.MaxValue"/>, or a weight that is not finite.</exception>
[CollectionBuilder(typeof(Qubo), nameof(Create))]
public sealed class Qubo : Workload<ProblemResult>, IReadOnlyList<(int Row, int Column, double Weight)>
{
    private Qubo(ImmutableArray<(int Row, int Column, double Weight)> terms)
    {
        foreach (var term in terms)
        {
            var wrong = term.Row < 0 || term.Column < 0 ? "a negative variable; they count from 0"
                : Math.Max(term.Row, term.Column) == int.MaxValue ? $"too large a variable; the last is {int.MaxValue - 1}"
                : !double.IsFinite(term.Weight) ? "a weight that is not finite"
                : null;
            if (wrong is not null) throw new ArgumentException($"The term {term} has {wrong}.", nameof(terms));
        }

        Terms = terms;
        VariableCount = terms.IsEmpty ? 0 : terms.Max(term => Math.Max(term.Row, term.Column)) + 1;
    }

    public static Qubo Create(ReadOnlySpan<(int Row, int Column, double Weight)> terms) => new([.. terms]);

    /// <summary>The terms as they were written.</summary>
    public ImmutableArray<(int Row, int Column, double Weight)> Terms { get; }

    /// <summary>The largest variable that is named, plus one.</summary>
    public int VariableCount { get; }

    public override string Format => QuboFormat.Name;

    public override string DefaultTarget => "optimiser";

    public override Payload ToPayload() => QuboFormat.Write(this);

    /// <summary>The sum for these values; bit i is variable i.</summary>
    public double Cost(BitString values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, VariableCount, nameof(values));
        var cost = 0.0;
        foreach (var (row, column, weight) in Terms)
        {
            if (values[row] && values[column]) cost += weight;
        }

        return cost;
    }

    public int Count => Terms.Length;

    public (int Row, int Column, double Weight) this[int index] => Terms[index];

    public IEnumerator<(int Row, int Column, double Weight)> GetEnumerator() =>
        ((IEnumerable<(int Row, int Column, double Weight)>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
