using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.SubstochasticMonteCarlo;

/// <summary>Settings of <c>local.substochastic-monte-carlo</c>.</summary>
public sealed record SubstochasticMonteCarloParameters : SolverParameters
{
    /// <summary>
    /// The chance of a walker to walk rather than to be drawn anew; it falls, from at most 1 to 0 or more. Default null: from 1
    /// to 0, linear.
    /// </summary>
    public RangeSchedule? Alpha { get; init; }

    /// <summary>
    /// How much the costs decide over copies and ends, per unit of cost; it rises from 0 or more. Default null: from the weights.
    /// </summary>
    public RangeSchedule? Beta { get; init; }

    /// <summary>About how many walkers there are. Default 72; 8 to 1,000,000.</summary>
    [Range(8, 1_000_000)]
    public int TargetPopulation { get; init; } = 72;

    /// <summary>How many steps there are. Default 10,000; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public int StepLimit { get; init; } = 10_000;

    /// <summary>How many flips a walker that walks makes in each step. Default 1; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int StepsPerWalker { get; init; } = 1;

    /// <summary>
    /// How many runs there are, each from other values. Default null: 1, or with a <see cref="SolverParameters.TimeLimit"/> as
    /// many as there is time for; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Restarts { get; init; }

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, SubstochasticMonteCarloJson.Default.SubstochasticMonteCarloParameters);
}
