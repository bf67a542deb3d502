namespace Coupler.Cli.Views;

/// <summary>
/// Which moments of a job are worth a line: of a search each better value, though not more than ten a second; of other work
/// each tenth of it. What is found last of all is told at once with the result.
/// </summary>
internal sealed class Milestones(TimeProvider time)
{
    private static readonly TimeSpan LeastDistance = TimeSpan.FromSeconds(0.1);

    private double best = double.PositiveInfinity;
    private long tenths = -1;
    private long? told;

    public bool HasReached(JobSnapshot job)
    {
        if (job is not { Status: JobStatus.Executing, Progress: { } progress }) return false;
        return progress.Best is { } cost ? progress.Done != progress.Total && IsBetter(cost) : IsFurther(progress);
    }

    private bool IsBetter(double cost)
    {
        if (cost >= best || (told is { } then && time.GetElapsedTime(then) < LeastDistance)) return false;
        told = time.GetTimestamp();
        best = cost;
        return true;
    }

    private bool IsFurther(JobProgress progress)
    {
        if (progress.Total is not { } total || total <= 0 || progress.Done * 10 / total <= tenths) return false;
        tenths = progress.Done * 10 / total;
        return true;
    }
}
