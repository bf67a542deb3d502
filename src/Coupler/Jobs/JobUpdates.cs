using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Coupler.Jobs;

/// <summary>Tells those who wait in this process that a job was written. Thread-safe.</summary>
internal sealed class JobUpdates
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Listeners> jobs = [];
    private readonly HashSet<ChannelWriter<JobRecord>> listeners = [];
    private bool closed;

    /// <summary>The jobs that somebody in this process listens to.</summary>
    public ImmutableArray<Guid> Followed
    {
        get
        {
            lock (gate) return [.. jobs.Keys];
        }
    }

    /// <summary>Listens to a job from now on until it is disposed.</summary>
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

    /// <summary>Every job as it is written from now on.</summary>
    /// <exception cref="ObjectDisposedException">There will be no more news in this process.</exception>
    public IAsyncEnumerable<JobRecord> ListenAsync(CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<JobRecord>();
        lock (gate)
        {
            if (closed) channel.Writer.Complete(Gone());
            else listeners.Add(channel.Writer);
        }

        return ReadAsync(channel, cancellationToken);
    }

    /// <summary>The job was written, and so it stands now.</summary>
    public void Publish(JobRecord job)
    {
        Tell(job.Id, job);
        lock (gate)
        {
            foreach (var listener in listeners) listener.TryWrite(job);
        }
    }

    /// <summary>This process does not know any more how the job stands: who wants to know reads it.</summary>
    public void Forget(Guid job) => Tell(job, null);

    /// <summary>Tells everybody who waits, now or later, that the client is gone.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            foreach (var heard in jobs.Values) heard.Close();
            foreach (var listener in listeners) listener.TryComplete(Gone());
        }
    }

    private async IAsyncEnumerable<JobRecord> ReadAsync(
        Channel<JobRecord> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var job in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return job;
        }
        finally
        {
            lock (gate) listeners.Remove(channel.Writer);
        }
    }

    private static ObjectDisposedException Gone() => new(nameof(QuantumClient));

    private void Tell(Guid job, JobRecord? record)
    {
        lock (gate)
        {
            if (!closed && jobs.TryGetValue(job, out var listeners)) listeners.Tell(record);
        }
    }

    private void End(Guid job, Listeners listeners)
    {
        lock (gate)
        {
            if (--listeners.Count == 0) jobs.Remove(job);
        }
    }

    /// <summary>For one listener.</summary>
    internal sealed class Subscription(JobUpdates updates, Guid job, Listeners listeners) : IDisposable
    {
        private int heard = listeners.Changes;

        /// <summary>The last change that was not heard yet, or the next one; null if the record has to be read.</summary>
        /// <exception cref="ObjectDisposedException">There will be no more news in this process.</exception>
        public async Task<JobRecord?> NextAsync()
        {
            await PendingAsync().ConfigureAwait(false);
            lock (updates.gate)
            {
                heard = listeners.Changes;
                return listeners.Latest;
            }
        }

        public void Dispose() => updates.End(job, listeners);

        private Task PendingAsync()
        {
            lock (updates.gate) return heard == listeners.Changes ? listeners.Next : Task.CompletedTask;
        }
    }

    internal sealed class Listeners
    {
        private TaskCompletionSource next = New();
        private long newest;

        public int Count { get; set; }

        public int Changes { get; private set; }

        public JobRecord? Latest { get; private set; }

        public Task Next => next.Task;

        /// <summary>Who wrote first may tell last: what is not the newest has to be read.</summary>
        public void Tell(JobRecord? record)
        {
            Changes++;
            Latest = record?.Version >= newest ? record : null;
            newest = Math.Max(newest, record?.Version ?? 0);
            next.SetResult();
            next = New();
        }

        public void Close() => next.TrySetException(Gone());

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
