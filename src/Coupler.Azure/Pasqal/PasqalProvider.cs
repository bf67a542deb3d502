using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Wire;

namespace Coupler.Azure.Pasqal;

/// <summary>
/// Pasqal: sequences of pulses as Pulser writes them out, which are not circuits; how often each outcome came
/// in.
/// </summary>
internal sealed class PasqalProvider() : Provider("pasqal")
{
    /// <summary>Of its documentation, 2025.</summary>
    private static readonly (string Target, int Qubits)[] Sizes =
        [("pasqal.sim.emu-sv", 25), ("pasqal.sim.emu-mps", 80), ("pasqal.sim.emu-free", 12)];

    public override ImmutableArray<string> Formats => [];

    public override TargetKind KindOf(string target) =>
        target.Contains(".qpu", StringComparison.Ordinal) ? TargetKind.Hardware : TargetKind.Emulator;

    public override int? MostQubitsOf(string target) =>
        Sizes.FirstOrDefault(size => size.Target == target) is { Qubits: > 0 } known ? known.Qubits : null;

    public override void Validate(Workload workload, Target target, JobOptions options) =>
        throw new TargetRefusedException(
            target.Id,
            "it runs sequences of pulses and no gates: give it PulserSequence.FromJson(…), as Pulser writes them out.");

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        throw new NotSupportedException("Pasqal takes raw workloads only.");

    public override string OutputFormatFor(string inputFormat) => PulserCounts.Format;

    public override JsonElement? InputParams(JobSettings settings, JobOptions options) =>
        settings.WithShots("count", options.Shots);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        throw new FormatException($"A sequence of pulses brings a {nameof(RawResult)}, which {nameof(PulserCounts)} reads.");
}
