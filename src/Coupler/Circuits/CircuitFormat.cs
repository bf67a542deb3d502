using System.Text.Json;

namespace Coupler.Circuits;

/// <summary>
/// The format in which a store keeps a <see cref="Circuit"/>: JSON, as docs/formats/circuit-json.md specifies it.
/// </summary>
public static class CircuitFormat
{
    public const string Name = "coupler.circuit.v1";

    public static Payload Write(Circuit circuit) => Payload.From(Name, circuit, CircuitJsonWriter.Write);

    /// <exception cref="FormatException">The bytes do not follow the format; names the instruction.</exception>
    public static Circuit Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static Circuit FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CircuitJsonReader(bytes);
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException($"The bytes are no {Name}: {reader.Where}{exception.Message}", exception);
        }
    }
}
