using Coupler.Cli.Plots;

namespace Coupler.Cli.Views;

/// <summary>How a run is shown, while it goes on and when it has ended.</summary>
internal abstract class RunView
{
    public static RunView For(OutputFormat format) => format == OutputFormat.Json ? new JsonRunView()
        : Console.IsOutputRedirected ? new PlainRunView()
        : new TerminalRunView();

    /// <summary>
    /// Returns when the job has ended, however it has, or is parked. Where nobody sits before it, the milestones of a run that
    /// takes its time are lines on the standard error. The token stops only the watching.
    /// </summary>
    /// <param name="objective">How the best value so far of a search is told.</param>
    public virtual async Task<JobSnapshot> WatchAsync(Job job, Objective objective, CancellationToken cancellationToken)
    {
        JobSnapshot? last = null;
        var milestones = new Milestones(TimeProvider.System);
        await foreach (var now in job.WatchAsync(cancellationToken))
        {
            last = now;
            if (milestones.HasReached(now)) Tell(JobText.Line(now, objective));
        }

        return last!;
    }

    /// <summary>Returns when the job has ended or is parked, and shows nothing.</summary>
    public static async Task<JobSnapshot> EndAsync(Job job, CancellationToken cancellationToken)
    {
        JobSnapshot? last = null;
        await foreach (var now in job.WatchAsync(cancellationToken)) last = now;
        return last!;
    }

    /// <summary>Shows a result and draws it, if there is a path for that; the first Ctrl-C ends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(RunOutcome outcome, string? plot, CancellationToken cancellationToken) =>
        (int)await Interruptible.RunAsync(() => Task.FromResult(Show(outcome, plot)), cancellationToken);

    protected abstract void Show(CircuitOutcome outcome);

    protected abstract void Show(ProblemOutcome outcome);

    /// <summary>Says something beside the result, from any thread.</summary>
    public virtual void Tell(string message) => StandardError.WriteLine(message);

    private ExitCode Show(RunOutcome outcome, string? plot)
    {
        if (outcome is ProblemOutcome problem) Show(problem);
        else Show((CircuitOutcome)outcome);
        return plot is null ? ExitCode.Success : Draw(outcome, plot);
    }

    /// <summary>The result has been told by now, so trouble with the picture must not take its place.</summary>
    private static ExitCode Draw(RunOutcome outcome, string path)
    {
        try
        {
            PlotFile.Save(outcome, path);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            StandardError.WriteLine($"coupler: the picture could not be written: {exception.Message}");
            return ExitCode.BadInput;
        }
    }
}
