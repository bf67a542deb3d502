using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Coupler.Problems.Qio;

/// <summary>Writes the fields of one protobuf message, in the wire format of proto3.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Varint(int field, ulong value)
    {
        Tag(field, ProtobufReader.Wire.Varint);
        Varint(value);
    }

    public void Double(int field, double value)
    {
        Span<byte> eight = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        Tag(field, ProtobufReader.Wire.Fixed64);
        bytes.Write(eight);
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    /// <summary>Numbers without tags between them.</summary>
    public void Packed(int field, IEnumerable<long> values)
    {
        var inner = new ProtobufWriter();
        foreach (var value in values) inner.Varint((ulong)value);
        if (!inner.Written.IsEmpty) Message(field, inner);
    }

    private void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, ProtobufReader.Wire.Bytes);
        Varint((ulong)value.Length);
        bytes.Write(value);
    }

    private void Tag(int field, ProtobufReader.Wire wire) => Varint(((ulong)field << 3) | (uint)wire);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }
}
