using System.Globalization;

namespace Coupler.Problems;

/// <summary>
/// A weight times the product of different variables; of no variable it is a constant. A tuple is one, too: <c>(0, -1.0)</c> is
/// −x₀, <c>(0, 1, 2)</c> is 2·x₀·x₁. Variables count from 0.
/// </summary>
public readonly struct Term : IEquatable<Term>
{
    /// <summary>From here on a set is faster than a look at each.</summary>
    private const int FewVariables = 64;

    /// <summary>The variables, where they are more than two.</summary>
    private readonly int[]? many;
    private readonly int first;
    private readonly int second;

    /// <exception cref="ArgumentException">
    /// The weight is not finite, or a variable is negative, <see cref="int.MaxValue"/>, or there twice.
    /// </exception>
    public Term(double weight, params ReadOnlySpan<int> variables)
    {
        if (!double.IsFinite(weight)) throw new ArgumentException($"A weight is {weight}; it must be finite.", nameof(weight));
        Weight = weight;
        Degree = variables.Length;
        var seen = Degree > FewVariables ? new HashSet<int>() : null;
        for (var i = 0; i < variables.Length; i++) Check(variables, i, seen);
        if (Degree > 0) first = variables[0];
        if (Degree > 1) second = variables[1];
        if (Degree > 2) many = variables.ToArray();
    }

    public double Weight { get; }

    /// <summary>How many variables it has.</summary>
    public int Degree { get; }

    /// <summary>A variable, in the order in which they were written.</summary>
    public int this[int index] => (uint)index >= (uint)Degree ? throw new ArgumentOutOfRangeException(nameof(index), index, null)
        : many is not null ? many[index]
        : index == 0 ? first : second;

    public static implicit operator Term((int Variable, double Weight) term) => new(term.Weight, term.Variable);

    public static implicit operator Term((int First, int Second, double Weight) term) =>
        new(term.Weight, term.First, term.Second);

    public static bool operator ==(Term left, Term right) => left.Equals(right);

    public static bool operator !=(Term left, Term right) => !left.Equals(right);

    public bool Equals(Term other) => Weight.Equals(other.Weight) && Degree == other.Degree && first == other.first
        && second == other.second && many.AsSpan().SequenceEqual(other.many);

    public override bool Equals(object? obj) => obj is Term other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Weight, Degree, first, second);

    /// <summary>As it is written: <c>2·x0·x1</c>.</summary>
    public override string ToString()
    {
        var self = this;
        var weight = Weight.ToString(CultureInfo.InvariantCulture);
        return string.Concat(Enumerable.Range(0, Degree).Select(i => $"·x{self[i]}").Prepend(weight));
    }

    private static void Check(ReadOnlySpan<int> variables, int index, HashSet<int>? seen)
    {
        var variable = variables[index];
        if (variable is < 0 or int.MaxValue)
        {
            throw new ArgumentException(
                $"A term has the variable {variable}; they count from 0 to {int.MaxValue - 1}.", nameof(variables));
        }

        if (seen is null ? variables[..index].Contains(variable) : !seen.Add(variable))
        {
            throw new ArgumentException(
                $"A term has the variable {variable} twice. For a bit write it once (x·x = x), for a spin not at all (s·s = 1).",
                nameof(variables));
        }
    }
}
