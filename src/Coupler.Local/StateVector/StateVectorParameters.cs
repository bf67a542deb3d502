using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Coupler.Local.StateVector;

/// <summary>Settings of <c>local.state-vector</c>. None of them changes which outcome a shot has, except by rounding.</summary>
public sealed record StateVectorParameters : TargetParameters
{
    /// <summary>Default <see cref="Precision.Float64"/>: results are exact to 15 digits unless somebody asks for speed.</summary>
    public Precision Precision { get; init; } = Precision.Float64;

    /// <summary>
    /// Whether the result has the exact probabilities of the measured bits beside the counts. Default false. A circuit that
    /// measures nothing has those of all qubits in any case.
    /// </summary>
    public bool Probabilities { get; init; }

    /// <summary>How many threads one run may use, 1 or more. Default null: one for each processor, also the most.</summary>
    [Range(1, int.MaxValue)]
    public int? Threads { get; init; }

    public override JsonElement ToJson() =>
        JsonSerializer.SerializeToElement(this, StateVectorJson.Default.StateVectorParameters);

    /// <summary>The settings of a job: this record, or what a store kept of it; null gives the defaults.</summary>
    /// <exception cref="ArgumentException">They belong to another target, or a value is out of range.</exception>
    internal static StateVectorParameters Of(TargetParameters? parameters)
    {
        if (parameters is null) return new StateVectorParameters();
        var own = parameters as StateVectorParameters ?? Read(parameters.ToJson());
        if (own.Threads < 1)
        {
            throw new ArgumentException($"Threads is {own.Threads}; it must be 1 or more, or null for all.", nameof(parameters));
        }

        if (!Enum.IsDefined(own.Precision))
        {
            throw new ArgumentException($"There is no precision {own.Precision}; use Float32 or Float64.", nameof(parameters));
        }

        return own;
    }

    private static StateVectorParameters Read(JsonElement json)
    {
        try
        {
            return json.Deserialize(StateVectorJson.Default.StateVectorParameters)
                ?? throw new ArgumentException("The parameters of local.state-vector are a JSON object, not null.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                "The parameters of local.state-vector are precision (float32 or float64), probabilities and threads: "
                    + exception.Message,
                nameof(json),
                exception);
        }
    }
}
