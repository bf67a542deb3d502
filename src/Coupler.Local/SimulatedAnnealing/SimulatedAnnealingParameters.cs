using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>Settings of <c>local.simulated-annealing</c>. Without a time limit the same seed gives the same result.</summary>
public sealed record SimulatedAnnealingParameters : TargetParameters
{
    private const int MostRestarts = 10_000_000;
    private const int UsualRestarts = 72;
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    /// <summary>How often each run proposes to flip each variable. Default 1,000; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public int Sweeps { get; init; } = 1_000;

    /// <summary>
    /// How many runs there are at most, each from other values. Default null: 72, or with a <see cref="TimeLimit"/> as many as
    /// there is time for; 1 to 10,000,000.
    /// </summary>
    [Range(1, MostRestarts)]
    public int? Restarts { get; init; }

    /// <summary>Inverse temperature of the first sweep, per unit of cost; 0 or more. Default null: from the weights.</summary>
    public double? BetaStart { get; init; }

    /// <summary>
    /// Inverse temperature of the last sweep, at least <see cref="BetaStart"/>; it rises evenly. Default null: from the weights.
    /// </summary>
    public double? BetaStop { get; init; }

    /// <summary>
    /// When it ends with the best so far, however many runs were made: which is another number each time. At
    /// most 30 days. Default null: never.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A cost that is good enough: no run begins after one that has it. Default null: none.</summary>
    public double? TargetCost { get; init; }

    /// <summary>How many solutions are told at most, different ones, best first. Default 1; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int Solutions { get; init; } = 1;

    /// <summary>How many threads it may use, 1 or more. Default null: one for each processor, also the most.</summary>
    [Range(1, int.MaxValue)]
    public int? Threads { get; init; }

    internal int RestartsAtMost => Restarts ?? (TimeLimit is null ? UsualRestarts : MostRestarts);

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, SimulatedAnnealingJson.Default.SimulatedAnnealingParameters);

    /// <summary>The settings of a job: this record, or what a store kept of it; null gives the defaults.</summary>
    /// <exception cref="ArgumentException">They belong to another target, or a value is out of range.</exception>
    internal static SimulatedAnnealingParameters Of(TargetParameters? parameters)
    {
        if (parameters is null) return new SimulatedAnnealingParameters();
        var own = parameters as SimulatedAnnealingParameters ?? Read(parameters.ToJson());
        var outcome = new SimulatedAnnealingParametersValidator().Validate(null, own);
        if (outcome.Failed) throw new ArgumentException(outcome.FailureMessage, nameof(parameters));
        var wrong = own switch
        {
            { BetaStart: { } start } when !(start >= 0 && double.IsFinite(start)) =>
                $"BetaStart is {start}; it must be 0 or more.",
            { BetaStop: { } stop } when !(stop >= (own.BetaStart ?? 0) && double.IsFinite(stop)) =>
                $"BetaStop is {stop}; it must be at least BetaStart, and not less than 0.",
            { TimeLimit: { } limit } when limit <= TimeSpan.Zero || limit > LongestTime =>
                $"TimeLimit is {limit}; it must be more than 0 and at most {LongestTime.Days} days.",
            { TargetCost: { } cost } when double.IsNaN(cost) => "TargetCost is no number.",
            _ => null,
        };
        return wrong is null ? own : throw new ArgumentException(wrong, nameof(parameters));
    }

    private static SimulatedAnnealingParameters Read(JsonElement json)
    {
        try
        {
            return json.Deserialize(SimulatedAnnealingJson.Default.SimulatedAnnealingParameters)
                ?? throw new ArgumentException(
                    $"The parameters of {SimulatedAnnealingTarget.Id} are a JSON object, not null.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"The parameters of {SimulatedAnnealingTarget.Id} are sweeps, restarts, betaStart, betaStop, timeLimit, "
                    + $"targetCost, solutions and threads: {exception.Message}",
                nameof(json),
                exception);
        }
    }
}
