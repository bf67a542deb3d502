using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Coupler.Circuits;

/// <summary>
/// A Hermitian operator as a sum of products of Pauli matrices, on up to 64 qubits: one term for each product, in the order in
/// which they first appear. <c>PauliSum field = [new(-1, PauliString.Parse("ZZ")), new(0.5, PauliString.Parse("IX"))];</c>
/// </summary>
[CollectionBuilder(typeof(PauliSum), nameof(Create))]
public sealed class PauliSum : IReadOnlyList<PauliTerm>
{
    private readonly ImmutableArray<PauliTerm> terms;

    private PauliSum(ImmutableArray<PauliTerm> terms, int qubits)
    {
        this.terms = terms;
        QubitCount = qubits;
    }

    /// <summary>Terms of the same product add up; those that cancel stay, with 0.</summary>
    /// <exception cref="ArgumentException">
    /// A coefficient is not finite, a product is on another number of qubits than the first, or is negative.
    /// </exception>
    public static PauliSum Create(ReadOnlySpan<PauliTerm> terms)
    {
        var sums = new OrderedDictionary<PauliString, double>();
        foreach (var (coefficient, paulis) in terms)
        {
            var wrong = !double.IsFinite(coefficient) ? $"the coefficient {coefficient}; it must be finite"
                : paulis.IsNegative ? "a sign of its own; put it into the coefficient"
                : paulis.QubitCount != terms[0].Paulis.QubitCount
                    ? $"{paulis.QubitCount} qubits, and the first has {terms[0].Paulis.QubitCount}"
                : null;
            if (wrong is not null) throw new ArgumentException($"The term {coefficient} {paulis} has {wrong}.", nameof(terms));
            sums[paulis] = sums.GetValueOrDefault(paulis) + coefficient;
        }

        var qubits = terms.IsEmpty ? 0 : terms[0].Paulis.QubitCount;
        return new PauliSum([.. sums.Select(sum => new PauliTerm(sum.Value, sum.Key))], qubits);
    }

    public int QubitCount { get; }

    public int Count => terms.Length;

    public PauliTerm this[int index] => terms[index];

    /// <summary>⟨b|H|b⟩ of a basis state: only products of Z and identity count.</summary>
    /// <param name="basisState">Bit i is qubit i.</param>
    /// <exception cref="ArgumentException">It has another number of bits than there are qubits.</exception>
    public double DiagonalElement(BitString basisState)
    {
        if (basisState.Length != QubitCount)
        {
            throw new ArgumentException(
                $"The state has {basisState.Length} bits; the operator has {QubitCount} qubits.", nameof(basisState));
        }

        var bits = 0UL;
        for (var i = 0; i < QubitCount; i++) bits |= basisState[i] ? 1UL << i : 0;
        var sum = 0.0;
        foreach (var (coefficient, paulis) in terms)
        {
            if (paulis.X != 0) continue;
            sum += BitOperations.PopCount(paulis.Z & bits) % 2 == 0 ? coefficient : -coefficient;
        }

        return sum;
    }

    public IEnumerator<PauliTerm> GetEnumerator() => ((IEnumerable<PauliTerm>)terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
