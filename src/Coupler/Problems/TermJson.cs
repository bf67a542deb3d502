using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// Terms as JSON: <c>{"variables":3,"terms":[[-1.5,0,2],[3,1]],"squares":[[2,[1,0],[-1]]]}</c>, each its weight and then its
/// variables, or its terms.
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
        foreach (var term in problem.Terms) Write(json, term);
        json.WriteEndArray();
        if (!problem.Squares.IsEmpty) Write(json, problem.Squares);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static (ImmutableArray<Term> Terms, ImmutableArray<SquaredSum> Squares, int Variables) FromBytes(
        string format, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var variables = json.RootElement.GetProperty("variables").GetInt32();
            ArgumentOutOfRangeException.ThrowIfNegative(variables);
            return (
                [.. json.RootElement.GetProperty("terms").EnumerateArray().Select(Read)],
                json.RootElement.TryGetProperty("squares", out var sums) ? [.. sums.EnumerateArray().Select(ReadSquare)] : [],
                variables);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException($"The bytes are no {format}: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<SquaredSum> squares)
    {
        json.WriteStartArray("squares");
        foreach (var square in squares)
        {
            json.WriteStartArray();
            json.WriteNumberValue(square.Weight);
            foreach (var term in square.Terms) Write(json, term);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Term term)
    {
        json.WriteStartArray();
        json.WriteNumberValue(term.Weight);
        for (var i = 0; i < term.Degree; i++) json.WriteNumberValue(term[i]);
        json.WriteEndArray();
    }

    private static SquaredSum ReadSquare(JsonElement json) =>
        new(json[0].GetDouble(), [.. json.EnumerateArray().Skip(1).Select(Read)]);

    private static Term Read(JsonElement json) =>
        new(json[0].GetDouble(), [.. json.EnumerateArray().Skip(1).Select(variable => variable.GetInt32())]);
}
