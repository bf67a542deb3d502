using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// The format in which a store keeps a <see cref="Qubo"/>: <c>{"offset":3,"variables":4,"terms":[[0,0,-1],[0,1,2]]}</c>. An
/// offset of 0 is left out, and a number of variables that the terms tell. Any other member is refused.
/// </summary>
public static class QuboFormat
{
    public const string Name = "coupler.qubo.v1";

    public static Payload Write(Qubo qubo) => Payload.From(Name, qubo, ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static Qubo Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static ReadOnlyMemory<byte> ToBytes(Qubo qubo)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (qubo.Offset != 0) json.WriteNumber("offset", qubo.Offset);
        if (qubo.VariableCount > LargestOf(qubo) + 1) json.WriteNumber("variables", qubo.VariableCount);
        json.WriteStartArray("terms");
        foreach (var (row, column, weight) in qubo)
        {
            json.WriteStartArray();
            json.WriteNumberValue(row);
            json.WriteNumberValue(column);
            json.WriteNumberValue(weight);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static int LargestOf(Qubo qubo)
    {
        var largest = -1;
        foreach (var (row, column, _) in qubo) largest = Math.Max(largest, Math.Max(row, column));
        return largest;
    }

    private static Qubo FromBytes(ReadOnlyMemory<byte> bytes)
    {
        var reader = new TermJsonReader(bytes.Span);
        try
        {
            return Read(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw TermJson.Wrong(Name, reader.Place, exception);
        }
    }

    private static Qubo Read(ref TermJsonReader json)
    {
        var (offset, variables, terms) = (0.0, 0, (List<(int, int, double)>?)null);
        json.ReadStart();
        while (json.ReadMember() is { } name)
        {
            if (name == "offset") offset = json.ReadOffset();
            else if (name == "variables") variables = json.ReadVariables();
            else if (name == "terms") terms = json.ReadEntries();
            else throw TermJsonReader.Unknown(name, "'offset', 'variables' and 'terms'");
        }

        if (terms is null) throw new JsonException("'terms' is missing.");
        return Qubo.Create(CollectionsMarshal.AsSpan(terms), offset, variables);
    }
}
