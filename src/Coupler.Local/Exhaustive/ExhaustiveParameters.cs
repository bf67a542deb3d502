using System.Text.Json;

namespace Coupler.Local.Exhaustive;

/// <summary>
/// Settings of <c>local.exhaustive</c>: those of every solver. It makes no use of threads and of values to start from; it tells
/// up to 100 solutions by default, all of the least cost. A search that a time limit or a target cost ends proves nothing.
/// </summary>
public sealed record ExhaustiveParameters : SolverParameters
{
    private const int UsualSolutions = 100;

    public ExhaustiveParameters() => Solutions = UsualSolutions;

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, ExhaustiveJson.Default.ExhaustiveParameters);
}
