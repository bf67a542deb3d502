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
    private Ising(ImmutableArray<Term> terms, int variables)
        : base(terms, variables)
    {
    }

    public static Ising Create(ReadOnlySpan<Term> terms) => Create(terms, variables: 0);

    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    public static Ising Create(ReadOnlySpan<Term> terms, int variables) => new([.. terms], variables);

    public override VariableKind VariableKind => VariableKind.Spin;

    public override string Format => IsingFormat.Name;

    public override Payload ToPayload() => IsingFormat.Write(this);

    public int Count => Terms.Length;

    public Term this[int index] => Terms[index];

    public IEnumerator<Term> GetEnumerator() => ((IEnumerable<Term>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
