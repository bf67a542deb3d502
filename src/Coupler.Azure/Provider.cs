using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Wire;

namespace Coupler.Azure;

/// <summary>
/// What one provider of Azure Quantum reads and answers. One folder each, and one line in <see cref="Providers"/>. Stateless.
/// </summary>
/// <param name="id">As the service writes it, in small letters.</param>
internal abstract class Provider(string id)
{
    public string Id { get; } = id;

    /// <summary>The workloads that Coupler translates for it, by <see cref="Workload.Format"/>.</summary>
    public abstract ImmutableArray<string> Formats { get; }

    public virtual TargetKind KindOf(string target) =>
        target.Contains(".qpu", StringComparison.Ordinal) ? TargetKind.Hardware : TargetKind.Simulator;

    /// <summary>The most qubits, where the service does not say and the provider's documentation does.</summary>
    public virtual int? MostQubitsOf(string target) => null;

    public virtual ImmutableArray<string> AliasesOf(string target) => [];

    public Target ToTarget(TargetStatus status) => new()
    {
        Id = status.Id,
        Provider = Id,
        Kind = KindOf(status.Id),
        Formats = Formats,
        Aliases = AliasesOf(status.Id),
        MaxQubits = status.NumQubits ?? MostQubitsOf(status.Id),
        Availability = AvailabilityOf(status.CurrentAvailability),
        AverageQueueTime = status.AverageQueueTime is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    /// <summary>Refuses what the target cannot run.</summary>
    /// <exception cref="TargetRefusedException">Names the instruction.</exception>
    public abstract void Validate(Workload workload, Target target, JobOptions options);

    public abstract Payload Encode(Workload workload, Target target, JobOptions options);

    /// <summary>The format to ask for, where the input has this one.</summary>
    public abstract string OutputFormatFor(string inputFormat);

    /// <summary>What the target is sent beside the input.</summary>
    /// <param name="settings">Those of the job's parameters.</param>
    public abstract JsonElement? InputParams(JobSettings settings, JobOptions options);

    /// <exception cref="FormatException">The bytes do not follow their format, or do not fit the workload.</exception>
    public abstract JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance);

    /// <summary>A word that this version does not know stops nobody.</summary>
    private static TargetAvailability AvailabilityOf(string? word) => word switch
    {
        "Unavailable" => TargetAvailability.Unavailable,
        "Degraded" => TargetAvailability.Degraded,
        _ => TargetAvailability.Available,
    };
}
