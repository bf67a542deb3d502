using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Coupler.Circuits;

namespace Coupler.Local;

/// <summary>
/// Settings that every solver has. Without a time limit the same seed gives the same solutions on any number of threads; with
/// one, what there is time for differs from run to run.
/// </summary>
public abstract record SolverParameters : TargetParameters
{
    /// <summary>
    /// When it ends with the best so far, the preparation included. More than 0, at most 30 days. Default null: when the runs are
    /// done.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A cost that is good enough: it ends when one as low is found. Default null: none.</summary>
    public double? TargetCost { get; init; }

    /// <summary>How many solutions are told at most, different ones, best first. Default 1; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int Solutions { get; init; } = 1;

    /// <summary>How many threads it may use, 1 or more. Default null: one for each processor, also the most.</summary>
    [Range(1, int.MaxValue)]
    public int? Threads { get; init; }

    /// <summary>
    /// The values from which the first run starts, one for each variable; of a spin, 0 stands for +1 and 1 for −1. Default null:
    /// random ones, as for all other runs.
    /// </summary>
    [JsonConverter(typeof(BitStringConverter))]
    public BitString? Start { get; init; }

    /// <summary>How many runs: what is given, else as many as there is time for (null), else what is usual.</summary>
    internal int? RunsOf(int? given, int usual) => given ?? (TimeLimit is null ? usual : null);
}
