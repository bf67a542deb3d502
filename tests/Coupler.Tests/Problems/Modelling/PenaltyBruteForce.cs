using Coupler.Problems;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>Every assignment of a problem of bits, one after another, from its terms as they stand.</summary>
internal static class PenaltyBruteForce
{
    /// <returns>The least cost, and every assignment that has it but for rounding.</returns>
    public static (double Cost, IReadOnlyList<ulong> Bits) LeastOf(Pubo problem)
    {
        var terms = problem.Terms.Select(term => (Mask: MaskOf(term), term.Weight)).ToArray();
        var squares = problem.Squares
            .Select(square => (square.Weight, Sum: square.Terms.Select(term => (Mask: MaskOf(term), term.Weight)).ToArray()))
            .ToArray();
        var (least, found) = (double.PositiveInfinity, new List<ulong>());
        for (var bits = 0UL; bits < 1UL << problem.VariableCount; bits++)
        {
            var cost = SumOf(terms, bits);
            foreach (var (weight, sum) in squares)
            {
                var value = SumOf(sum, bits);
                cost += weight * value * value;
            }

            if (cost < least - 1e-9) found.Clear();
            if (cost < least + 1e-9) found.Add(bits);
            least = Math.Min(least, cost);
        }

        return (least, found);
    }

    private static ulong MaskOf(Term term)
    {
        var mask = 0UL;
        for (var i = 0; i < term.Degree; i++) mask |= 1UL << term[i];
        return mask;
    }

    private static double SumOf((ulong Mask, double Weight)[] terms, ulong bits)
    {
        var sum = 0.0;
        foreach (var (mask, weight) in terms)
        {
            if ((bits & mask) == mask) sum += weight;
        }

        return sum;
    }
}
