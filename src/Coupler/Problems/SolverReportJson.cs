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

    public static SolverReport Read(JsonElement json) => new()
    {
        Duration = Seconds(json.GetProperty("seconds")),
        Runs = json.GetProperty("runs").GetInt64(),
        Proposals = json.GetProperty("proposals").GetInt64(),
        Flips = json.GetProperty("flips").GetInt64(),
        Trace = [.. json.GetProperty("trace").EnumerateArray().Select(at => new CostAt(Seconds(at[0]), at[1].GetDouble()))],
        SwapRates = json.TryGetProperty("swapRates", out var rates)
            ? [.. rates.EnumerateArray().Select(rate => rate.GetDouble())] : [],
        Populations = json.TryGetProperty("populations", out var populations)
            ? [.. populations.EnumerateArray().Select(population => population.GetInt32())] : [],
    };

    private static TimeSpan Seconds(JsonElement json) => TimeSpan.FromSeconds(json.GetDouble());
}
