using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>Problems of all kinds, of whole numbers, and their costs by brute force.</summary>
internal static class RandomProblems
{
    /// <param name="degree">Of the largest terms.</param>
    /// <param name="density">Terms for each variable.</param>
    public static Problem Next(Random random, int count, int degree, int density = 4)
    {
        Term[] terms = [.. Enumerable.Range(0, density * count).Select(_ => Term(random, count, degree))];
        SquaredSum[] squares = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Square(random, count))];
        return random.Next(4) switch
        {
            0 => Ising.Create(terms, squares, count),
            1 => Pubo.Create(terms, squares, count),
            2 => Ising.Create(terms, count),
            _ => degree == 2 ? Pubo.Create(terms, count).ToQubo() : Pubo.Create(terms, count),
        };
    }

    public static IEnumerable<double> Costs(Problem problem)
    {
        for (var values = 0UL; values < 1UL << problem.VariableCount; values++)
        {
            yield return problem.Cost(new BitString(values, problem.VariableCount));
        }
    }

    private static Term Term(Random random, int count, int degree)
    {
        var variables = Enumerable.Range(0, random.Next(Math.Min(degree, count) + 1)).Select(_ => random.Next(count)).Distinct();
        return new Term(random.Next(-9, 10), [.. variables]);
    }

    private static SquaredSum Square(Random random, int count)
    {
        var members = Enumerable.Range(0, count).Where(_ => random.Next(2) == 0).Select(i => (Term)(i, 1.0));
        return new SquaredSum(random.Next(1, 5), [.. members, new(-1)]);
    }
}
