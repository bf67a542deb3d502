using System.Text.Json;

namespace Coupler.Cli.Views;

/// <summary>One JSON object for programs; <c>docs/formats/cli-json.md</c> is its contract.</summary>
internal sealed class JsonRunView : RunView
{
    protected override void Show(CircuitOutcome outcome) =>
        Write(outcome, outcome.Result.Provenance, json => CircuitJson.WriteMembers(json, outcome.Result));

    protected override void Show(ProblemOutcome outcome) =>
        Write(outcome, outcome.Result.Provenance, json => ProblemJson.WriteMembers(json, outcome));

    private static void Write(RunOutcome outcome, Provenance provenance, Action<Utf8JsonWriter> writeResult) =>
        JsonOutput.Write(json =>
        {
            json.WriteString("job", provenance.Job);
            json.WriteString("target", provenance.Target);
            json.WriteString("status", JsonOutput.Word(JobStatus.Succeeded));
            writeResult(json);
            json.WriteNumber("elapsedSeconds", outcome.Elapsed.TotalSeconds);
        });
}
