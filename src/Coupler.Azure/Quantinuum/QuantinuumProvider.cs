using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Coupler.Azure.Microsoft;
using Coupler.Azure.Wire;
using Coupler.Circuits;
using Coupler.Qasm;

namespace Coupler.Azure.Quantinuum;

/// <summary>
/// Quantinuum: OpenQASM 2 out, under the name <c>honeywell.openqasm.v1</c>, and the shots of each register in.
/// </summary>
internal sealed class QuantinuumProvider() : Provider("quantinuum")
{
    public const string Format = "honeywell.openqasm.v1";

    public override ImmutableArray<string> Formats => [CircuitFormat.Name];

    /// <summary>
    /// Names that end in <c>e</c> imitate a machine; those that end in <c>sc</c> check the syntax and answer
    /// zeros.
    /// </summary>
    public override TargetKind KindOf(string target) =>
        target.EndsWith("-1e", StringComparison.Ordinal) || target.EndsWith("-2e", StringComparison.Ordinal)
            ? TargetKind.Emulator
            : base.KindOf(target);

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        var circuit = (Circuit)workload;
        if (circuit.BitCount == 0)
        {
            throw new TargetRefusedException(target.Id, "the circuit measures nothing, and it answers with what was measured.");
        }

        CircuitRefusal.Check(circuit, target, () => Encode(circuit, target, options));
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options) => new(
        Format, Encoding.UTF8.GetBytes(QasmDocument.FromCircuit((Circuit)workload, QasmVersion.OpenQasm2).ToString()));

    public override string OutputFormatFor(string inputFormat) =>
        inputFormat == Format ? RegisterShots.Format : QuantumResults.Second;

    public override JsonElement? InputParams(JobSettings settings, JobOptions options) =>
        settings.WithShots("shots", options.Shots);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        RegisterShots.Decode((Circuit)workload, raw, provenance);
}
