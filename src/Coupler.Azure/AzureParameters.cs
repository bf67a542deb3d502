using System.Text.Json;
using System.Text.Json.Serialization;
using Coupler.Azure.Wire;

namespace Coupler.Azure;

/// <summary>
/// Settings of a target of Azure Quantum: what a job sends beside its input. Each provider that has settings has a record of its
/// own; <see cref="InputParameters"/> takes them as they are.
/// </summary>
public abstract record AzureParameters : TargetParameters
{
    private protected AzureParameters()
    {
    }

    /// <summary>
    /// The format to ask for: <c>microsoft.quantum-results.v1</c>. Default null: the one that Coupler reads, or the provider's
    /// own.
    /// </summary>
    [JsonIgnore]
    public string? OutputFormat { get; init; }

    /// <summary>Whether the service takes the job out of turn, where it sells that. Default null: as it has it.</summary>
    [JsonIgnore]
    public bool? HighPriority { get; init; }

    public override JsonElement ToJson() => JsonSerializer.SerializeToElement(
        new JobSettings
        {
            InputParams = ToInputParams(),
            OutputDataFormat = OutputFormat,
            Priority = HighPriority switch { null => null, true => "High", false => "Standard" },
        },
        WireJson.Default.JobSettings);

    /// <summary>The service's <c>inputParams</c>.</summary>
    internal abstract JsonElement ToInputParams();

    /// <summary>Refuses values out of their range.</summary>
    /// <exception cref="ArgumentException">Names the setting.</exception>
    internal virtual void Validate()
    {
    }
}
