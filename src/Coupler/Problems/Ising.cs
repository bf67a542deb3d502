using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

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

    public int Count => Terms.Length;

    public Term this[int index] => Terms[index];

    public IEnumerator<Term> GetEnumerator() => ((IEnumerable<Term>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
