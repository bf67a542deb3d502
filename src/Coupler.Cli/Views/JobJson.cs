using System.Text.Json;
using Coupler.Cost;

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
        if (job.Step is { } step) json.WriteString("step", step);
        json.WriteString("status", JsonOutput.Word(job.Status));
        json.WriteString("phase", JsonOutput.Word(job.Phase));
        json.WriteNumber("attempt", job.Attempt);
        if (job.ServiceStatus is { } word) json.WriteString("serviceStatus", word);
        if (job.Progress is { } progress) Write(json, progress);
        if (job.QueuePosition is { } position) json.WriteNumber("queuePosition", position);
        if (job.AverageQueueTime is { } average) json.WriteNumber("averageQueueSeconds", average.TotalSeconds);
        if (job.TimeLeft is { } left) Write(json, left);
        if (job.Bound is { } bound) Write(json, "bound", bound);
        if (job.Cost is { } cost) Write(json, "cost", cost);
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

    private static void Write(Utf8JsonWriter json, TimeBand left)
    {
        json.WriteStartObject("timeLeft");
        json.WriteNumber("lowSeconds", left.Low.TotalSeconds);
        json.WriteNumber("medianSeconds", left.Median.TotalSeconds);
        json.WriteNumber("highSeconds", left.High.TotalSeconds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount", money.Amount);
        if (money.Currency.Length > 0) json.WriteString("currency", money.Currency);
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
