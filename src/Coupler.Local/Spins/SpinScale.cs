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

    public static SpinScale Of(CouplingGraph graph) =>
        Of([.. graph.Weights.Concat(graph.Fields).Select(Math.Abs).Where(weight => weight > 0)], graph.Count);

    /// <param name="weights">Of all rows, without signs, but for 0.</param>
    public static SpinScale Of(double[] weights, int count)
    {
        if (weights.Length == 0) return default;
        var usual = Math.Sqrt(weights.Sum(weight => weight * weight) / count);
        Array.Sort(weights);
        var lesser = weights[weights.Length / 4] * Math.Sqrt((double)weights.Length / count);
        return new(usual, Math.Clamp(lesser, usual / LargestRange, usual), weights[0]);
    }
}
