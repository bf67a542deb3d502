namespace Coupler.Local.Spins;

/// <summary>How large the numbers of a problem are.</summary>
/// <param name="UsualField">
/// Of a spin: the root of the mean of Σ J² + h², which is how large its local field usually is among random spins.
/// </param>
/// <param name="LesserField">The same if all weights were as small as the smallest quarter of them; not less than a
/// hundredth.</param>
/// <param name="LeastWeight">The smallest |weight| that is not 0.</param>
internal readonly record struct SpinScale(double UsualField, double LesserField, double LeastWeight)
{
    private const double LargestRange = 100;
    private const int Samples = 4_000;

    public static SpinScale Of(CouplingGraph graph) => Of([.. graph.Weights, .. graph.Fields], graph.Count);

    /// <param name="weights">Of all rows.</param>
    public static SpinScale Of(double[] weights, int count)
    {
        var (least, some) = (double.PositiveInfinity, 0);
        foreach (var weight in weights)
        {
            if (weight == 0) continue;
            least = Math.Min(least, Math.Abs(weight));
            some++;
        }

        if (some == 0) return default;
        var usual = Norm(weights, count);
        var lesser = Quarter(weights) * Math.Sqrt((double)some / count);
        return new(usual, Math.Clamp(lesser, usual / LargestRange, usual), least);
    }

    /// <summary>
    /// √(Σ w² / count). Weights are divided by a power of two near the largest before they are squared, so that no square is
    /// infinite, nor all are 0; otherwise that changes nothing.
    /// </summary>
    public static double Norm(ReadOnlySpan<double> weights, int count = 1)
    {
        const int Least = -1_000;
        var (largest, squares) = (0.0, 0.0);
        foreach (var weight in weights) largest = Math.Max(largest, Math.Abs(weight));
        if (largest == 0) return 0;
        var exponent = Math.Max(Math.ILogB(largest), Least);
        var scale = Math.ScaleB(1, -exponent);
        foreach (var weight in weights)
        {
            var part = weight * scale;
            squares += part * part;
        }

        return Math.ScaleB(Math.Sqrt(squares / count), exponent);
    }

    /// <summary>A quarter of the weights are smaller; of very many, of some evenly chosen.</summary>
    private static double Quarter(double[] weights)
    {
        var step = Math.Max(1, weights.Length / Samples);
        var some = new List<double>();
        for (var i = 0; i < weights.Length; i += step)
        {
            if (weights[i] != 0) some.Add(Math.Abs(weights[i]));
        }

        if (some.Count == 0) return 0;
        some.Sort();
        return some[some.Count / 4];
    }
}
