using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Problems;

/// <summary>
/// The format in which Coupler's own solvers answer:
/// <c>{"optimal":true,"bound":-1,"solutions":[{"values":"01","cost":-1,"occurrences":1}],"report":{…}}</c>, with one solution
/// at least. A bound and a report that there are not are left out.
/// </summary>
public static class ProblemResultFormat
{
    public const string Name = "coupler.problem-result.v1";

    public static Payload Write(ProblemResult result) => Payload.From(Name, result, ToBytes);

    /// <exception cref="FormatException">The bytes do not follow the format.</exception>
    public static ProblemResult Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Read(FromBytes);
    }

    private static ReadOnlyMemory<byte> ToBytes(ProblemResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteBoolean("optimal", result.IsOptimal);
        if (result.Bound is { } bound) json.WriteNumber("bound", bound);
        json.WriteStartArray("solutions");
        foreach (var solution in result.Solutions)
        {
            json.WriteStartObject();
            json.WriteString("values", solution.Values.ToString());
            json.WriteNumber("cost", solution.Cost);
            json.WriteNumber("occurrences", solution.Occurrences);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (result.Report is { } report)
        {
            json.WritePropertyName("report");
            SolverReportJson.Write(json, report);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static ProblemResult FromBytes(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Result(json.RootElement);
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"The bytes are no {Name}: {exception.Message}", exception);
        }
    }

    private static ProblemResult Result(JsonElement json)
    {
        ImmutableArray<Solution> solutions = [.. json.GetProperty("solutions").EnumerateArray().Select(Solution)];
        if (solutions.IsEmpty) throw new FormatException("There is no solution; a result has one at least.");
        return new ProblemResult
        {
            IsOptimal = json.GetProperty("optimal").GetBoolean(),
            Bound = json.TryGetProperty("bound", out var bound) ? bound.GetDouble() : null,
            Solutions = solutions,
            Report = json.TryGetProperty("report", out var report) ? SolverReportJson.Read(report) : null,
        };
    }

    private static Solution Solution(JsonElement json) => new(
        BitString.Parse(json.GetProperty("values").GetString() ?? ""),
        json.GetProperty("cost").GetDouble(),
        json.GetProperty("occurrences").GetInt32());
}
