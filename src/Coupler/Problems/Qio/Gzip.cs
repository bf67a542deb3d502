using System.IO.Compression;

namespace Coupler.Problems.Qio;

/// <summary>Compression as the service used it, recognised by its first two bytes.</summary>
internal static class Gzip
{
    /// <summary>A stream of what is in this one, decompressed if it was compressed. This one stays open.</summary>
    public static Stream Open(Stream stream)
    {
        Span<byte> head = stackalloc byte[2];
        var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new HeadedStream(head[..count].ToArray(), stream);
        return head is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>A stream that compresses into this one, which stays open.</summary>
    public static Stream Create(Stream stream) => new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
}
