namespace Coupler;

/// <summary>
/// Bytes in a named format: a workload on its way to a target, or a result on its way back. One that was made from an
/// object in this process keeps it, and writes the bytes only if somebody asks for them. Thread-safe.
/// </summary>
public sealed class Payload
{
    private readonly Lazy<ReadOnlyMemory<byte>> content;
    private readonly object? source;

    public Payload(string format, ReadOnlyMemory<byte> content)
    {
        Format = format;
        this.content = new(content);
    }

    private Payload(string format, object source, Func<ReadOnlyMemory<byte>> write)
    {
        Format = format;
        this.source = source;
        content = new(write);
    }

    /// <summary>Name and version: <c>coupler.circuit.v1</c>, <c>ionq.circuit.v1</c>.</summary>
    public string Format { get; }

    public ReadOnlyMemory<byte> Content => content.Value;

    public static Payload From<T>(string format, T source, Func<T, ReadOnlyMemory<byte>> write)
        where T : class => new(format, source, () => write(source));

    /// <summary>The object this payload was made from, or else what <paramref name="read"/> makes of the bytes.</summary>
    public T Read<T>(Func<ReadOnlyMemory<byte>, T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        return source as T ?? read(Content);
    }

    /// <summary>The same bytes without the object behind them, as a file or a network would bring them.</summary>
    public Payload Detached() => new(Format, Content.ToArray());
}
