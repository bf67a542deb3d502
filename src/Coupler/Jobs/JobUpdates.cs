namespace Coupler.Jobs;

/// <summary>Tells those who wait in this process that a job was written. Thread-safe.</summary>
internal sealed class JobUpdates
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Listeners> jobs = [];
    private bool closed;

    /// <summary>Listens to a job until it is disposed.</summary>
    public Subscription Subscribe(Guid job)
    {
        lock (gate)
        {
            if (!jobs.TryGetValue(job, out var listeners)) jobs.Add(job, listeners = new Listeners());
            if (closed) listeners.Close();
            listeners.Count++;
            return new Subscription(this, job, listeners);
        }
    }

    public void Publish(Guid job)
    {
        lock (gate)
        {
            if (!closed && jobs.TryGetValue(job, out var listeners)) listeners.Tell();
        }
    }

    /// <summary>Tells everybody who waits, now or later, that the client is gone.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            foreach (var listeners in jobs.Values) listeners.Close();
        }
    }

    private void End(Guid job, Listeners listeners)
    {
        lock (gate)
        {
            if (--listeners.Count == 0) jobs.Remove(job);
        }
    }

    internal sealed class Subscription(JobUpdates updates, Guid job, Listeners listeners) : IDisposable
    {
        /// <summary>Ends at the next write. Ask before you read the record, so that no write falls between.</summary>
        /// <exception cref="ObjectDisposedException">In the task: there will be no more news in this process.</exception>
        public Task NextAsync()
        {
            lock (updates.gate) return listeners.Next;
        }

        public void Dispose() => updates.End(job, listeners);
    }

    internal sealed class Listeners
    {
        private TaskCompletionSource next = New();

        public int Count { get; set; }

        public Task Next => next.Task;

        public void Tell()
        {
            next.SetResult();
            next = New();
        }

        public void Close() => next.TrySetException(new ObjectDisposedException(nameof(QuantumClient)));

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
