using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.Optimiser;

/// <summary>Settings of <c>local.optimiser</c>.</summary>
public sealed record OptimiserParameters : SolverParameters
{
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many rounds each of four searches makes; with a number, and no <see cref="SolverParameters.TimeLimit"/>, the result
    /// does not depend on time. Default null: with a time limit as many as there is time for; without one each search ends when
    /// it has found its best three times from anew, or after 10 seconds. 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Rounds { get; init; }

    internal TimeSpan? Limit => TimeLimit ?? (Rounds is null ? UsualTime : null);

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, OptimiserJson.Default.OptimiserParameters);
}
