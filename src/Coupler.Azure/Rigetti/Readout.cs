using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Azure.Rigetti;

/// <summary>
/// The format <c>rigetti.quil-results.v1</c>: <c>{"ro": [[0, 1], [1, 1]]}</c>, one row a shot, its places the addresses in the
/// memory.
/// </summary>
internal static class Readout
{
    public const string Format = "rigetti.quil-results.v1";

    /// <exception cref="FormatException">The bytes are no shots of this circuit.</exception>
    public static CircuitResult Decode(Circuit circuit, Payload raw, Provenance provenance)
    {
        try
        {
            using var json = JsonDocument.Parse(raw.Content);
            var rows = json.RootElement.GetProperty(Quil.Memory).EnumerateArray();
            return ShotList.ToResult(circuit, rows.Select(row => Bits(row, circuit.BitCount)), provenance);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The answer is no {Format}: {exception.Message}", exception);
        }
    }

    private static BitString Bits(JsonElement row, int count)
    {
        if (row.GetArrayLength() != count)
        {
            throw new FormatException($"The circuit has {count} bits, and a row of the answer {row.GetArrayLength()}.");
        }

        bool[] bits = [.. row.EnumerateArray().Select(bit => bit.GetDouble() switch
        {
            0 => false,
            1 => true,
            var other => throw new FormatException($"A row of the answer has {other} in place of a bit."),
        })];
        return BitString.FromBits(bits);
    }
}
