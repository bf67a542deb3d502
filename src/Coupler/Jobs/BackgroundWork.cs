namespace Coupler.Jobs;

/// <summary>Counts what runs in the background, so that an end can wait for it. Thread-safe.</summary>
internal sealed class BackgroundWork
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? none;
    private long begun;
    private int running;
    private bool ending;

    /// <summary>
    /// Work that is still under way may beget more; once the last has ended after <see cref="EndAsync"/>, nothing begins.
    /// </summary>
    /// <returns>Whether it counts; then <see cref="End"/> must follow.</returns>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (ending && running == 0) return false;
            running++;
            begun++;
            return true;
        }
    }

    public void End()
    {
        lock (gate)
        {
            if (--running > 0) return;
            none?.SetResult();
            none = null;
            if (ending) ended.TrySetResult();
        }
    }

    /// <summary>How much has begun so far; null while something runs. The same number twice: nothing ran in between.</summary>
    public long? BegunIfNoneRuns
    {
        get
        {
            lock (gate) return running == 0 ? begun : null;
        }
    }

    /// <summary>Ends when nothing runs.</summary>
    public Task NoneAsync()
    {
        lock (gate)
        {
            if (running == 0) return Task.CompletedTask;
            return (none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Lets no new work in and waits for what runs.</summary>
    public Task EndAsync()
    {
        lock (gate)
        {
            ending = true;
            if (running == 0) ended.TrySetResult();
        }

        return ended.Task;
    }
}
