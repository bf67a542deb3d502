using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Wire;

namespace Coupler.Azure;

/// <summary>A provider that Coupler has no formats for: its targets take bytes and give bytes.</summary>
internal sealed class OtherProvider(string id) : Provider(id)
{
    public override ImmutableArray<string> Formats => [];

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        throw new TargetRefusedException(
            target.Id, $"Coupler does not know the formats of {Id}; give it a RawWorkload in one that the target reads.");

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        throw new NotSupportedException($"{Id} takes raw workloads only.");

    public override string OutputFormatFor(string inputFormat) => inputFormat;

    public override JsonElement? InputParams(JobSettings settings, JobOptions options) => settings.InputParams;

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        throw new FormatException($"Coupler does not read the format '{raw.Format}' of {Id}.");
}
