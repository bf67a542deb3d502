using System.Collections.Immutable;
using Coupler.Problems;

namespace Coupler.Local.Spins;

/// <summary>
/// Bits of which so many are 1 where no penalty is paid: a squared sum w·c²·(Σ x − k)² of a positive weight. With k = 1 it is a
/// one-hot group.
/// </summary>
internal sealed record CardinalityGroup(ImmutableArray<int> Bits, int Ones)
{
    /// <summary>Groups without a common bit, taken as they come; others, as the columns of an assignment, are left out.</summary>
    public static ImmutableArray<CardinalityGroup> Of(Problem problem)
    {
        if (problem.VariableKind != VariableKind.Bit) return [];
        var taken = new HashSet<int>();
        var groups = ImmutableArray.CreateBuilder<CardinalityGroup>();
        foreach (var square in problem.Squares)
        {
            if (Of(square) is not { } group || group.Bits.Any(taken.Contains)) continue;
            taken.UnionWith(group.Bits);
            groups.Add(group);
        }

        return groups.DrainToImmutable();
    }

    /// <summary>Null if it is something else.</summary>
    public static CardinalityGroup? Of(SquaredSum square)
    {
        ImmutableArray<Term> members = [.. square.Terms.Where(term => term.Degree == 1)];
        if (square.Weight <= 0 || members.Length < 2 || members.Any(term => term.Weight != members[0].Weight)) return null;
        var ones = -square.Terms.Where(term => term.Degree == 0).Sum(term => term.Weight) / members[0].Weight;
        if (!(ones > 0 && ones < members.Length && Math.Floor(ones) == ones)) return null;
        ImmutableArray<int> bits = [.. members.Select(term => term[0])];
        return bits.Distinct().Count() == bits.Length ? new CardinalityGroup(bits, (int)ones) : null;
    }
}
