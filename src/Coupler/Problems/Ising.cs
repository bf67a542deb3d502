using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>
/// An Ising model: find spins s of +1 or −1 that make the sum of its terms least. A term may have any number of spins.
/// <c>Ising ring = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (0, 0.5)];</c>
/// </summary>
[CollectionBuilder(typeof(Ising), nameof(Create))]
public sealed class Ising : Problem, IReadOnlyList<Term>
{
    private Ising(ImmutableArray<Term> terms, ImmutableArray<SquaredSum> squares, int variables)
        : base(terms, squares, variables)
    {
    }

    public static Ising Create(ReadOnlySpan<Term> terms) => Create(terms, variables: 0);

    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    public static Ising Create(ReadOnlySpan<Term> terms, int variables) => new([.. terms], [], variables);

    /// <param name="squares">Sums that count with their square.</param>
    /// <inheritdoc cref="Create(ReadOnlySpan{Term}, int)"/>
    public static Ising Create(ReadOnlySpan<Term> terms, ReadOnlySpan<SquaredSum> squares, int variables = 0) =>
        new([.. terms], [.. squares], variables);

    public override VariableKind VariableKind => VariableKind.Spin;

    public override string Format => IsingFormat.Name;

    public override Payload ToPayload() => IsingFormat.Write(this);

    /// <summary>
    /// The same problem over bits, with s = 1 − 2x: of the same values each has the same cost, exactly, unless a sum of weights
    /// has more digits than fit. A term of n spins becomes 2ⁿ.
    /// </summary>
    /// <exception cref="ArgumentException">A term has more than 20 variables.</exception>
    public Pubo ToPubo() =>
        Pubo.Create(SpinTerms.ToBits(Terms).AsSpan(), SpinTerms.ToBits(Squares).AsSpan(), VariableCount);

    /// <summary>The same problem as products of at most two bits; squared sums are multiplied out.</summary>
    /// <exception cref="ArgumentException">A term has more than two variables.</exception>
    public Qubo ToQubo() => ToPubo().ToQubo();

    /// <summary>
    /// The problem as an operator, of which the basis states are the assignments and the diagonal is their cost: spin i is Z on
    /// qubit i, and a constant the identity. Squared sums are multiplied out.
    /// </summary>
    /// <exception cref="ArgumentException">There are more than 64 variables.</exception>
    public PauliSum ToPauliSum()
    {
        const int mostQubits = 64;
        if (VariableCount > mostQubits)
        {
            throw new ArgumentException(
                $"The problem has {VariableCount} variables; an operator has at most {mostQubits} qubits.");
        }

        var terms = TermSums.Of(Products());
        if (terms.IsEmpty) terms = [new Term(0)];
        return [.. terms.Select(term => new PauliTerm(term.Weight, new PauliString(VariableCount, 0, MaskOf(term))))];
    }

    private static ulong MaskOf(Term term)
    {
        var mask = 0UL;
        for (var i = 0; i < term.Degree; i++) mask |= 1UL << term[i];
        return mask;
    }

    public int Count => Terms.Length;

    public Term this[int index] => Terms[index];

    public IEnumerator<Term> GetEnumerator() => ((IEnumerable<Term>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
