using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Azure.Microsoft;
using Coupler.Azure.Wire;
using Coupler.Circuits;

namespace Coupler.Azure.IonQ;

/// <summary>IonQ: <c>ionq.circuit.v1</c> out, a histogram over all qubits in.</summary>
internal sealed class IonQProvider() : Provider("ionq")
{
    private const string Simulator = "ionq.simulator";

    /// <summary>Of its documentation, September 2025.</summary>
    private static readonly (string Target, int Qubits)[] Sizes =
    [
        (Simulator, 29), ("ionq.qpu", 11), ("ionq.qpu.aria-1", 25), ("ionq.qpu.aria-2", 25), ("ionq.qpu.forte-1", 36),
        ("ionq.qpu.forte-enterprise-1", 36),
    ];

    public override ImmutableArray<string> Formats => [CircuitFormat.Name];

    public override int? MostQubitsOf(string target) =>
        Sizes.FirstOrDefault(size => size.Target == target) is { Qubits: > 0 } known ? known.Qubits : null;

    public override ImmutableArray<string> AliasesOf(string target) => target == Simulator ? ["simulator"] : [];

    public override void Validate(Workload workload, Target target, JobOptions options)
    {
        var circuit = (Circuit)workload;
        if (circuit.QubitCount == 0) throw new TargetRefusedException(target.Id, "the circuit has no qubits.");
        if (circuit.FirstDynamic is { } dynamic)
        {
            throw new TargetRefusedException(
                target.Id, $"it measures each qubit once, at the end, and the circuit has '{dynamic}'.");
        }

        CircuitRefusal.Check(circuit, target, () => Encode(circuit, target, options));
    }

    public override Payload Encode(Workload workload, Target target, JobOptions options) =>
        IonQCircuit.Write((Circuit)workload, IonQParameters.IsNative(options));

    public override string OutputFormatFor(string inputFormat) =>
        inputFormat == IonQCircuit.Format ? IonQHistogram.Format : QuantumResults.Second;

    public override JsonElement? InputParams(JobSettings settings, JobOptions options) =>
        settings.WithShots("shots", options.Shots);

    public override JobResult Decode(Workload workload, Payload raw, JobOptions options, Provenance provenance) =>
        IonQHistogram.Decode((Circuit)workload, raw, options, provenance);
}
