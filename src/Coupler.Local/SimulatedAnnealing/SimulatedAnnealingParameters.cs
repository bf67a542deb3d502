using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>Settings of <c>local.simulated-annealing</c>.</summary>
public sealed record SimulatedAnnealingParameters : SolverParameters
{
    private const int UsualSweeps = 1_000;
    private const int UsualRestarts = 72;

    /// <summary>
    /// With a time limit alone, runs of the same length before they become twice as long, and the length of the
    /// first.
    /// </summary>
    private const int RunsOfOneLength = 4;
    private const int ShortestRun = 250;

    /// <summary>
    /// How often each run proposes to flip each variable, two sweeps that only improve not counted; 1 to 1,000,000,000. Default
    /// null: 1,000; with a <see cref="SolverParameters.TimeLimit"/> 250 in the first four runs, twice as many in the next four,
    /// and so on.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? Sweeps { get; init; }

    /// <summary>
    /// How many runs there are at most, each from other values. Default null: 72, or with a
    /// <see cref="SolverParameters.TimeLimit"/> as many as there is time for; 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int? Restarts { get; init; }

    /// <summary>Inverse temperature of the first sweep, per unit of cost; 0 or more. Default null: from the weights.</summary>
    public double? BetaStart { get; init; }

    /// <summary>
    /// Inverse temperature of the last sweep, at least <see cref="BetaStart"/>; it rises evenly. Default null: from the weights.
    /// </summary>
    public double? BetaStop { get; init; }

    internal int? Runs => RunsOf(Restarts, UsualRestarts);

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, SimulatedAnnealingJson.Default.SimulatedAnnealingParameters);

    internal int SweepsOf(int run) => Sweeps
        ?? (TimeLimit is null ? UsualSweeps : ShortestRun << Math.Min(run / RunsOfOneLength, 20));
}
