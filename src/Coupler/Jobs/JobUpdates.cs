using System.Collections.Concurrent;

namespace Coupler.Jobs;

/// <summary>Tells those who wait in this process that a job was written. Thread-safe.</summary>
internal sealed class JobUpdates
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    private volatile bool closed;

    /// <summary>Ends at the next write. Ask before you read the record, so that no write falls between.</summary>
    /// <exception cref="ObjectDisposedException">In the task: there will be no more news in this process.</exception>
    public Task NextAsync(Guid job)
    {
        var next = waiting.GetOrAdd(job, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (closed) Close();
        return next.Task;
    }

    public void Publish(Guid job)
    {
        if (waiting.TryRemove(job, out var source)) source.SetResult();
    }

    /// <summary>Tells everybody who waits, now or later, that the client is gone.</summary>
    public void Close()
    {
        closed = true;
        foreach (var job in waiting.Keys)
        {
            if (waiting.TryRemove(job, out var source)) source.SetException(new ObjectDisposedException(nameof(QuantumClient)));
        }
    }
}
