using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>
/// Finds sets of bits of which exactly one should be 1: squared sums w·c²·(Σ x − 1)² of a positive weight.
/// </summary>
internal static class OneHotGroups
{
    /// <summary>Groups without a common bit, taken as they come; others, as the columns of an assignment, are left out.</summary>
    public static ImmutableArray<ImmutableArray<int>> Of(Problem problem)
    {
        if (problem.VariableKind != VariableKind.Bit) return [];
        var taken = new HashSet<int>();
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var square in problem.Squares)
        {
            if (!IsOneHot(square)) continue;
            ImmutableArray<int> bits = [.. square.Terms.Where(term => term.Degree == 1).Select(term => term[0])];
            if (bits.Any(taken.Contains) || bits.Distinct().Count() < bits.Length) continue;
            taken.UnionWith(bits);
            groups.Add(bits);
        }

        return groups.DrainToImmutable();
    }

    private static bool IsOneHot(SquaredSum square)
    {
        if (square.Weight <= 0 || square.Terms.Count(term => term.Degree == 1) < 2) return false;
        var weight = square.Terms.First(term => term.Degree == 1).Weight;
        var constant = square.Terms.Where(term => term.Degree == 0).Sum(term => term.Weight);
        return weight == -constant && square.Terms.All(term => term.Degree == 0 || term.Weight == weight);
    }
}
