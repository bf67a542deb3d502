using System.Collections.Immutable;
using System.Globalization;
using Coupler.Cost;

namespace Coupler.Cli.Views;

/// <summary>The one place that says in text how a job stands.</summary>
internal static class JobText
{
    /// <summary>The head of a list.</summary>
    public static ImmutableArray<string> Columns { get; } = ["Job", "Status", "Target", "Created", "Name"];

    /// <summary>A line of a list.</summary>
    public static ImmutableArray<string> Row(JobSnapshot job) =>
        [$"{job.Id}", JsonOutput.Word(job.Status), job.Target, Time(job.Created), Plain(job.Name)];

    /// <summary>A line of the job's course: <c>12.3 s  monitor: executing, 3 of 10 shots</c>.</summary>
    public static string Line(JobSnapshot job)
    {
        var trouble = job.Failure is null ? "" : $"; {Failure(job.Failure)}";
        return string.Create(CultureInfo.InvariantCulture, $"{job.Elapsed.TotalSeconds:F1} s  {Activity(job)}{trouble}");
    }

    /// <summary>The phase, what the target does, and how far it is: <c>monitor: executing, 3 of 10 shots</c>.</summary>
    public static string Activity(JobSnapshot job)
    {
        var status = job.Status == JobStatus.Unknown && job.ServiceStatus is { } word ? word : JsonOutput.Word(job.Status);
        var queue = job.QueuePosition is { } position ? $", number {position:N0} in the queue" : "";
        var progress = job.Status == JobStatus.Executing ? Progress(job.Progress) : "";
        return $"{JsonOutput.Word(job.Phase)}: {status}{queue}{progress}";
    }

    /// <summary>All that is known, a line each.</summary>
    public static void Write(TextWriter output, JobSnapshot job)
    {
        ImmutableArray<(string What, string? Text)> facts =
        [
            ("job", $"{job.Id}"),
            ("name", Plain(job.Name)),
            ("owner", job.Owner),
            ("target", job.Target),
            ("step", job.Step is { } step ? Plain(step) : null),
            ("status", Activity(job)),
            ("attempt", job.Attempt == 0 ? "none yet" : $"{job.Attempt}"),
            ("left", job.TimeLeft is { } left ? Left(left) : null),
            ("costs", Costs(job)),
            ("created", Time(job.Created)),
            ("updated", Time(job.Updated)),
            (job.Status == JobStatus.Failed ? "failure" : "trouble", job.Failure is { } failure ? Failure(failure) : null),
        ];
        TextTable.Write(
            output, [.. from fact in facts where fact.Text is not null select ImmutableArray.Create(fact.What, fact.Text)]);
    }

    /// <summary>What it has cost, or the most that it will.</summary>
    private static string? Costs(JobSnapshot job) => (job.Cost, job.Bound) switch
    {
        ({ } cost, _) => Amount(cost),
        (_, { Amount: 0 }) => "nothing",
        (_, { } bound) => $"at most {Amount(bound)}",
        _ => null,
    };

    /// <summary>The median, and the band in which eight of ten jobs are.</summary>
    private static string Left(TimeBand left) =>
        $"about {Seconds(left.Median)}, likely {Seconds(left.Low)} to {Seconds(left.High)}";

    private static string Amount(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,##0.00##########} {money.Currency}").TrimEnd();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N0} s");

    private static string Failure(JobFailure failure) => $"{Plain(failure.Message)} ({failure.Code})";

    private static string Progress(JobProgress? progress) => progress switch
    {
        null => "",
        { Total: { } total } => $", {progress.Done:N0} of {total:N0} {progress.Unit}",
        _ => $", {progress.Done:N0} {progress.Unit}",
    };

    private static string Time(DateTimeOffset moment) =>
        moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A name or a message on one line: a terminal obeys control characters.</summary>
    public static string Plain(string text) => string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each));
}
