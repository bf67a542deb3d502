using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Coupler.Problems.Modelling;

/// <summary>
/// A power of two or of ten of which numbers are multiples. Numbers that are few multiples of a power of two are taken as they
/// are; all others as decimals, down to the 15th digit of the largest, so that 0.1 + 0.2 is 0.3.
/// </summary>
internal readonly record struct RadixUnit(int Radix, int Exponent)
{
    private const int Digits = 15;

    /// <summary>Above it, numbers are taken for decimals that were rounded to binary digits.</summary>
    private const double MostBinary = 1L << 40;

    /// <summary>How often each number has the unit.</summary>
    /// <param name="numbers">Finite.</param>
    public static ImmutableArray<BigInteger> Count(IReadOnlyCollection<double> numbers, out RadixUnit unit)
    {
        var most = numbers.Select(Math.Abs).DefaultIfEmpty().Max();
        unit = new RadixUnit(2, numbers.Where(number => number != 0).Select(LeastBit).DefaultIfEmpty().Min());
        if (Math.ScaleB(most, -unit.Exponent) <= MostBinary)
        {
            var exponent = -unit.Exponent;
            return [.. numbers.Select(number => new BigInteger(Math.ScaleB(number, exponent)))];
        }

        var least = (int)Math.Floor(Math.Log10(most)) + 1 - Digits;
        unit = new RadixUnit(10, least);
        return [.. numbers.Select(number => Decimal(number, least))];
    }

    /// <summary>So many units as a number, rounded once.</summary>
    public double Times(BigInteger count) => Radix == 2
        ? Math.ScaleB((double)count, Exponent)
        : double.Parse($"{count}E{Exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The exponent of the last binary digit that is not 0.</summary>
    private static int LeastBit(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var (exponent, fraction) = ((int)(bits >> 52) & 0x7FF, bits & ((1L << 52) - 1));
        return exponent == 0
            ? BitOperations.TrailingZeroCount(fraction) - 1074
            : Math.Min(BitOperations.TrailingZeroCount(fraction), 52) + exponent - 1075;
    }

    private static BigInteger Decimal(double number, int exponent)
    {
        // As in -1.23456789012345E-006.
        var text = number.ToString($"E{Digits - 1}", CultureInfo.InvariantCulture);
        var end = text.IndexOf('E', StringComparison.Ordinal);
        var digits = BigInteger.Parse(text[..end].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var shift = int.Parse(text[(end + 1)..], CultureInfo.InvariantCulture) + 1 - Digits - exponent;
        if (shift >= 0) return digits * BigInteger.Pow(10, shift);
        var divisor = BigInteger.Pow(10, -shift);
        var half = digits.Sign * divisor / 2;
        return (digits + half) / divisor;
    }
}
