using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coupler.Cost;

namespace Coupler.Cli.Views;

/// <summary>An estimate for people, and as the members of the one JSON object.</summary>
internal static class EstimateView
{
    private const string Number = "#,##0.############";

    public static void WriteText(TextWriter output, string file, JobOptions options, CostEstimate estimate)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} on {options.Target}: {options.Shots:N0} shots"));
        WriteLines(output, estimate);
        var bound = estimate.UpperBound.ToString("#,##0.00", CultureInfo.InvariantCulture);
        output.WriteLine(estimate.IsFree ? "costs nothing" : $"at most {bound} {estimate.Currency}");
        if (estimate.PriceDate is { } date) output.WriteLine($"Prices of {date:yyyy-MM-dd}: {estimate.Source}.");
        if (estimate.Note.Length > 0) output.WriteLine(estimate.Note);
    }

    public static void WriteJson(Utf8JsonWriter json, JobOptions options, CostEstimate estimate)
    {
        json.WriteString("target", options.Target);
        json.WriteNumber("shots", options.Shots);
        json.WriteNumber("upperBound", estimate.UpperBound);
        if (estimate.Currency.Length > 0) json.WriteString("currency", estimate.Currency);
        json.WriteStartArray("lines");
        foreach (var line in estimate.Lines)
        {
            json.WriteStartObject();
            json.WriteString("what", line.What);
            json.WriteNumber("amount", line.Amount);
            json.WriteString("unit", line.Unit);
            json.WriteNumber("unitPrice", line.UnitPrice);
            json.WriteNumber("cost", line.Cost);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (estimate.PriceDate is { } date) json.WriteString("priceDate", $"{date:yyyy-MM-dd}");
        if (estimate.Source.Length > 0) json.WriteString("source", estimate.Source);
        if (estimate.Note.Length > 0) json.WriteString("note", estimate.Note);
    }

    /// <summary>What is counted on the left, numbers on the right of their columns.</summary>
    private static void WriteLines(TextWriter output, CostEstimate estimate)
    {
        ImmutableArray<ImmutableArray<string>> rows =
        [
            .. estimate.Lines.Select(line => ImmutableArray.Create(
                line.What, $"{Text(line.Amount)} {line.Unit}", Text(line.UnitPrice), Text(line.Cost))),
        ];
        if (rows.IsEmpty) return;
        ImmutableArray<int> widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            output.WriteLine(
                $"  {row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])} x {row[2].PadRight(widths[2])}"
                    + $" = {row[3].PadLeft(widths[3])} {estimate.Currency}");
        }
    }

    private static string Text(decimal value) => value.ToString(Number, CultureInfo.InvariantCulture);
}
