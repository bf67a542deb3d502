using System.Globalization;
using System.Text.Json;

namespace Coupler.Problems.Qio;

/// <summary>
/// Reads JSON from a stream, a token at a time, and says where a mistake is. Keeps only what it has not read yet.
/// </summary>
/// <param name="path">What a mistake names as its file.</param>
internal ref struct JsonTokens(Stream stream, string? path)
{
    private const int FirstBuffer = 1 << 16;
    private const int LargestBuffer = 1 << 26;

    private byte[] buffer = new byte[FirstBuffer];
    private int length;
    private bool isBegun;
    private bool isEnd;
    private Utf8JsonReader reader = new([], isFinalBlock: false, default);

    /// <summary>What stands before the buffer: bytes, whole lines, and bytes before the present line.</summary>
    private (long Bytes, int Lines, long LineStart) before;

    public JsonTokenType Type => reader.TokenType;

    /// <summary>Where the present token begins.</summary>
    public JsonPlace Place
    {
        get
        {
            var start = buffer.AsSpan(0, (int)reader.TokenStartIndex);
            var offset = before.Bytes + start.Length;
            var lastEnd = start.LastIndexOf((byte)'\n');
            var lineStart = lastEnd < 0 ? before.LineStart : before.Bytes + lastEnd + 1;
            return new JsonPlace(path, before.Lines + start.Count((byte)'\n') + 1, (int)(offset - lineStart) + 1, offset);
        }
    }

    public bool Is(ReadOnlySpan<byte> text) => reader.ValueTextEquals(text);

    public bool Is(string text) => reader.ValueTextEquals(text);

    /// <summary>Goes on to the next token; false at the end of the text.</summary>
    public bool Read()
    {
        try
        {
            while (!reader.Read())
            {
                if (isEnd) return false;
                Refill();
            }

            return true;
        }
        catch (JsonException exception)
        {
            var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            var (line, column) = ((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw new JsonPlace(path, line, column, before.Bytes + reader.BytesConsumed).Wrong(
                QioFault.NotParseable, $"This is no JSON: {(end < 0 ? exception.Message : exception.Message[..end])}");
        }
        catch (InvalidDataException exception)
        {
            throw Wrong(QioFault.NotParseable, $"The compressed data are damaged: {exception.Message}");
        }
    }

    /// <summary>In an object: goes on to the next property; false at the object's end.</summary>
    public bool ReadProperty() => Read() && Type == JsonTokenType.PropertyName;

    /// <summary>In an array: goes on to the next item; false at the array's end.</summary>
    public bool ReadItem() => Read() && Type != JsonTokenType.EndArray;

    /// <summary>Goes to the last token of the value that is here, or behind the name that is here.</summary>
    public void Skip()
    {
        if (Type == JsonTokenType.PropertyName) Read();
        if (Type is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        var depth = reader.CurrentDepth;
        do Read();
        while (reader.CurrentDepth > depth);
    }

    public void Expect(JsonTokenType type, string what)
    {
        if (Type != type) throw Wrong(QioFault.WrongType, $"There should be {what} here.");
    }

    /// <summary>Goes on to the value of the name that is here.</summary>
    public void ReadValue(JsonTokenType type, string what)
    {
        Read();
        Expect(type, what);
    }

    public double GetDouble(string what) => reader.TryGetDouble(out var value) && double.IsFinite(value)
        ? value
        : throw Wrong(QioFault.OutOfRange, $"This is too large for {what}.");

    /// <summary>A whole number, as a number or as a text; null if it is none.</summary>
    public long? TryGetWhole()
    {
        if (Type == JsonTokenType.Number && reader.TryGetInt64(out var whole)) return whole;
        if (Type == JsonTokenType.Number && reader.TryGetDouble(out var value))
        {
            return value == Math.Truncate(value) && Math.Abs(value) < 1L << 53 ? (long)value : null;
        }

        if (Type is not (JsonTokenType.String or JsonTokenType.PropertyName)) return null;
        return long.TryParse(GetText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole) ? whole : null;
    }

    public string GetText()
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException exception)
        {
            throw Wrong(QioFault.NotParseable, $"The text is no UTF-8: {exception.Message}");
        }
    }

    /// <summary>A mistake at the present token.</summary>
    public ProblemSyntaxException Wrong(QioFault fault, string problem) => Place.Wrong(fault, problem);

    private void Refill()
    {
        var read = buffer.AsSpan(0, (int)reader.BytesConsumed);
        var lastEnd = read.LastIndexOf((byte)'\n');
        if (lastEnd >= 0) before.LineStart = before.Bytes + lastEnd + 1;
        before.Lines += read.Count((byte)'\n');
        before.Bytes += read.Length;
        var rest = buffer.AsSpan(read.Length, length - read.Length);
        if (rest.Length == LargestBuffer) throw Wrong(QioFault.OutOfRange, "A single value of more than 64 MiB is not read.");
        var next = rest.Length == buffer.Length ? new byte[2 * buffer.Length] : buffer;
        rest.CopyTo(next);
        buffer = next;
        length = rest.Length + stream.ReadAtLeast(buffer.AsSpan(rest.Length), buffer.Length - rest.Length, false);
        isEnd = length < buffer.Length;
        if (!isBegun) DropMark();
        reader = new Utf8JsonReader(buffer.AsSpan(0, length), isEnd, reader.CurrentState);
    }

    /// <summary>A text may begin with the mark of its byte order.</summary>
    private void DropMark()
    {
        isBegun = true;
        var mark = "\uFEFF"u8;
        if (!buffer.AsSpan(0, length).StartsWith(mark)) return;
        buffer.AsSpan(mark.Length, length - mark.Length).CopyTo(buffer);
        length -= mark.Length;
        before = (mark.Length, 0, mark.Length);
    }
}
