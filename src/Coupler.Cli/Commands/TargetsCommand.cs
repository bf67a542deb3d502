using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Coupler.Cli.Options;
using Coupler.Cli.Views;
using Coupler.Local;

namespace Coupler.Cli.Commands;

/// <summary><c>coupler targets</c>: where jobs can run.</summary>
internal static class TargetsCommand
{
    private static readonly ChoiceOption<OutputFormat> Format = OutputFormats.Option();

    public static Command Create()
    {
        var verb = new Verb(
            "targets", "Lists the targets that jobs can run on.", "coupler targets", "coupler targets --format json")
        {
            Format,
        };
        verb.SetAction((parsed, cancellationToken) =>
            Interruptible.RunAsync(() => RunAsync(parsed.GetValue(Format), cancellationToken), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(OutputFormat? format, CancellationToken cancellationToken)
    {
        await using var client = QuantumClient.Local();
        var targets = await client.GetTargetsAsync(cancellationToken);
        if (format == OutputFormat.Json) JsonOutput.Write(json => WriteJson(json, targets));
        else StandardOutput.WriteText(output => WriteTable(output, targets));
        return (int)ExitCode.Success;
    }

    private static void WriteTable(TextWriter output, ImmutableArray<Target> targets)
    {
        ImmutableArray<ImmutableArray<string>> rows =
        [
            ["Target", "Alias", "Kind", "Qubits", "What it does"],
            .. targets.Select(target => ImmutableArray.Create(
                target.Id, string.Join(", ", target.Aliases), JsonOutput.Word(target.Kind), Limit(target), target.Description)),
        ];
        TextTable.Write(output, rows);
    }

    private static string Limit(Target target) => target.MaxQubits?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void WriteJson(Utf8JsonWriter json, ImmutableArray<Target> targets)
    {
        json.WriteStartArray("targets");
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("id", target.Id);
            json.WriteString("provider", target.Provider);
            json.WriteString("kind", JsonOutput.Word(target.Kind));
            json.WriteString("description", target.Description);
            WriteStrings(json, "aliases", target.Aliases);
            WriteStrings(json, "formats", target.Formats);
            if (target.MaxQubits is { } most) json.WriteNumber("maxQubits", most);
            json.WriteString("availability", JsonOutput.Word(target.Availability));
            json.WriteBoolean("simulated", target.IsSimulated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
