using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupler.Azure.Quantinuum;

/// <summary>Settings of Quantinuum's targets: "Quantinuum provider" in Azure Quantum's documentation.</summary>
public sealed record QuantinuumParameters : AzureParameters
{
    /// <summary>How hard the compiler optimises. Default null: as the target has it, which is 2; 0 to 3.</summary>
    [JsonPropertyName("tket-opt-level")]
    [Range(0, 3)]
    public int? OptimisationLevel { get; init; }

    /// <summary>Whether the circuit is run as it is written. Default null: it is optimised.</summary>
    [JsonPropertyName("no-opt")]
    public bool? NoOptimisation { get; init; }

    /// <summary>Whether an emulator imitates the machine's noise. Default null: it does.</summary>
    [JsonPropertyName("error-model")]
    public bool? ErrorModel { get; init; }

    /// <summary><c>state-vector</c> or <c>stabilizer</c>. Default null: the emulator's own, state-vector.</summary>
    [JsonPropertyName("simulator")]
    public string? Simulator { get; init; }

    internal override JsonElement ToInputParams() =>
        JsonSerializer.SerializeToElement(this, QuantinuumJson.Default.QuantinuumParameters);

    internal override void Validate()
    {
        if (OptimisationLevel is < 0 or > 3)
        {
            throw new ArgumentException($"{nameof(OptimisationLevel)} is {OptimisationLevel}; it is 0 to 3.");
        }

        if (Simulator is not (null or "state-vector" or "stabilizer"))
        {
            throw new ArgumentException($"{nameof(Simulator)} is '{Simulator}'; it is state-vector or stabilizer.");
        }
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuantinuumParameters))]
internal sealed partial class QuantinuumJson : JsonSerializerContext;
