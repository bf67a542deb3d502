using System.Collections.Concurrent;

namespace Coupler.Jobs;

/// <summary>Tells those who wait in this process that a job was written. Thread-safe.</summary>
internal sealed class JobUpdates
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>Ends at the next write. Ask before you read the record, so that no write falls between.</summary>
    public Task NextAsync(Guid job) =>
        waiting.GetOrAdd(job, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Publish(Guid job)
    {
        if (waiting.TryRemove(job, out var source)) source.SetResult();
    }
}
