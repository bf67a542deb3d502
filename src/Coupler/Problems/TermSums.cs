using System.Collections.Immutable;

namespace Coupler.Problems;

/// <summary>
/// Sums the weights of the same variables: one term for each set of them, in the order in which they first appear, but for those
/// that vanish.
/// </summary>
internal sealed class TermSums
{
    private readonly OrderedDictionary<Key, double> sums = [];

    public static ImmutableArray<Term> Of(IEnumerable<Term> terms)
    {
        var sums = new TermSums();
        foreach (var term in terms) sums.Add(term);
        return sums.ToTerms();
    }

    public void Add(Term term)
    {
        Span<int> variables = term.Degree <= 32 ? stackalloc int[term.Degree] : new int[term.Degree];
        for (var i = 0; i < variables.Length; i++) variables[i] = term[i];
        Add(term.Weight, variables);
    }

    /// <param name="variables">Different ones; they are put in order.</param>
    public void Add(double weight, Span<int> variables)
    {
        variables.Sort();
        var key = new Key(variables);
        sums[key] = sums.GetValueOrDefault(key) + weight;
    }

    public ImmutableArray<Term> ToTerms() =>
        [.. sums.Where(sum => sum.Value != 0).Select(sum => sum.Key.ToTerm(sum.Value))];

    /// <summary>Variables in ascending order; two stand in it, more beside it.</summary>
    private readonly struct Key(ReadOnlySpan<int> variables) : IEquatable<Key>
    {
        private readonly int degree = variables.Length;
        private readonly int first = variables.Length > 0 ? variables[0] : 0;
        private readonly int second = variables.Length > 1 ? variables[1] : 0;
        private readonly int[]? many = variables.Length > 2 ? variables.ToArray() : null;

        public Term ToTerm(double weight) => degree switch
        {
            0 => new Term(weight),
            1 => new Term(weight, first),
            2 => new Term(weight, first, second),
            _ => new Term(weight, many),
        };

        public bool Equals(Key other) => degree == other.degree && first == other.first && second == other.second
            && many.AsSpan().SequenceEqual(other.many);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = HashCode.Combine(degree, first, second);
            foreach (var variable in many.AsSpan()) hash = HashCode.Combine(hash, variable);
            return hash;
        }
    }
}
