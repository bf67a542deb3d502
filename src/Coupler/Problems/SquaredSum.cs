using System.Collections.Immutable;
using System.Globalization;

namespace Coupler.Problems;

/// <summary>
/// A weight times the square of a sum of variables and constants, without its products being written out: <c>w·(Σ c·x + d)²</c>.
/// A penalty for a broken linear constraint is one. The terms of one variable add up.
/// </summary>
public sealed record SquaredSum
{
    /// <param name="terms">Each with one variable or none.</param>
    /// <exception cref="ArgumentException">The weight is not finite, or a term has two variables or more.</exception>
    public SquaredSum(double weight, params ReadOnlySpan<Term> terms)
    {
        if (!double.IsFinite(weight)) throw new ArgumentException($"A weight is {weight}; it must be finite.", nameof(weight));
        Weight = weight;
        foreach (var term in terms)
        {
            if (term.Degree <= 1) continue;
            throw new ArgumentException(
                $"The term {term} in a squared sum has {term.Degree} variables; it may have one.", nameof(terms));
        }

        Terms = [.. terms];
    }

    public double Weight { get; }

    /// <summary>As they were written; each has one variable or none.</summary>
    public ImmutableArray<Term> Terms { get; }

    public bool Equals(SquaredSum? other) =>
        other is not null && Weight.Equals(other.Weight) && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Weight, Terms.Length, Terms.FirstOrDefault());

    /// <summary>As it is written: <c>2·(1·x0 + 1·x1 + -1)²</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Weight}·({string.Join(" + ", Terms)})²");
}
