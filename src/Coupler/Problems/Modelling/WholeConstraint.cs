using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>
/// A linear constraint in whole numbers, Σ k·x ≤ b or = b over bits. The k have no common divisor but 1, so two values of the sum
/// that differ do so by 1 at least; b is as tight as that allows.
/// </summary>
internal sealed class WholeConstraint
{
    /// <summary>The most that the sum may range over, in units.</summary>
    public const long MostRange = 1L << 31;

    private readonly RadixUnit unit;
    private readonly BigInteger divisor;
    private readonly BigInteger constant;

    private WholeConstraint(
        ImmutableArray<(int Bit, long Factor)> terms, bool isEquality, RadixUnit unit, BigInteger divisor, BigInteger constant)
    {
        (Terms, IsEquality) = (terms, isEquality);
        (this.unit, this.divisor, this.constant) = (unit, divisor, constant);
        Least = terms.Sum(term => Math.Min(term.Factor, 0));
        Most = terms.Sum(term => Math.Max(term.Factor, 0));
    }

    /// <summary>In the order in which they were written.</summary>
    public ImmutableArray<(int Bit, long Factor)> Terms { get; }

    public bool IsEquality { get; }

    /// <summary>The least value of the sum.</summary>
    public long Least { get; }

    /// <summary>The greatest value of the sum.</summary>
    public long Most { get; }

    /// <summary>What the sum may be at most, or has to be, where that is within its range.</summary>
    public long Bound => (long)BigInteger.Max(BigInteger.Min(FloorOfBound, Most), Least);

    /// <summary>What 1 stands for in the constraint as it was written.</summary>
    public double Unit => unit.Times(divisor);

    public bool IsAlwaysTrue => IsEquality ? Terms.IsEmpty && constant.IsZero : FloorOfBound >= Most;

    public bool CanHold => IsEquality
        ? (constant % divisor).IsZero && FloorOfBound >= Least && FloorOfBound <= Most
        : FloorOfBound >= Least;

    private BigInteger FloorOfBound
    {
        get
        {
            var quotient = BigInteger.DivRem(-constant, divisor, out var rest);
            return rest.Sign < 0 ? quotient - 1 : quotient;
        }
    }

    /// <param name="difference">Linear; it has to be at most 0, or 0.</param>
    /// <returns>Null if the numbers have no unit of which they are few.</returns>
    public static WholeConstraint? Of(Expression difference, bool isEquality)
    {
        // The constant comes last.
        var variables = difference.Terms.Where(term => term.Degree == 1).ToList();
        var constant = difference.Terms.Where(term => term.Degree == 0).Select(term => term.Weight).SingleOrDefault();
        var counts = RadixUnit.Count([.. variables.Select(term => term.Weight), constant], out var unit);
        var divisor = counts.SkipLast(1).Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        if (divisor.IsZero) divisor = BigInteger.One;
        if (isEquality && counts[0].Sign < 0) counts = [.. counts.Select(BigInteger.Negate)];
        var factors = counts.SkipLast(1).Select(count => count / divisor).ToList();
        if (factors.Aggregate(BigInteger.Zero, (sum, factor) => sum + BigInteger.Abs(factor)) > MostRange) return null;
        var terms = variables.Zip(factors, (term, factor) => (Bit: term[0], Factor: (long)factor));
        return new WholeConstraint(
            [.. terms.Where(term => term.Factor != 0)], isEquality, unit, divisor, WithoutNoise(counts[^1], divisor, unit));
    }

    /// <summary>Three thirds are 1: what differs from a multiple in the last of many digits only is that multiple.</summary>
    private static BigInteger WithoutNoise(BigInteger constant, BigInteger divisor, RadixUnit unit)
    {
        const int Noise = 8;
        if (unit.Radix == 2) return constant;
        var rest = BigInteger.Remainder(constant, divisor);
        if (BigInteger.Abs(rest) <= Noise) return constant - rest;
        var missing = (rest.Sign * divisor) - rest;
        return BigInteger.Abs(missing) <= Noise ? constant + missing : constant;
    }

    /// <summary>By how much the sides miss what is asked for; 0 if the constraint holds.</summary>
    public double ExcessIn(BitString bits)
    {
        long sum = 0;
        foreach (var (bit, factor) in Terms) sum += bits[bit] ? factor : 0;
        return ExcessOf(sum);
    }

    /// <summary>By how much the sides miss at least what is asked for.</summary>
    public double LeastExcess() => IsEquality && FloorOfBound >= Least
        ? Math.Min(ExcessOf((long)BigInteger.Min(FloorOfBound, Most)), ExcessOf((long)BigInteger.Min(FloorOfBound + 1, Most)))
        : ExcessOf(Least);

    private double ExcessOf(long sum)
    {
        var excess = (sum * divisor) + constant;
        return unit.Times(IsEquality ? BigInteger.Abs(excess) : BigInteger.Max(excess, 0));
    }
}
