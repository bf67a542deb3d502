using System.Collections.Immutable;
using Coupler.Circuits;

namespace Coupler.Conformance.Client;

/// <summary>
/// A circuit as the remote place takes it: bytes of the gates only. Which qubit's outcome goes into which bit stays here, and
/// <see cref="RemoteHistogram"/> needs it to read the answer.
/// </summary>
internal static class RemoteCircuit
{
    public const string Format = "loopback.circuit.v1";

    public const int MaxQubits = 12;

    private static readonly ImmutableArray<Gate> Codes = [GateTable.H, GateTable.X, GateTable.CX, GateTable.RZ];

    /// <returns>Why the place cannot run it; null if it can.</returns>
    public static string? Refusal(Circuit circuit)
    {
        if (circuit.QubitCount is 0 or > MaxQubits)
        {
            return $"it has 1 to {MaxQubits} qubits and the circuit {circuit.QubitCount}.";
        }
        var measured = new HashSet<int>();
        foreach (var instruction in circuit.Instructions)
        {
            if (Refusal(instruction, measured) is { } reason) return reason;
        }

        return null;
    }

    public static Payload Encode(Circuit circuit, JobOptions options)
    {
        using var stream = new MemoryStream();
        using var bytes = new BinaryWriter(stream);
        bytes.Write((byte)circuit.QubitCount);
        bytes.Write(options.Shots);
        bytes.Write(options.Seed!.Value);
        foreach (var gate in circuit.Instructions.OfType<GateInstruction>())
        {
            bytes.Write((byte)Codes.IndexOf(gate.Gate));
            foreach (var qubit in gate.Qubits) bytes.Write((byte)qubit);
            foreach (var angle in gate.Parameters) bytes.Write(angle.Radians);
        }

        return new Payload(Format, stream.ToArray());
    }

    private static string? Refusal(Instruction instruction, HashSet<int> measured)
    {
        switch (instruction)
        {
            case GateInstruction gate when !Codes.Contains(gate.Gate) || !gate.Controls.IsEmpty || gate.Exponent != 1:
                return $"it has only {string.Join(", ", Codes)}, not {gate}.";
            case GateInstruction gate when gate.Qubits.Any(measured.Contains):
                return $"it measures at the end only, and {gate} comes after a measurement.";
            case MeasureInstruction measure:
                measured.Add(measure.Qubit);
                return null;
            case GateInstruction or QubitsInstruction or BitsInstruction or BarrierInstruction:
                return null;
            default:
                return $"it has no {instruction}.";
        }
    }
}
