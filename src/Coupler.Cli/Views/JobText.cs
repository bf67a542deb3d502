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
    /// <param name="objective">How to tell the best value so far, where there is one. Default: the cost.</param>
    public static string Line(JobSnapshot job, Objective? objective = null)
    {
        var trouble = job.Failure is null ? "" : $"; {Failure(job.Failure)}";
        var activity = Activity(job, objective);
        return string.Create(CultureInfo.InvariantCulture, $"{job.Elapsed.TotalSeconds:F1} s  {activity}{trouble}");
    }

    /// <summary>The phase, what the target does, and how far it is: <c>monitor: executing, 3 of 10 shots</c>.</summary>
    /// <inheritdoc cref="Line" path="/param"/>
    public static string Activity(JobSnapshot job, Objective? objective = null)
    {
        var status = job.Status == JobStatus.Unknown && job.ServiceStatus is { } word ? word : JsonOutput.Word(job.Status);
        var queue = job.QueuePosition is { } position ? $", number {position:N0} in the queue" : "";
        var progress = job.Status == JobStatus.Executing ? Progress(job.Progress, objective ?? Objective.Cost) : "";
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

    private static string Progress(JobProgress? progress, Objective objective)
    {
        if (progress is null) return "";
        var best = Best(progress, objective) is { } text ? $", {text}" : "";
        return $", {Done(progress)}{best}";
    }

    /// <summary><c>3 of 10 shots</c>.</summary>
    public static string Done(JobProgress progress) =>
        progress.Total is { } total ? $"{progress.Done:N0} of {total:N0} {progress.Unit}" : $"{progress.Done:N0} {progress.Unit}";

    /// <summary><c>best cut 11,624</c>; null for what is no search, or has found nothing yet.</summary>
    public static string? Best(JobProgress? progress, Objective objective) =>
        progress?.Best is { } best && double.IsFinite(best) ? $"best {objective.TextOf(best)}" : null;

    private static string Time(DateTimeOffset moment) =>
        moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A name or a message on one line: a terminal obeys control characters.</summary>
    public static string Plain(string text) => string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each));
}
