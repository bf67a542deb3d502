using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Circuits;

/// <summary>
/// Writes what <see cref="CircuitJsonReader"/> reads: one object per instruction, its first property names the kind.
/// </summary>
internal static class CircuitJsonWriter
{
    public static ReadOnlyMemory<byte> Write(Circuit circuit)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        Write(json, "instructions", circuit.Instructions);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<Instruction> instructions)
    {
        json.WriteStartArray(name);
        foreach (var instruction in instructions)
        {
            json.WriteStartObject();
            Write(json, instruction);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Instruction instruction)
    {
        switch (instruction)
        {
            case GateInstruction gate:
                Write(json, gate);
                break;
            case MeasureInstruction measure:
                json.WriteNumber("measure", measure.Qubit);
                json.WritePropertyName("bit");
                Write(json, measure.Bit);
                break;
            case ResetInstruction reset:
                json.WriteNumber("reset", reset.Qubit);
                break;
            case BarrierInstruction barrier:
                Write(json, "barrier", barrier.Qubits);
                break;
            case QubitsInstruction qubits:
                json.WriteNumber("qubits", qubits.Count);
                json.WriteString("register", qubits.Register);
                break;
            case BitsInstruction bits:
                json.WriteNumber("bits", bits.Count);
                json.WriteString("register", bits.Register);
                break;
            case IfInstruction branch:
                Write(json, branch);
                break;
            default:
                throw new InvalidOperationException($"The format {CircuitFormat.Name} has no word for '{instruction}'.");
        }
    }

    private static void Write(Utf8JsonWriter json, GateInstruction gate)
    {
        json.WriteString("gate", gate.Gate.Name);
        Write(json, "on", gate.Qubits);
        if (!gate.Parameters.IsEmpty)
        {
            json.WriteStartArray("angles");
            foreach (var angle in gate.Parameters) Write(json, angle);
            json.WriteEndArray();
        }

        if (gate.Exponent != 1) json.WriteNumber("power", gate.Exponent);
        if (gate.Controls.IsEmpty) return;
        json.WriteStartArray("controls");
        foreach (var control in gate.Controls)
        {
            json.WriteStartArray();
            json.WriteNumberValue(control.Qubit);
            json.WriteNumberValue(control.WhenOne ? 1 : 0);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>A number, or [number, name, factor, …].</summary>
    private static void Write(Utf8JsonWriter json, Angle angle)
    {
        if (angle.IsConstant)
        {
            json.WriteNumberValue(angle.Constant);
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue(angle.Constant);
        foreach (var (parameter, factor) in angle.Terms)
        {
            json.WriteStringValue(parameter.Name);
            json.WriteNumberValue(factor);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IfInstruction branch)
    {
        json.WriteStartArray("if");
        foreach (var bit in branch.Condition.Bits) Write(json, bit);
        json.WriteEndArray();
        json.WriteString("is", Condition.Signs[(int)branch.Condition.Comparison]);
        json.WriteString("value", branch.Condition.Value.ToString());
        Write(json, "then", branch.Then);
        if (!branch.Else.IsEmpty) Write(json, "else", branch.Else);
    }

    private static void Write(Utf8JsonWriter json, Bit bit)
    {
        json.WriteStartArray();
        json.WriteStringValue(bit.Register);
        json.WriteNumberValue(bit.Index);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
