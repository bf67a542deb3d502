using System.Globalization;
using System.Text.Json;
using Coupler.Problems;

namespace Coupler.Cli.Views;

/// <summary>What a solver found, in JSON; <c>docs/formats/cli-json.md</c> is its contract.</summary>
internal static class ProblemJson
{
    public static void WriteMembers(Utf8JsonWriter json, ProblemOutcome outcome)
    {
        var result = outcome.Result;
        if (result.Provenance.Seed is { } seed) json.WriteNumber("seed", seed);
        WriteIds(json, outcome);
        json.WriteStartObject("best");
        WriteSolution(json, outcome, result.Best);
        json.WriteEndObject();
        json.WriteStartArray("solutions");
        foreach (var solution in result.Solutions)
        {
            json.WriteStartObject();
            WriteSolution(json, outcome, solution);
            json.WriteNumber("occurrences", solution.Occurrences);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("optimal", result.IsOptimal);
        if (outcome.Bound is { } bound && double.IsFinite(bound)) json.WriteNumber("bound", bound);
        WriteReport(json, outcome);
    }

    private static void WriteSolution(Utf8JsonWriter json, ProblemOutcome outcome, Solution solution)
    {
        json.WriteNumber("cost", solution.Cost);
        var objective = outcome.Objective;
        if (objective != Objective.Cost) json.WriteNumber(objective.Name, objective.ValueOf(solution.Cost));
        if (outcome.TourOf(solution) is { } tour)
        {
            json.WritePropertyName("tour");
            json.WriteRawValue(Line(tour.Select(node => Text(node))));
        }

        json.WritePropertyName("assignment");
        var variables = Enumerable.Range(0, outcome.Problem.VariableCount);
        var isSpin = outcome.Problem.VariableKind == VariableKind.Spin;
        json.WriteRawValue(Line(variables.Select(
            variable => Text(isSpin ? solution.SpinOf(variable) : solution[variable] ? 1 : 0))));
        json.WriteBoolean("feasible", outcome.IsFeasible(solution));
    }

    private static void WriteIds(Utf8JsonWriter json, ProblemOutcome outcome)
    {
        if (outcome.Ids.IsEmpty) return;
        json.WritePropertyName("ids");
        json.WriteRawValue(Line(outcome.Ids.Select(id => id.ToString(CultureInfo.InvariantCulture))));
    }

    private static void WriteReport(Utf8JsonWriter json, ProblemOutcome outcome)
    {
        if (outcome.Report is not { } report) return;
        json.WritePropertyName("trace");
        json.WriteRawValue(Line(report.Trace.Select(point => Line([Text(point.Elapsed.TotalSeconds), Text(point.Cost)]))));
        if (outcome.FlipsPerSecond is { } flips) json.WriteNumber("flipsPerSecond", flips);
        json.WriteNumber("solverSeconds", report.Duration.TotalSeconds);
    }

    /// <summary>An array on one line: of thousands of numbers, each on its own could not be looked at.</summary>
    private static string Line(IEnumerable<string> values) => $"[{string.Join(", ", values)}]";

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
