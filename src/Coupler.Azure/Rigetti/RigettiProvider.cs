using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Microsoft;
using Coupler.Azure.Wire;
using Coupler.Circuits;

namespace Coupler.Azure.Rigetti;

/// <summary>Rigetti: Quil out, the shots of the readout memory in.</summary>
internal sealed class RigettiProvider() : Provider("rigetti")
{
    private const string Simulator = "rigetti.sim.qvm";

    public override ImmutableArray<string> Formats => [CircuitFormat.Name];

    /// <summary>Of its documentation, which has 20 on one page and 30 on another.</summary>
    public override int? MostQubitsOf(string target) => target == Simulator ? 20 : null;

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        var circuit = (Circuit)workload;
        if (circuit.BitCount == 0)
        {
            throw new TargetRefusedException(target.Id, "the circuit measures nothing, and it answers with what was measured.");
        }

        if (circuit.Instructions.FirstOrDefault(instruction => instruction is IfInstruction) is { } branch)
        {
            throw new TargetRefusedException(target.Id, $"Coupler writes no conditions for it, and the circuit has '{branch}'.");
        }

        CircuitRefusal.Check(circuit, target, () => Encode(circuit, target, options));
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options) => Quil.Write((Circuit)workload);

    public override string OutputFormatFor(string inputFormat) =>
        inputFormat == Quil.Format ? Readout.Format : QuantumResults.Second;

    public override JsonElement? InputParams(JobSettings settings, JobOptions options) =>
        settings.WithShots("count", options.Shots);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        Readout.Decode((Circuit)workload, raw, provenance);
}
