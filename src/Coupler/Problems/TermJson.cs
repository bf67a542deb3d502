using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// Terms as JSON: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]]}</c>, each its weight and then its variables.
/// </summary>
internal static class TermJson
{
    public static ReadOnlyMemory<byte> ToBytes(Problem problem)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("variables", problem.VariableCount);
        json.WriteStartArray("terms");
        foreach (var term in problem.Terms)
        {
            json.WriteStartArray();
            json.WriteNumberValue(term.Weight);
            for (var i = 0; i < term.Degree; i++) json.WriteNumberValue(term[i]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static (ImmutableArray<Term> Terms, int Variables) FromBytes(string format, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var variables = json.RootElement.GetProperty("variables").GetInt32();
            ArgumentOutOfRangeException.ThrowIfNegative(variables);
            return ([.. json.RootElement.GetProperty("terms").EnumerateArray().Select(Read)], variables);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException($"The bytes are no {format}: {exception.Message}", exception);
        }
    }

    private static Term Read(JsonElement json) =>
        new(json[0].GetDouble(), [.. json.EnumerateArray().Skip(1).Select(variable => variable.GetInt32())]);
}
