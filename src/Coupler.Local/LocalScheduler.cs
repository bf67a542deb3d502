namespace Coupler.Local;

/// <summary>
/// Runs attempts in the order in which they came, a bounded number at a time, on threads of its own: a simulation may keep a
/// thread busy for hours, which the thread pool is not for. Threads start when they are needed and end when disposed. A run that
/// needs more memory than those under way leave it keeps its thread and waits.
/// </summary>
internal sealed class LocalScheduler(int parallelism, MemoryBudget memory) : IDisposable
{
    private readonly Queue<LocalRun> waiting = new();
    private readonly List<Thread> threads = [];
    private readonly Lock gate = new();
    private readonly SemaphoreSlim available = new(0);
    private TaskCompletionSource? done;
    private int unfinished;
    private int idle;
    private volatile bool stopping;

    public void Enqueue(LocalRun run)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            waiting.Enqueue(run);
            unfinished++;
            if (waiting.Count > idle && threads.Count < parallelism) StartThread();
        }

        available.Release();
    }

    /// <summary>Returns when what was enqueued has been executed, and was told of.</summary>
    public Task IdleAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (unfinished == 0 || stopping) return Task.CompletedTask;
            done ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What waits is not begun any more; what runs is for its owner to cancel.</summary>
    public void Dispose()
    {
        Thread[] started;
        lock (gate)
        {
            if (stopping) return;
            stopping = true;
            waiting.Clear();
            done?.TrySetResult();
            started = [.. threads];
        }

        available.Release(Math.Max(1, started.Length));
        foreach (var thread in started) thread.Join();
        available.Dispose();
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"Coupler local target {threads.Count + 1}" };
        threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        while (true)
        {
            Interlocked.Increment(ref idle);
            available.Wait();
            Interlocked.Decrement(ref idle);
            LocalRun? run;
            lock (gate)
            {
                if (stopping) return;
                waiting.TryDequeue(out run);
            }

            run?.Execute(memory);
            lock (gate)
            {
                if (run is null || --unfinished > 0) continue;
                done?.TrySetResult();
                done = null;
            }
        }
    }
}
