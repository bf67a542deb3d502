using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Circuits;
using Coupler.Qasm;

namespace Coupler.Azure.Quantinuum;

/// <summary>
/// The format <c>honeywell.quantum-results.v1</c>: <c>{"c": ["01", "11"]}</c>, for each register one string a shot, bit 0
/// rightmost.
/// </summary>
internal static class RegisterShots
{
    public const string Format = "honeywell.quantum-results.v1";

    /// <exception cref="FormatException">The bytes are no shots of this circuit.</exception>
    public static CircuitResult Decode(Circuit circuit, Payload raw, Provenance provenance)
    {
        try
        {
            using var json = JsonDocument.Parse(raw.Content);
            ImmutableArray<BitString[]> registers =
            [
                .. circuit.BitRegisters
                    .Zip(NamesIn(circuit), (register, name) => Shots(json.RootElement.GetProperty(name), register)),
            ];
            if (registers.Any(shots => shots.Length != registers[0].Length))
            {
                throw new FormatException("The registers of the answer have not the same number of shots.");
            }

            var shots = Enumerable.Range(0, registers[0].Length).Select(shot => Joined(circuit, registers, shot));
            return ShotList.ToResult(circuit, shots, provenance);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The answer is no {Format} of this circuit: {exception.Message}", exception);
        }
    }

    /// <summary>What the registers are called in the text that was sent, where some names are not allowed.</summary>
    private static IEnumerable<string> NamesIn(Circuit circuit)
    {
        Circuit declarations =
        [
            .. circuit.QubitRegisters.Select(register => new QubitsInstruction(register.Name, register.Size)),
            .. circuit.BitRegisters.Select(register => new BitsInstruction(register.Name, register.Size)),
        ];
        var text = QasmDocument.FromCircuit(declarations, QasmVersion.OpenQasm2).ToString();
        return QasmDocument.Parse(text).ToCircuit().BitRegisters.Select(register => register.Name);
    }

    private static BitString[] Shots(JsonElement shots, Register register)
    {
        BitString[] read = [.. shots.EnumerateArray().Select(shot => BitString.Parse(shot.GetString() ?? ""))];
        return read.FirstOrDefault(shot => shot.Length != register.Size) is { Length: > 0 } wrong
            ? throw new FormatException($"Register {register.Name} has {register.Size} bits, and the answer has '{wrong}'.")
            : read;
    }

    private static BitString Joined(Circuit circuit, ImmutableArray<BitString[]> registers, int shot)
    {
        var bits = new bool[circuit.BitCount];
        foreach (var (register, shots) in circuit.BitRegisters.Zip(registers))
        {
            for (var i = 0; i < register.Size; i++) bits[register.Offset + i] = shots[shot][i];
        }

        return BitString.FromBits(bits);
    }
}
