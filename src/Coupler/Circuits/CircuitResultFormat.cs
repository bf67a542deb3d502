namespace Coupler.Circuits;

/// <summary>The format in which Coupler's own targets answer with a <see cref="CircuitResult"/>.</summary>
public static class CircuitResultFormat
{
    public const string Name = "coupler.circuit-result.v1";

    public static Payload Write(CircuitResult result) => Payload.From(Name, result, ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static CircuitResult Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static ReadOnlyMemory<byte> ToBytes(CircuitResult result) => throw new NotImplementedException();

    private static CircuitResult FromBytes(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
