namespace Coupler.Circuits;

/// <summary>The format in which a store keeps a <see cref="Circuit"/>.</summary>
public static class CircuitFormat
{
    public const string Name = "coupler.circuit.v1";

    public static Payload Write(Circuit circuit) => Payload.From(Name, circuit, ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static Circuit Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static ReadOnlyMemory<byte> ToBytes(Circuit circuit) => throw new NotImplementedException();

    private static Circuit FromBytes(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
