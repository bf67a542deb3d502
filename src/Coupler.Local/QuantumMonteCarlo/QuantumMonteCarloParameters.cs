using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.QuantumMonteCarlo;

/// <summary>Settings of <c>local.quantum-monte-carlo</c>.</summary>
public sealed record QuantumMonteCarloParameters : SolverParameters
{
    /// <summary>How often each run proposes to flip each variable of each slice. Default 1,000; 1 to 1,000,000,000.</summary>
    [Range(1, 1_000_000_000)]
    public int Sweeps { get; init; } = 1_000;

    /// <summary>How many slices of imaginary time there are. Default 16; 2 to 10,000.</summary>
    [Range(2, 10_000)]
    public int TrotterNumber { get; init; } = 16;

    /// <summary>
    /// How many runs there are, each from other values. Default null: 1, or with a <see cref="SolverParameters.TimeLimit"/> as
    /// many as there is time for; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int? Restarts { get; init; }

    /// <summary>
    /// Inverse temperature of the first sweep, per unit of cost, of all slices together; more than 0. Default null: from the
    /// weights.
    /// </summary>
    public double? BetaStart { get; init; }

    /// <summary>Of the last sweep, at least <see cref="BetaStart"/>; it rises evenly. Default null: the same.</summary>
    public double? BetaStop { get; init; }

    /// <summary>Transverse field of the first sweep, in units of cost; more than 0. Default null: from the weights.</summary>
    public double? TransverseFieldStart { get; init; }

    /// <summary>Of the last sweep, from 0 to <see cref="TransverseFieldStart"/>; it falls evenly. Default 0.</summary>
    public double TransverseFieldStop { get; init; }

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, QuantumMonteCarloJson.Default.QuantumMonteCarloParameters);
}
