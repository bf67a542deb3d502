using System.Collections.Frozen;

namespace Coupler.Problems.Tsplib;

/// <summary>
/// Distances of two points as TSPLIB computes them (G. Reinelt, TSPLIB 95, section 2), rounded as there: published lengths of
/// tours hold for these only.
/// </summary>
internal static class TsplibDistance
{
    private const double Pi = 3.141592;
    private const double EarthRadius = 6378.388;

    public static readonly FrozenDictionary<string, Func<(double X, double Y), (double X, double Y), int>> ByName =
        new Dictionary<string, Func<(double X, double Y), (double X, double Y), int>>
        {
            ["EUC_2D"] = (a, b) => Nearest(Euclidean(a, b)),
            ["CEIL_2D"] = (a, b) => (int)Math.Ceiling(Euclidean(a, b)),
            ["MAN_2D"] = (a, b) => Nearest(Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y)),
            ["MAX_2D"] = (a, b) => Math.Max(Nearest(Math.Abs(a.X - b.X)), Nearest(Math.Abs(a.Y - b.Y))),
            ["ATT"] = PseudoEuclidean,
            ["GEO"] = Geographical,
        }.ToFrozenDictionary();

    private static int Nearest(double value) => (int)(value + 0.5);

    private static double Euclidean((double X, double Y) a, (double X, double Y) b)
    {
        var (x, y) = (a.X - b.X, a.Y - b.Y);
        return Math.Sqrt((x * x) + (y * y));
    }

    private static int PseudoEuclidean((double X, double Y) a, (double X, double Y) b)
    {
        var (x, y) = (a.X - b.X, a.Y - b.Y);
        var exact = Math.Sqrt(((x * x) + (y * y)) / 10);
        var nearest = Nearest(exact);
        return nearest < exact ? nearest + 1 : nearest;
    }

    private static int Geographical((double X, double Y) a, (double X, double Y) b)
    {
        var q1 = Math.Cos(Radians(a.Y) - Radians(b.Y));
        var q2 = Math.Cos(Radians(a.X) - Radians(b.X));
        var q3 = Math.Cos(Radians(a.X) + Radians(b.X));
        var cosine = 0.5 * (((1 + q1) * q2) - ((1 - q1) * q3));

        // Of two nodes in one place the cosine may be a little more than 1.
        return (int)((EarthRadius * Math.Acos(Math.Clamp(cosine, -1, 1))) + 1);
    }

    /// <summary>
    /// From DDD.MM. The degrees are cut, not rounded as the report says: the published lengths come out so only.
    /// </summary>
    private static double Radians(double coordinate)
    {
        var degrees = Math.Truncate(coordinate);
        return Pi * (degrees + (5 * (coordinate - degrees) / 3)) / 180;
    }
}
