using Spectre.Console;

namespace Coupler.Cli.Views;

/// <summary>For somebody who watches: a bar that moves while the job runs, then the histogram.</summary>
internal sealed class TerminalRunView : RunView
{
    /// <summary>A job that ends sooner shows no progress: it would only flash.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.2);

    private const int ShortestBar = 10;
    private const int LongestBar = 60;
    private const int LongestMovingBar = 40;

    /// <summary>Beside a bar that moves.</summary>
    private const int RoomForText = 64;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    public override async Task<JobSnapshot> WatchAsync(Job job, Objective objective, CancellationToken cancellationToken)
    {
        var ended = EndAsync(job, cancellationToken);
        if (await Task.WhenAny(ended, Task.Delay(Patience, TimeProvider.System, cancellationToken)) != ended)
        {
            var width = Math.Clamp(AnsiConsole.Profile.Width - RoomForText, ShortestBar, LongestMovingBar);
            await AnsiConsole.Progress()
                .AutoClear(true)
                .Columns(
                    new ProgressBarColumn { Width = width },
                    new ShareColumn(),
                    new ElapsedTimeColumn(),
                    new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => MoveAsync(context.AddTask("…").IsIndeterminate(), job, objective, cancellationToken));
        }

        return await ended;
    }

    protected override void Show(CircuitOutcome outcome)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{HistogramText.Heading(outcome)}[/]");
        if (OutcomeLabel.Registers(outcome.Result) is { } registers) AnsiConsole.WriteLine(registers);
        var lines = HistogramText.Lines(outcome.Result);
        if (lines.IsEmpty) return;
        var width = Math.Clamp(AnsiConsole.Profile.Width - lines[0].Columns.Length - 3, ShortestBar, LongestBar);
        foreach (var line in lines) AnsiConsole.MarkupLineInterpolated($"{line.Columns}  [blue]{Bar(line.Length * width)}[/]");
    }

    protected override void Show(ProblemOutcome outcome)
    {
        using var text = new StringWriter();
        ProblemText.Write(text, outcome);
        var lines = text.ToString().TrimEnd().Split(Environment.NewLine);
        AnsiConsole.MarkupLineInterpolated($"[bold]{lines[0]}[/]");
        foreach (var line in lines[1..]) AnsiConsole.WriteLine(line);
    }

    /// <summary>Above the bar, if one moves: the console keeps the two apart.</summary>
    public override void Tell(string message) => AnsiConsole.WriteLine(message);

    private static async Task MoveAsync(ProgressTask bar, Job job, Objective objective, CancellationToken cancellationToken)
    {
        var course = new Sparkline();
        await foreach (var now in job.WatchAsync(cancellationToken))
        {
            bar.Description = Markup.Escape(Description(now, objective, course));
            bar.IsIndeterminate = now.Progress?.Total is not > 0;
            if (now.Progress is not { Total: { } total and > 0 } progress) continue;
            bar.MaxValue = total;
            bar.Value = progress.Done;
        }
    }

    /// <summary>What the job does; of a search, the best so far and its course in little space.</summary>
    private static string Description(JobSnapshot job, Objective objective, Sparkline course)
    {
        if (JobText.Best(job.Progress, objective) is not { } best || job.Status != JobStatus.Executing)
        {
            return JobText.Activity(job);
        }

        course.Add(job.Elapsed, objective.ValueOf(job.Progress!.Best!.Value));
        var line = AnsiConsole.Profile.Capabilities.Unicode ? $" {course}" : "";
        return $"{best}{line} {JobText.Done(job.Progress)}";
    }

    private static string Bar(double length)
    {
        if (!AnsiConsole.Profile.Capabilities.Unicode) return new string('#', (int)Math.Round(length));
        var eighths = (int)Math.Round(length * 8);
        var end = eighths % 8 == 0 ? "" : Eighths[eighths % 8].ToString();
        return new string('█', eighths / 8) + end;
    }
}
