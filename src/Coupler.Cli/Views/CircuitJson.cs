using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Cli.Views;

/// <summary>What a circuit brought, in JSON; <c>docs/formats/cli-json.md</c> is its contract.</summary>
internal static class CircuitJson
{
    private const int MostProbabilities = 4_096;

    public static void WriteMembers(Utf8JsonWriter json, CircuitResult result)
    {
        json.WriteNumber("shots", result.Shots);
        if (result.Provenance.Seed is { } seed) json.WriteNumber("seed", seed);
        WriteCounts(json, result);
        WriteRegisters(json, result);
        json.WriteStartObject("outputs");
        json.WriteEndObject();
        WriteProbabilities(json, result);
    }

    private static void WriteCounts(Utf8JsonWriter json, CircuitResult result)
    {
        if (result.Counts.Count == 0) return;
        json.WriteStartObject("counts");
        foreach (var (outcome, count) in Histogram.Ranked(result.Counts))
        {
            json.WriteNumber(OutcomeLabel.Of(outcome, result), count);
        }

        json.WriteEndObject();
    }

    private static void WriteRegisters(Utf8JsonWriter json, CircuitResult result)
    {
        json.WriteStartArray("registers");
        foreach (var register in result.Registers)
        {
            json.WriteStartObject();
            json.WriteString("name", register.Name);
            json.WriteNumber("size", register.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProbabilities(Utf8JsonWriter json, CircuitResult result)
    {
        if (result.Probabilities is not { } probabilities) return;
        json.WriteStartObject("probabilities");
        foreach (var (outcome, probability) in Histogram.Ranked(probabilities).Take(MostProbabilities))
        {
            json.WriteNumber(OutcomeLabel.Of(outcome, result), probability);
        }

        json.WriteEndObject();
        json.WriteBoolean("probabilitiesTruncated", probabilities.Count > MostProbabilities);
    }
}
