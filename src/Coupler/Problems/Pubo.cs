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
    private Pubo(ImmutableArray<Term> terms, int variables)
        : base(terms, variables)
    {
    }

    public static Pubo Create(ReadOnlySpan<Term> terms) => Create(terms, variables: 0);

    /// <param name="variables">How many variables there are at least: some may be in no term.</param>
    public static Pubo Create(ReadOnlySpan<Term> terms, int variables) => new([.. terms], variables);

    public override VariableKind VariableKind => VariableKind.Bit;

    public override string Format => PuboFormat.Name;

    public override Payload ToPayload() => PuboFormat.Write(this);

    public int Count => Terms.Length;

    public Term this[int index] => Terms[index];

    public IEnumerator<Term> GetEnumerator() => ((IEnumerable<Term>)Terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
