using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.Tabu;

/// <summary>Settings of <c>local.tabu</c>.</summary>
public sealed record TabuParameters : SolverParameters
{
    private const int UsualSweeps = 10_000;
    private const int UsualRestarts = 72;

    /// <summary>
    /// How many moves each run makes: each looks at all variables and flips one. 1 to 1,000,000,000. Default null: 10,000; with a
    /// <see cref="SolverParameters.TimeLimit"/> 20 for each variable, at least 10,000.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? Sweeps { get; init; }

    /// <summary>
    /// For how many moves a variable that was flipped must not be flipped again, unless that gives the best cost so far. Default
    /// 0: a quarter of the variables, at most 20, and up to 10 more by chance each time. 0 to 100,000,000.
    /// </summary>
    [Range(0, 100_000_000)]
    public int TabuTenure { get; init; }

    /// <summary>
    /// How many runs there are at most, each from other values. Default null: 72, or with a <see
    /// cref="SolverParameters.TimeLimit"/> as many as there is time for; 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int? Restarts { get; init; }

    internal int? Runs => RunsOf(Restarts, UsualRestarts);

    public override JsonElement ToJson() => JsonSerializer.SerializeToElement(this, TabuJson.Default.TabuParameters);

    internal int SweepsOf(int variables) =>
        Sweeps ?? (TimeLimit is null ? UsualSweeps : Math.Max(UsualSweeps, Math.Min(variables, 1_000_000) * 20));
}
