using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.PathRelinking;

/// <summary>Settings of <c>local.path-relinking</c>, by the names of 1QBit's service.</summary>
public sealed record PathRelinkingParameters : SolverParameters
{
    /// <summary>
    /// How near to its ends, as a part of its length, a path is not searched: 0 to 0.5. Default 0.33.
    /// </summary>
    public double DistanceScale { get; init; } = 0.33;

    /// <summary>Whether a path takes the best step each time; else a random one. Default false.</summary>
    public bool GreedyPathRelinking { get; init; }

    /// <summary>How many solutions are kept to be joined. Default 10; 2 to 1,000.</summary>
    [Range(2, 1_000)]
    public int RefSetCount { get; init; } = 10;

    /// <summary>
    /// How many moves of tabu search without a better cost end an improvement. Default null: 20 for each variable, at least
    /// 1,000; 1 to 1,000,000,000.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? ImprovementCutoff { get; init; }

    /// <summary>
    /// How many runs there are, each with solutions of its own. Default null: 1, or with a
    /// <see cref="SolverParameters.TimeLimit"/> as many as there is time for; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Restarts { get; init; }

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, PathRelinkingJson.Default.PathRelinkingParameters);

    internal int PatienceFor(int variables) => ImprovementCutoff ?? Math.Max(1_000, 20 * Math.Min(variables, 1_000_000));
}
