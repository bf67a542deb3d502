using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Azure.IonQ;

/// <summary>
/// The format <c>ionq.circuit.v1</c>: qubits and gates as JSON, rotations in radians, native gates in turns. Measurements are not
/// written: every qubit is measured at the end.
/// </summary>
internal static class IonQCircuit
{
    public const string Format = "ionq.circuit.v1";

    /// <summary>What IonQ calls the gates that it compiles itself.</summary>
    private static readonly ImmutableArray<(Gate Gate, string Name)> Names =
    [
        (GateTable.X, "x"), (GateTable.Y, "y"), (GateTable.Z, "z"), (GateTable.H, "h"), (GateTable.S, "s"), (GateTable.Sdg, "si"),
        (GateTable.T, "t"), (GateTable.Tdg, "ti"), (GateTable.SX, "v"), (GateTable.SXdg, "vi"), (GateTable.RX, "rx"),
        (GateTable.RY, "ry"), (GateTable.RZ, "rz"), (GateTable.CX, "cnot"), (GateTable.Swap, "swap"),
    ];

    private static readonly ImmutableArray<Gate> NativeGates = [GateTable.GPi, GateTable.GPi2, GateTable.MS, GateTable.ZZ];

    private static readonly GateSet Compiled = new([.. Names.Select(entry => entry.Gate)]);

    private static readonly GateSet Native = new(NativeGates);

    /// <exception cref="ArgumentException">A gate has no form there; names the instruction.</exception>
    public static Payload Write(Circuit circuit, bool isNative)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (isNative) json.WriteString("gateset", "native");
        json.WriteNumber("qubits", circuit.QubitCount);
        json.WriteStartArray("circuit");
        foreach (var gate in (isNative ? Native : Compiled).Rewrite(circuit).Instructions.OfType<GateInstruction>())
        {
            json.WriteStartObject();
            if (isNative) WriteNative(json, gate);
            else WriteCompiled(json, gate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return new Payload(Format, buffer.WrittenMemory);
    }

    private static void WriteCompiled(Utf8JsonWriter json, GateInstruction gate)
    {
        json.WriteString("gate", Names.First(entry => entry.Gate == gate.Gate).Name);
        if (gate.Gate == GateTable.CX)
        {
            json.WriteNumber("control", gate.Qubits[0]);
            json.WriteNumber("target", gate.Qubits[1]);
        }
        else
        {
            WriteTargets(json, gate);
        }

        if (!gate.Parameters.IsEmpty) json.WriteNumber("rotation", gate.Parameters[0].Radians);
    }

    private static void WriteNative(Utf8JsonWriter json, GateInstruction gate)
    {
        double[] turns = [.. gate.Parameters.Select(angle => angle.Radians / Math.Tau)];
        json.WriteString("gate", gate.Gate.NameIn(Dialect.IonQ));
        WriteTargets(json, gate);
        if (gate.Gate == GateTable.MS)
        {
            json.WriteStartArray("phases");
            json.WriteNumberValue(turns[0]);
            json.WriteNumberValue(turns[1]);
            json.WriteEndArray();
            json.WriteNumber("angle", turns[2]);
        }
        else
        {
            json.WriteNumber(gate.Gate == GateTable.ZZ ? "angle" : "phase", turns[0]);
        }
    }

    private static void WriteTargets(Utf8JsonWriter json, GateInstruction gate)
    {
        if (gate.Qubits is [var target])
        {
            json.WriteNumber("target", target);
            return;
        }

        json.WriteStartArray("targets");
        foreach (var qubit in gate.Qubits) json.WriteNumberValue(qubit);
        json.WriteEndArray();
    }
}
