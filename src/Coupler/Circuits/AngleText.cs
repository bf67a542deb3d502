using System.Globalization;

namespace Coupler.Circuits;

/// <summary>
/// Angles as people write them on paper: <c>π/2</c>, <c>-3π/4</c>, <c>2*theta + 0.1</c>; four digits of anything else.
/// </summary>
internal static class AngleText
{
    private static readonly int[] Denominators = [1, 2, 3, 4, 5, 6, 8, 12, 16, 32, 64];

    public static string Short(Angle angle)
    {
        var text = string.Concat(angle.Terms
            .Select(term => Signed(term.Factor, Product(Math.Abs(term.Factor), term.Parameter.Name))));
        if (angle.Constant != 0 || text.Length == 0) text += Signed(angle.Constant, Number(Math.Abs(angle.Constant)));
        return text.StartsWith(" + ", StringComparison.Ordinal) ? text[3..] : "-" + text[3..];
    }

    private static string Signed(double sign, string magnitude) => (sign < 0 ? " - " : " + ") + magnitude;

    private static string Product(double factor, string name) => factor == 1 ? name : $"{Number(factor)}*{name}";

    private static string Number(double value)
    {
        foreach (var denominator in Denominators)
        {
            var numerator = Math.Round(value / Math.PI * denominator);
            if (numerator is 0 or > 64 || Math.Abs((numerator * Math.PI / denominator) - value) > 1e-9) continue;
            var pi = numerator == 1 ? "π" : $"{numerator}π";
            return denominator == 1 ? pi : $"{pi}/{denominator}";
        }

        return value.ToString("G4", CultureInfo.InvariantCulture);
    }
}
