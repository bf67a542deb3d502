namespace Coupler.Local.Spins;

/// <summary>How large the numbers of a problem are.</summary>
/// <param name="UsualField">
/// Of a spin: the root of the mean of Σ J² + h², which is how large its local field usually is among random spins.
/// </param>
/// <param name="LeastWeight">The smallest |weight| that is not 0.</param>
internal readonly record struct SpinScale(double UsualField, double LeastWeight)
{
    public static SpinScale Of(CouplingGraph graph)
    {
        var (squares, least) = (0.0, double.PositiveInfinity);
        foreach (var weight in graph.Weights)
        {
            squares += weight * weight;
            if (weight != 0) least = Math.Min(least, Math.Abs(weight));
        }

        foreach (var field in graph.Fields)
        {
            squares += field * field;
            if (field != 0) least = Math.Min(least, Math.Abs(field));
        }

        return squares == 0 ? default : new(Math.Sqrt(squares / graph.Count), least);
    }
}
