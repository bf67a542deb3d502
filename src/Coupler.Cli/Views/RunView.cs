using System.Globalization;
using Coupler.Circuits;

namespace Coupler.Cli.Views;

/// <summary>How a run is shown, while it goes on and when it has ended.</summary>
internal abstract class RunView
{
    public static RunView For(OutputFormat format) => format == OutputFormat.Json ? new JsonRunView()
        : Console.IsOutputRedirected ? new PlainRunView()
        : new TerminalRunView();

    /// <summary>
    /// Returns when the job has ended, however it has. Where nobody sits before it, each tenth of a run that takes its time
    /// is a line on the standard error.
    /// </summary>
    public virtual async Task WatchAsync(Job<CircuitResult> job)
    {
        var toldTenths = -1L;
        await foreach (var now in job.WatchAsync())
        {
            if (now is not { Status: JobStatus.Executing, Progress: { Total: { } total and > 0 } progress }) continue;
            var tenths = progress.Done * 10 / total;
            if (tenths <= toldTenths) continue;
            Tell($"{now.Elapsed.TotalSeconds:F1} s  {Activity(now)}");
            toldTenths = tenths;
        }
    }

    public abstract void Show(RunOutcome outcome);

    /// <summary>Says something beside the result, from any thread.</summary>
    public virtual void Tell(string message) => StandardError.WriteLine(message);

    /// <summary>The phase, what the target does, and how far it is: <c>monitor: executing, 3 of 10 shots</c>.</summary>
    protected static string Activity(JobSnapshot job)
    {
        var status = job.Status == JobStatus.Unknown && job.ServiceStatus is { } word ? word : Lower(job.Status);
        var queue = job.QueuePosition is { } position ? $", number {position:N0} in the queue" : "";
        var progress = job.Status == JobStatus.Executing ? Progress(job.Progress) : "";
        return $"{Lower(job.Phase)}: {status}{queue}{progress}";
    }

    private static string Progress(JobProgress? progress) => progress switch
    {
        null => "",
        { Total: { } total } => $", {progress.Done:N0} of {total:N0} {progress.Unit}",
        _ => $", {progress.Done:N0} {progress.Unit}",
    };

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => CultureInfo.InvariantCulture.TextInfo.ToLower(value.ToString());
}
