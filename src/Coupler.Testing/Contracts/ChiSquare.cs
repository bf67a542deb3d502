namespace Coupler.Testing.Contracts;

/// <summary>
/// Pearson's chi-square distribution, from the regularised incomplete gamma functions (NIST DLMF, dlmf.nist.gov: the series
/// 8.7.1 below the mean, the continued fraction 8.9.2 above it).
/// </summary>
internal static class ChiSquare
{
    private const double Precision = 1e-15;

    /// <summary>Σ (observed − expected)² / expected.</summary>
    public static double Statistic(IEnumerable<(double Observed, double Expected)> cells) =>
        cells.Sum(cell => (cell.Observed - cell.Expected) * (cell.Observed - cell.Expected) / cell.Expected);

    /// <summary>The probability that the statistic is at least x by chance.</summary>
    /// <param name="degreesOfFreedom">1 or more: the number of cells less one.</param>
    public static double Survival(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        var (a, z) = (degreesOfFreedom / 2.0, x / 2);
        if (z <= 0) return 1;
        return z < a + 1 ? 1 - LowerBySeries(a, z) : UpperByFraction(a, z);
    }

    /// <summary>The x that chance exceeds with this probability; found by bisection to the last digits.</summary>
    public static double CriticalValue(double probability, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(probability);
        var (low, high) = (0.0, (double)degreesOfFreedom);
        while (Survival(high, degreesOfFreedom) > probability) high *= 2;
        for (var i = 0; i < 200 && high - low > Precision * high; i++)
        {
            var middle = (low + high) / 2;
            if (Survival(middle, degreesOfFreedom) > probability) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>P(a, z) = z^a e^−z / Γ(a+1) · (1 + z/(a+1) + z²/((a+1)(a+2)) + …).</summary>
    private static double LowerBySeries(double a, double z)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; term > Precision * sum; n++)
        {
            term *= z / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(z)) - z - LogGamma(a + 1));
    }

    /// <summary>
    /// Q(a, z) = z^a e^−z / Γ(a) · 1/(z+1−a − 1(1−a)/(z+3−a − 2(2−a)/(z+5−a − …))), its even part, by Lentz's method.
    /// </summary>
    private static double UpperByFraction(double a, double z)
    {
        var b = z + 1 - a;
        // The first denominator of Lentz's method has nothing before it: a number large enough to count as infinity.
        var (c, d) = (1e300, 1 / b);
        var fraction = d;
        for (var (n, change) = (1, 0.0); Math.Abs(change - 1) > Precision; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            change = c * d;
            fraction *= change;
        }

        return fraction * Math.Exp((a * Math.Log(z)) - z - LogGamma(a));
    }

    /// <summary>ln Γ(a) for the half-integers that degrees of freedom give: by recursion from Γ(1) = 1 and Γ(½) = √π.</summary>
    private static double LogGamma(double a)
    {
        var isWhole = a == Math.Floor(a);
        var sum = isWhole ? 0 : Math.Log(Math.PI) / 2;
        for (var factor = isWhole ? 1 : 0.5; factor < a; factor++) sum += Math.Log(factor);
        return sum;
    }
}
