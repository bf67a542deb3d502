using Spectre.Console;

namespace Coupler.Cli.Views;

/// <summary>For somebody who watches: a bar that moves while the job runs, then the histogram.</summary>
internal sealed class TerminalRunView : RunView
{
    /// <summary>A job that ends sooner shows no progress: it would only flash.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.2);

    private const int ShortestBar = 10;
    private const int LongestBar = 60;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    public override async Task<JobSnapshot> WatchAsync(Job job, CancellationToken cancellationToken)
    {
        var ended = EndAsync(job, cancellationToken);
        if (await Task.WhenAny(ended, Task.Delay(Patience, TimeProvider.System, cancellationToken)) != ended)
        {
            await AnsiConsole.Progress()
                .AutoClear(true)
                .Columns(
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new ElapsedTimeColumn(),
                    new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => MoveAsync(context.AddTask("…"), job, cancellationToken));
        }

        return await ended;
    }

    protected override void Show(RunOutcome outcome)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{HistogramText.Heading(outcome)}[/]");
        if (OutcomeLabel.Registers(outcome.Result) is { } registers) AnsiConsole.WriteLine(registers);
        var lines = HistogramText.Lines(outcome.Result);
        if (lines.IsEmpty) return;
        var width = Math.Clamp(AnsiConsole.Profile.Width - lines[0].Columns.Length - 3, ShortestBar, LongestBar);
        foreach (var line in lines) AnsiConsole.MarkupLineInterpolated($"{line.Columns}  [blue]{Bar(line.Length * width)}[/]");
    }

    /// <summary>Above the bar, if one moves: the console keeps the two apart.</summary>
    public override void Tell(string message) => AnsiConsole.WriteLine(message);

    private static async Task MoveAsync(ProgressTask bar, Job job, CancellationToken cancellationToken)
    {
        await foreach (var now in job.WatchAsync(cancellationToken))
        {
            bar.Description = Markup.Escape(JobText.Activity(now));
            bar.IsIndeterminate = now.Progress?.Total is not > 0;
            if (now.Progress is not { Total: { } total and > 0 } progress) continue;
            bar.MaxValue = total;
            bar.Value = progress.Done;
        }
    }

    private static string Bar(double length)
    {
        if (!AnsiConsole.Profile.Capabilities.Unicode) return new string('#', (int)Math.Round(length));
        var eighths = (int)Math.Round(length * 8);
        var end = eighths % 8 == 0 ? "" : Eighths[eighths % 8].ToString();
        return new string('█', eighths / 8) + end;
    }
}
