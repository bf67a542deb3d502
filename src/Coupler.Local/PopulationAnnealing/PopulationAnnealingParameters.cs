using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.PopulationAnnealing;

/// <summary>Settings of <c>local.population-annealing</c>.</summary>
public sealed record PopulationAnnealingParameters : SolverParameters
{
    /// <summary>
    /// The members are drawn anew when their weights have become so uneven that they count as fewer than one of alpha: more than
    /// 1, at most 1,000. Default 2.
    /// </summary>
    public double Alpha { get; init; } = 2;

    /// <summary>How many members there are, about. Default 72; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Population { get; init; } = 72;

    /// <summary>How many temperatures there are; at each every member makes a sweep. Default 1,000; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public int Sweeps { get; init; } = 1_000;

    /// <summary>The inverse temperature, per unit of cost; it rises from 0 or more. Default null: from the weights.</summary>
    public RangeSchedule? Beta { get; init; }

    /// <summary>
    /// How many runs there are, each from other values. Default null: 1, or with a <see cref="SolverParameters.TimeLimit"/> as
    /// many as there is time for; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Restarts { get; init; }

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, PopulationAnnealingJson.Default.PopulationAnnealingParameters);
}
