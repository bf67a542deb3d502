using System.Runtime.InteropServices;

namespace Coupler.Jobs;

/// <summary>A content as a row: its bytes, or the name and length of the file that has them.</summary>
internal sealed record SqliteContent(string Name, string Format, ReadOnlyMemory<byte> Bytes, string? File, long Length)
{
    /// <summary>What the row holds; without a copy where the bytes are an array already.</summary>
    public byte[] InRow()
    {
        if (File is not null) return [];
        return MemoryMarshal.TryGetArray(Bytes, out var part) && part.Array is { } array && array.Length == part.Count
            ? array
            : Bytes.ToArray();
    }
}
