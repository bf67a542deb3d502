using System.Text.Json;

namespace Coupler.Problems;

/// <summary>
/// A report as JSON, times in seconds; what is empty is left out:
/// <c>{"seconds":0.5,"runs":1,"proposals":4000,"flips":900,"trace":[[0.1,-5]],"swapRates":[0.4],"populations":[72]}</c>.
/// </summary>
internal static class SolverReportJson
{
    public static void Write(Utf8JsonWriter json, SolverReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", report.Duration.TotalSeconds);
        json.WriteNumber("runs", report.Runs);
        json.WriteNumber("proposals", report.Proposals);
        json.WriteNumber("flips", report.Flips);
        json.WriteStartArray("trace");
        foreach (var (elapsed, cost) in report.Trace)
        {
            json.WriteStartArray();
            json.WriteNumberValue(elapsed.TotalSeconds);
            json.WriteNumberValue(cost);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (!report.SwapRates.IsEmpty)
        {
            json.WriteStartArray("swapRates");
            foreach (var rate in report.SwapRates) json.WriteNumberValue(rate);
            json.WriteEndArray();
        }

        if (!report.Populations.IsEmpty)
        {
            json.WriteStartArray("populations");
            foreach (var population in report.Populations) json.WriteNumberValue(population);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">A time is none, or a step of the trace is no pair.</exception>
    public static SolverReport Read(JsonElement json) => new()
    {
        Duration = Seconds(json.GetProperty("seconds")),
        Runs = json.GetProperty("runs").GetInt64(),
        Proposals = json.GetProperty("proposals").GetInt64(),
        Flips = json.GetProperty("flips").GetInt64(),
        Trace = [.. json.GetProperty("trace").EnumerateArray().Select(CostAt)],
        SwapRates = json.TryGetProperty("swapRates", out var rates)
            ? [.. rates.EnumerateArray().Select(rate => rate.GetDouble())] : [],
        Populations = json.TryGetProperty("populations", out var populations)
            ? [.. populations.EnumerateArray().Select(population => population.GetInt32())] : [],
    };

    private static CostAt CostAt(JsonElement json) => json.GetArrayLength() == 2
        ? new CostAt(Seconds(json[0]), json[1].GetDouble())
        : throw new FormatException("A step of the trace is no pair [seconds, cost].");

    private static TimeSpan Seconds(JsonElement json) =>
        json.GetDouble() is var seconds && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"A time of {json} seconds is too long.");
}
