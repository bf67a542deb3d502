using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.ParallelTempering;

/// <summary>Settings of <c>local.parallel-tempering</c>.</summary>
public sealed record ParallelTemperingParameters : SolverParameters
{
    private const int UsualReplicas = 32;

    /// <summary>How often each replica proposes to flip each variable, in each run. Default 1,000; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public int Sweeps { get; init; } = 1_000;

    /// <summary>
    /// How many replicas there are, each at a temperature of its own. Default null: as many as <see cref="AllBetas"/> has, else
    /// 32; 2 to 10,000.
    /// </summary>
    [Range(2, 10_000)]
    public int? Replicas { get; init; }

    /// <summary>
    /// The inverse temperatures, per unit of cost, rising, each 0 or more; as many as there are replicas. Default null: a
    /// geometric series from the weights.
    /// </summary>
    public ImmutableArray<double>? AllBetas { get; init; }

    /// <summary>
    /// How many runs there are, each from other values. Default null: 1, or with a <see cref="SolverParameters.TimeLimit"/> as
    /// many as there is time for; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Restarts { get; init; }

    internal int ReplicaCount => AllBetas?.Length ?? Replicas ?? UsualReplicas;

    public bool Equals(ParallelTemperingParameters? other) => base.Equals(other) && Sweeps == other.Sweeps
        && Replicas == other.Replicas && Restarts == other.Restarts
        && (AllBetas ?? []).SequenceEqual(other.AllBetas ?? []) && AllBetas.HasValue == other.AllBetas.HasValue;

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Sweeps, Replicas, Restarts, AllBetas?.Length);

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, ParallelTemperingJson.Default.ParallelTemperingParameters);
}
