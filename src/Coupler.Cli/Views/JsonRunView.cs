using System.Text.Json;
using Coupler.Circuits;

namespace Coupler.Cli.Views;

/// <summary>One JSON object for programs; <c>docs/formats/cli-json.md</c> is its contract.</summary>
internal sealed class JsonRunView : RunView
{
    private const int MostProbabilities = 4_096;

    protected override void Show(RunOutcome outcome) => JsonOutput.Write(json =>
    {
        var result = outcome.Result;
        json.WriteString("job", result.Provenance.Job);
        json.WriteString("target", result.Provenance.Target);
        json.WriteString("status", JsonOutput.Word(JobStatus.Succeeded));
        json.WriteNumber("shots", result.Shots);
        if (result.Provenance.Seed is { } seed) json.WriteNumber("seed", seed);
        WriteCounts(json, result);
        WriteRegisters(json, result);
        json.WriteStartObject("outputs");
        json.WriteEndObject();
        WriteProbabilities(json, result);
        json.WriteNumber("elapsedSeconds", outcome.Elapsed.TotalSeconds);
    });

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
