namespace Coupler.Jobs;

/// <summary>A job that this process is at work on, and whether somebody has news of it. Thread-safe.</summary>
internal sealed class JobActivity
{
    private readonly Lock gate = new();
    private TaskCompletionSource? waiting;
    private bool woken;

    public void Wake()
    {
        lock (gate)
        {
            woken = true;
            waiting?.TrySetResult();
        }
    }

    /// <returns>Whether there were news since the last call.</returns>
    public bool TakeWake()
    {
        lock (gate)
        {
            var was = woken;
            woken = false;
            waiting = null;
            return was;
        }
    }

    /// <summary>Ends when there are news that nobody has taken.</summary>
    public Task WokenAsync()
    {
        lock (gate)
        {
            if (woken) return Task.CompletedTask;
            waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task;
        }
    }
}
