using Coupler.Problems;

namespace Coupler.Tests.Problems;

/// <summary>Problems of every shape, with weights of every size, from a seed.</summary>
internal static class RandomProblems
{
    /// <summary>Some variables may be in no term, and some terms there twice.</summary>
    public static Qubo Qubo(Random random, double offset = 0)
    {
        var variables = random.Next(1, 12);
        var terms = new (int, int, double)[random.Next(20)];
        for (var i = 0; i < terms.Length; i++) terms[i] = (random.Next(variables), random.Next(variables), Weight(random));
        return Coupler.Problems.Qubo.Create(terms, offset, variables);
    }

    public static Problem Problem(Random random)
    {
        var variables = random.Next(1, 12);
        Term[] terms = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Term(random, variables, most: 5))];
        SquaredSum[] squares = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Square(random, variables))];
        return random.Next(2) == 0 ? Pubo.Create(terms, squares, variables) : Ising.Create(terms, squares, variables);
    }

    private static SquaredSum Square(Random random, int variables) =>
        new(Weight(random), [.. Enumerable.Range(0, random.Next(4)).Select(_ => Term(random, variables, most: 1))]);

    private static Term Term(Random random, int variables, int most)
    {
        int[] all = [.. Enumerable.Range(0, variables)];
        random.Shuffle(all);
        return new Term(Weight(random), all.AsSpan(0, Math.Min(variables, random.Next(most + 1))));
    }

    private static double Weight(Random random) => random.Next(4) switch
    {
        0 => random.Next(-9, 10),
        1 => random.NextDouble() - 0.5,
        2 => (random.NextDouble() - 0.5) * 1e300,
        _ => random.NextDouble() * 1e-300,
    };
}
