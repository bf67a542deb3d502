using System.Text.Json;

namespace Coupler.Azure.Wire;

/// <summary>The part of a job's details that its parameters decide, which is also how a store keeps them.</summary>
internal sealed record JobSettings
{
    public JsonElement? InputParams { get; init; }

    public string? OutputDataFormat { get; init; }

    public string? Priority { get; init; }

    /// <summary>Of a job's options: this program's record, or what a store kept of it.</summary>
    public static JobSettings Of(JobOptions options) =>
        options.Parameters?.ToJson().Deserialize(WireJson.Default.JobSettings) ?? new JobSettings();

    /// <summary>
    /// The <c>inputParams</c>, with the number of shots under this name unless they have it under one of its two.
    /// </summary>
    public JsonElement WithShots(string name, int shots)
    {
        if (InputParams is not { } given) return JsonElement.Parse($"{{\"{name}\":{shots}}}");
        if (given.TryGetProperty("shots", out _) || given.TryGetProperty("count", out _)) return given;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var property in given.EnumerateObject()) property.WriteTo(json);
            json.WriteNumber(name, shots);
            json.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }
}
