using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler.Problems;

/// <summary>
/// Polynomial unconstrained binary optimisation: find bits x that make the sum of its terms least. A term may have any number of
/// bits. <c>Pubo three = [new(2, 0, 1, 2), (0, 1, -1), (2, -1.0)];</c>
/// </summary>
[CollectionBuilder(typeof(Pubo), nameof(Create))]
public sealed class Pubo : Problem, IReadOnlyList<Term>
{
    private Pubo(ImmutableArray<Term> terms, ImmutableArray<SquaredSum> squares, int variables)
        : base(terms, squares, variables)
    {
    }

    public static Pubo Create(ReadOnlySpan<Term> terms) => Create(terms, variables: 0);

    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    public static Pubo Create(ReadOnlySpan<Term> terms, int variables) => new([.. terms], [], variables);

    /// <param name="squares">Sums that count with their square.</param>
    /// <inheritdoc cref="Create(ReadOnlySpan{Term}, int)"/>
    public static Pubo Create(ReadOnlySpan<Term> terms, ReadOnlySpan<SquaredSum> squares, int variables = 0) =>
        new([.. terms], [.. squares], variables);

    public override VariableKind VariableKind => VariableKind.Bit;

    public override string Format => PuboFormat.Name;

    public override Payload ToPayload() => PuboFormat.Write(this);

    /// <summary>
    /// The same problem over spins, with x = (1 − s) / 2: of the same values each has the same cost, exactly, unless a weight has
    /// more digits than fit after divisions by 2 for each variable of its term. A term of n bits becomes 2ⁿ.
    /// </summary>
    /// <exception cref="ArgumentException">A term has more than 20 variables.</exception>
    public Ising ToIsing() =>
        Ising.Create(SpinTerms.FromBits(Terms).AsSpan(), SpinTerms.FromBits(Squares).AsSpan(), VariableCount);

    /// <summary>The same problem as products of at most two bits; squared sums are multiplied out.</summary>
    /// <exception cref="ArgumentException">A term has more than two variables.</exception>
    public Qubo ToQubo() => Qubo.Of(TermSums.Of(Products()), VariableCount);

    public int Count => Terms.Length;

    public Term this[int index] => Terms[index];

    public IEnumerator<Term> GetEnumerator() => ((IEnumerable<Term>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
