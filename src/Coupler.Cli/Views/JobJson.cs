using System.Text.Json;

namespace Coupler.Cli.Views;

/// <summary>The one place that says in JSON how a job stands; <c>docs/formats/cli-json.md</c> is its contract.</summary>
internal static class JobJson
{
    public static void WriteMembers(Utf8JsonWriter json, JobSnapshot job)
    {
        json.WriteString("job", job.Id);
        json.WriteString("name", job.Name);
        if (job.Owner is { } owner) json.WriteString("owner", owner);
        json.WriteString("workspace", job.Workspace);
        json.WriteString("target", job.Target);
        json.WriteString("status", JsonOutput.Word(job.Status));
        json.WriteString("phase", JsonOutput.Word(job.Phase));
        json.WriteNumber("attempt", job.Attempt);
        if (job.ServiceStatus is { } word) json.WriteString("serviceStatus", word);
        if (job.Progress is { } progress) Write(json, progress);
        if (job.QueuePosition is { } position) json.WriteNumber("queuePosition", position);
        json.WriteString("created", job.Created);
        json.WriteString("updated", job.Updated);
        json.WriteNumber("elapsedSeconds", job.Elapsed.TotalSeconds);
        if (job.Failure is { } failure) Write(json, failure);
    }

    private static void Write(Utf8JsonWriter json, JobProgress progress)
    {
        json.WriteStartObject("progress");
        json.WriteNumber("done", progress.Done);
        if (progress.Total is { } total) json.WriteNumber("total", total);
        json.WriteString("unit", progress.Unit);
        if (progress.Best is { } best && double.IsFinite(best)) json.WriteNumber("best", best);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JobFailure failure)
    {
        json.WriteStartObject("failure");
        json.WriteString("class", JsonOutput.Word(failure.Class));
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.WriteEndObject();
    }
}
