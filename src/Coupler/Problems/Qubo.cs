using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler.Problems;

/// <summary>
/// Quadratic unconstrained binary optimisation: find bits x that make Σ w·xᵢ·xⱼ least. A term (i, i, w) is linear, because
/// xᵢ² = xᵢ; each term counts once as it is written, and terms of the same pair add up. Variables count from 0.
/// <c>Qubo cover = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];</c>
/// </summary>
/// <exception cref="ArgumentException">Thrown when a problem is made with a variable that is negative or
/// <see cref="int.MaxValue"/>, or a weight that is not finite.</exception>
[CollectionBuilder(typeof(Qubo), nameof(Create))]
public sealed class Qubo : Problem, IReadOnlyList<(int Row, int Column, double Weight)>
{
    private Qubo(ImmutableArray<Term> terms, double offset, int variables)
        : base(offset == 0 ? terms : terms.Add(new Term(offset)), squares: [], variables)
    {
        Count = terms.Length;
        Offset = offset;
    }

    public static Qubo Create(ReadOnlySpan<(int Row, int Column, double Weight)> terms) => Create(terms, offset: 0);

    /// <param name="offset">What is added to the sum, whatever the values. Finite.</param>
    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    public static Qubo Create(ReadOnlySpan<(int Row, int Column, double Weight)> terms, double offset, int variables = 0)
    {
        var products = ImmutableArray.CreateBuilder<Term>(terms.Length + 1);
        foreach (var term in terms)
        {
            Check(term);
            var (row, column, weight) = term;
            products.Add(row == column ? new Term(weight, row) : new Term(weight, row, column));
        }

        return new Qubo(products.DrainToImmutable(), offset, variables);
    }

    /// <summary>Terms of different variables each, of which a constant is the offset.</summary>
    /// <exception cref="ArgumentException">A term has more than two variables.</exception>
    internal static Qubo Of(ImmutableArray<Term> terms, int variables)
    {
        var products = ImmutableArray.CreateBuilder<Term>(terms.Length);
        var offset = 0.0;
        foreach (var term in terms)
        {
            if (term.Degree > 2)
            {
                throw new ArgumentException(
                    $"The term {term} has {term.Degree} variables; a QUBO has two at most.", nameof(terms));
            }

            if (term.Degree == 0) offset += term.Weight;
            else products.Add(term);
        }

        return new Qubo(products.DrainToImmutable(), offset, variables);
    }

    private static void Check((int Row, int Column, double Weight) term)
    {
        var wrong = term.Row < 0 || term.Column < 0 ? "a negative variable; they count from 0"
            : Math.Max(term.Row, term.Column) == int.MaxValue ? $"too large a variable; the last is {int.MaxValue - 1}"
            : !double.IsFinite(term.Weight) ? "a weight that is not finite"
            : null;
        if (wrong is not null) throw new ArgumentException($"The term {term} has {wrong}.", nameof(term));
    }

    /// <summary>What is added to the sum, whatever the values.</summary>
    public double Offset { get; }

    public override VariableKind VariableKind => VariableKind.Bit;

    public override string Format => QuboFormat.Name;

    public override Payload ToPayload() => QuboFormat.Write(this);

    /// <summary>How many terms were written, the offset not counted.</summary>
    public int Count { get; }

    public (int Row, int Column, double Weight) this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var term = Terms[index];
            return (term[0], term[term.Degree - 1], term.Weight);
        }
    }

    /// <summary>
    /// The same problem over spins, with x = (1 − s) / 2: of the same values each has the same cost, exactly, unless a weight has
    /// more digits than fit after a division by 4.
    /// </summary>
    public Ising ToIsing() => Ising.Create(SpinTerms.FromBits(Terms).AsSpan(), VariableCount);

    public IEnumerator<(int Row, int Column, double Weight)> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
