using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>
/// The penalties of a problem, each 0 where its constraint holds, with the right slack, and else its weight at least.
/// </summary>
/// <param name="products">Where products go.</param>
/// <param name="firstSlack">The first variable that is free for slack.</param>
internal sealed class PenaltyTerms(TermSums products, int firstSlack)
{
    private readonly List<SquaredSum> squares = [];

    public ImmutableArray<SquaredSum> Squares => [.. squares];

    public int VariableCount { get; private set; } = firstSlack;

    /// <summary>One of the bits is 1: <c>w·(Σ x − 1)²</c>, the form in which solvers know a group.</summary>
    public void AddChoice(double weight, ImmutableArray<int> bits) =>
        squares.Add(new SquaredSum(weight, [.. bits.Select(bit => new Term(1, bit)), new Term(-1)]));

    /// <summary><c>w·(Σ c·x + d)²</c></summary>
    public void AddSquare(double weight, Expression sum) => squares.Add(new SquaredSum(
        weight, [.. sum.Terms.Where(term => term.Degree == 1), .. sum.Terms.Where(term => term.Degree == 0)]));

    public void Add(double weight, WholeConstraint constraint)
    {
        var room = constraint.Bound - constraint.Least;
        if (constraint.IsEquality) AddSquare(weight, constraint, slack: []);
        else if (room == 0) AddNone(weight, constraint);
        else if (room == 1 && constraint.Terms.All(term => term.Factor is 1 or -1)) AddPairs(weight, constraint);
        else AddSquare(weight, constraint, LogEncoding.FactorsOf(room));
    }

    /// <summary><c>w·(Σ k·x + s − b)²</c>, where the slack s is what is left to the bound: 0 to b − min Σ k·x.</summary>
    private void AddSquare(double weight, WholeConstraint constraint, ImmutableArray<long> slack)
    {
        var terms = constraint.Terms.Select(term => new Term(term.Factor, term.Bit)).ToList();
        foreach (var factor in slack) terms.Add(new Term(factor, VariableCount++));
        if (constraint.Bound != 0) terms.Add(new Term(-constraint.Bound));
        squares.Add(new SquaredSum(weight, [.. terms]));
    }

    /// <summary>The sum has to be as small as it can be: nothing that makes it more may be there, <c>w·Σ k²·y</c>.</summary>
    private void AddNone(double weight, WholeConstraint constraint)
    {
        foreach (var (bit, factor) in constraint.Terms) AddProduct(weight * factor * factor, Literal(bit, factor));
    }

    /// <summary>One more than the least at most: no two of what makes it more may be there, <c>w·Σ yᵢ·yⱼ</c>.</summary>
    private void AddPairs(double weight, WholeConstraint constraint)
    {
        for (var i = 0; i < constraint.Terms.Length; i++)
        {
            var (bit, factor) = constraint.Terms[i];
            for (var j = 0; j < i; j++)
            {
                var (earlier, sign) = constraint.Terms[j];
                AddProduct(weight, Literal(earlier, sign) * Literal(bit, factor));
            }
        }
    }

    /// <summary>What makes the sum more than the least: the bit where its factor is above 0, else 1 − bit.</summary>
    private static Expression Literal(int bit, long factor) => factor > 0
        ? new Expression(null, [new Term(1, bit)])
        : new Expression(null, [new Term(1), new Term(-1, bit)]);

    private void AddProduct(double weight, Expression product)
    {
        foreach (var term in (weight * product).Terms) products.Add(term);
    }
}
