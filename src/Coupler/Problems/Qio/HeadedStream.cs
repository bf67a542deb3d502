namespace Coupler.Problems.Qio;

/// <summary>Bytes that were read from a stream, and then the rest of it. Does not close the stream.</summary>
internal sealed class HeadedStream(byte[] head, Stream rest) : Stream
{
    private int at;

    /// <summary>Whether more was asked for than there was.</summary>
    public bool IsAtEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (at == head.Length)
        {
            var more = rest.Read(buffer);
            IsAtEnd |= more == 0 && buffer.Length > 0;
            return more;
        }

        var count = Math.Min(buffer.Length, head.Length - at);
        head.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
