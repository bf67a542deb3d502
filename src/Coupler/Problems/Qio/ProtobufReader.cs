using System.Buffers.Binary;
using System.Text;

namespace Coupler.Problems.Qio;

/// <summary>Reads the fields of one protobuf message, of the wire format of proto3.</summary>
/// <param name="start">Where in the file the message begins.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes, string? path, long start)
{
    private const int MostVarintBytes = 10;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>How a value is stored; the others have been given up.</summary>
    public enum Wire
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    public readonly bool HasMore => at < bytes.Length;

    public (int Field, Wire Wire) ReadTag()
    {
        var tag = ReadVarint();
        var (field, wire) = (tag >> 3, (Wire)(tag & 7));
        if (field is 0 or > 0x1FFFFFFF || !Enum.IsDefined(wire)) throw Wrong(QioFault.NotParseable, "This is no protobuf field.");
        return ((int)field, wire);
    }

    public ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < MostVarintBytes; i++)
        {
            if (!HasMore) throw Ended();
            value |= (ulong)(bytes[at] & 0x7F) << (7 * i);
            if (bytes[at++] < 0x80) return value;
        }

        throw Wrong(QioFault.NotParseable, "A number has more than 64 bits.");
    }

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    public ReadOnlySpan<byte> ReadBytes()
    {
        var count = ReadVarint();
        return count <= (ulong)(bytes.Length - at) ? Take((int)count) : throw Ended();
    }

    /// <summary>A message in this one.</summary>
    public ProtobufReader ReadMessage()
    {
        var inner = ReadBytes();
        return new ProtobufReader(inner, path, start + at - inner.Length);
    }

    public void Skip(Wire wire)
    {
        switch (wire)
        {
            case Wire.Varint:
                ReadVarint();
                break;
            case Wire.Bytes:
                ReadBytes();
                break;
            case Wire.Fixed64:
                Take(sizeof(ulong));
                break;
            case Wire.Fixed32:
                Take(sizeof(uint));
                break;
        }
    }

    /// <summary>Refuses a field that is stored otherwise than its type is.</summary>
    public readonly void Expect(Wire wire, Wire expected)
    {
        if (wire != expected) throw Wrong(QioFault.WrongType, $"A field has the wire type {wire}; it should be {expected}.");
    }

    /// <summary>A mistake at the place that was reached.</summary>
    public readonly ProblemSyntaxException Wrong(QioFault fault, string problem) =>
        new(problem, path, start + at, fault.Code());

    private readonly ProblemSyntaxException Ended() => Wrong(QioFault.NotParseable, "The message ends in a field.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - at) throw Ended();
        at += count;
        return bytes.Slice(at - count, count);
    }
}
