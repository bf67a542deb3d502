using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Problems;

/// <summary>
/// Products of bits as products of spins and back, with x = (1 − s) / 2 and s = 1 − 2x. A product of n variables becomes one for
/// each subset of them, 2ⁿ; squared sums stay what they are.
/// </summary>
internal static class SpinTerms
{
    /// <summary>A product of more is not multiplied out.</summary>
    private const int MostVariables = 20;

    /// <exception cref="ArgumentException">A term has more than 20 variables.</exception>
    public static ImmutableArray<Term> FromBits(IEnumerable<Term> terms) => Expanded(terms, isHalved: true, factor: -1);

    /// <exception cref="ArgumentException">A term has more than 20 variables.</exception>
    public static ImmutableArray<Term> ToBits(IEnumerable<Term> terms) => Expanded(terms, isHalved: false, factor: -2);

    public static ImmutableArray<SquaredSum> FromBits(IEnumerable<SquaredSum> squares) =>
        [.. squares.Select(square => new SquaredSum(square.Weight, FromBits(square.Terms).AsSpan()))];

    public static ImmutableArray<SquaredSum> ToBits(IEnumerable<SquaredSum> squares) =>
        [.. squares.Select(square => new SquaredSum(square.Weight, ToBits(square.Terms).AsSpan()))];

    /// <summary>The products of a squared sum; a variable times itself is itself for bits, and 1 for spins.</summary>
    public static IEnumerable<Term> MultipliedOut(SquaredSum square, VariableKind kind)
    {
        // The terms of one variable add up first: the square of their sum is what counts.
        var sums = TermSums.Of(square.Terms);
        for (var i = 0; i < sums.Length; i++)
        {
            var diagonal = square.Weight * sums[i].Weight * sums[i].Weight;
            var isConstant = sums[i].Degree == 0 || kind == VariableKind.Spin;
            yield return isConstant ? new Term(diagonal) : new Term(diagonal, sums[i][0]);
            for (var j = 0; j < i; j++) yield return Product(2 * square.Weight, sums[i], sums[j]);
        }
    }

    private static Term Product(double weight, Term first, Term second)
    {
        var product = weight * first.Weight * second.Weight;
        return (first.Degree, second.Degree) switch
        {
            (0, _) => new Term(product, second[0]),
            (_, 0) => new Term(product, first[0]),
            _ => new Term(product, first[0], second[0]),
        };
    }

    /// <summary>Each variable becomes 1 + factor·v, or half of that.</summary>
    private static ImmutableArray<Term> Expanded(IEnumerable<Term> terms, bool isHalved, int factor)
    {
        var sums = new TermSums();
        Span<int> subset = stackalloc int[MostVariables];
        foreach (var term in terms)
        {
            if (term.Degree > MostVariables)
            {
                throw new ArgumentException(
                    $"A term has {term.Degree} variables: it would become 2^{term.Degree} terms. The most is {MostVariables}.",
                    nameof(terms));
            }

            for (var mask = 0; mask < 1 << term.Degree; mask++)
            {
                var (count, weight) = (0, isHalved ? Math.ScaleB(term.Weight, -term.Degree) : term.Weight);
                for (var rest = mask; rest != 0; rest &= rest - 1)
                {
                    subset[count++] = term[BitOperations.TrailingZeroCount(rest)];
                    weight *= factor;
                }

                sums.Add(weight, subset[..count]);
            }
        }

        return sums.ToTerms();
    }
}
