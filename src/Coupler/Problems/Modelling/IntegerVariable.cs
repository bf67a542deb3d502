using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>
/// A whole number in a range, encoded in bits so that every value of the range can be written and no other:
/// <c>least + 1·x₀ + 2·x₁ + 4·x₂ + … + r·xₙ</c>, with the last factor cut so that all bits together make the most.
/// <see cref="Model.Integer"/> makes it.
/// </summary>
public sealed class IntegerVariable : Expression
{
    private readonly ImmutableArray<long> factors;

    internal IntegerVariable(Model model, string name, int least, int most, int firstBit)
        : base(model, TermsOf(least, most, firstBit))
    {
        Name = name;
        Least = least;
        Most = most;
        FirstBit = firstBit;
        factors = LogEncoding.FactorsOf((long)most - least);
    }

    public string Name { get; }

    public int Least { get; }

    public int Most { get; }

    /// <summary>The first of its variables in the compiled problem; the others follow.</summary>
    public int FirstBit { get; }

    /// <summary>How many variables of the compiled problem it takes; none if there is only one value.</summary>
    public int BitCount => factors.Length;

    internal override string? ShortText => Name;

    internal int NumberIn(BitString bits)
    {
        long value = Least;
        for (var i = 0; i < BitCount; i++)
        {
            if (bits[FirstBit + i]) value += factors[i];
        }

        return checked((int)value);
    }

    private static ImmutableArray<Term> TermsOf(int least, int most, int firstBit)
    {
        var terms = LogEncoding.FactorsOf((long)most - least).Select((factor, i) => new Term(factor, firstBit + i));
        return [.. least == 0 ? terms : terms.Append(new Term(least))];
    }
}
