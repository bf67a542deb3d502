namespace Coupler.Testing;

/// <summary>
/// A clock for tests that stands still until it is run, and then goes from one due timer to the next, each time only when the
/// clients have nothing left to do: no look of a job is skipped, and days take milliseconds. Computing takes none of its time:
/// it stands while a place works in this process (<see cref="Workspace.IdleAsync"/>), as <c>LocalWorkspace</c> does. What runs
/// for a client, the code of a step or of a place, must not wait for this clock: the clock would wait for it. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // The semaphore's wait handle is never used, so there is nothing to dispose.
public sealed class VirtualClock : TimeProvider
#pragma warning restore CA1001
{
    private static readonly Comparer<VirtualTimer> ByDue = Comparer<VirtualTimer>.Create(
        (one, other) => (one.Due, one.Order).CompareTo((other.Due, other.Order)));

    private readonly Lock gate = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SortedSet<VirtualTimer> timers = new(ByDue);
    private readonly HashSet<QuantumClient> clients = [];
    private long timersMade;
    private long nowTicks;

    /// <param name="start">Where it stands at first. Default: 2026-01-01 00:00 UTC.</param>
    public VirtualClock(DateTimeOffset? start = null) =>
        nowTicks = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).UtcTicks;

    /// <summary>How long it runs for a job that does not end, before it gives up. Default 30 days.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(30);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref nowTicks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref nowTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, Interlocked.Increment(ref timersMade), callback, state);
        Set(timer, dueTime, period);
        return timer;
    }

    /// <summary>
    /// Has the clock wait for this client, too, from now on: for several that share a store. Clients of jobs that it is run for
    /// need not be included.
    /// </summary>
    public void Include(QuantumClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        lock (gate) clients.Add(client);
    }

    /// <summary>
    /// Runs until the job has ended, or is parked, and its client has nothing left to do. Afterwards the clock stands at the
    /// moment when that was. Several jobs may be run for at a time.
    /// </summary>
    /// <exception cref="TimeoutException">It did not end within <see cref="Longest"/>.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public async Task RunUntilAsync<TResult>(Job<TResult> job, CancellationToken cancellationToken = default)
        where TResult : JobResult
    {
        ArgumentNullException.ThrowIfNull(job);
        Include(job.Client);
        var latest = GetUtcNow() + Longest;
        JobSnapshot? snapshot = null;
        async ValueTask<bool> HasEndedAsync()
        {
            snapshot = await job.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
            return snapshot.Status.IsFinal || snapshot.Status == JobStatus.Parked;
        }

        if (await RunAsync(job.Client, HasEndedAsync, latest, cancellationToken).ConfigureAwait(false)) return;
        throw new TimeoutException(
            $"Job {job.Id} has not ended after {Longest:g} of the clock: it is {snapshot!.Status} in {snapshot.Phase}"
                + $"{(snapshot.Failure is { } failure ? $" after {failure.Code}: {failure.Message}" : ".")}");
    }

    /// <summary>Runs until this moment, and until the client has nothing left to do then.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment is past.</exception>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public async Task RunUntilAsync(QuantumClient client, DateTimeOffset moment, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
        Include(client);
        await RunAsync(client, static () => new(false), moment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs for this span, and until the client has nothing left to do then.</summary>
    /// <inheritdoc cref="RunUntilAsync(QuantumClient, DateTimeOffset, CancellationToken)" path="/exception"/>
    public Task RunForAsync(QuantumClient client, TimeSpan span, CancellationToken cancellationToken = default) =>
        RunUntilAsync(client, GetUtcNow() + span, cancellationToken);

    internal bool Set(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : TimeSpan.Zero;
            if (dueTime < TimeSpan.Zero) return true;
            timer.Due = GetUtcNow() + dueTime;
            timers.Add(timer);
        }

        if (dueTime == TimeSpan.Zero) RingDue();
        return true;
    }

    internal void Remove(VirtualTimer timer)
    {
        lock (gate) timers.Remove(timer);
    }

    /// <returns>Whether it is over; false if the latest moment came first.</returns>
    private async Task<bool> RunAsync(
        QuantumClient client, Func<ValueTask<bool>> isOver, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        while (true)
        {
            // One step at a time, whoever runs the clock.
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await IdleAsync(cancellationToken).ConfigureAwait(false);
                lock (gate) ObjectDisposedException.ThrowIf(!clients.Contains(client), client);
                if (await isOver().ConfigureAwait(false)) return true;
                if (GetUtcNow() >= latest) return false;
                Step(latest);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private async Task IdleAsync(CancellationToken cancellationToken)
    {
        QuantumClient[] included;
        lock (gate) included = [.. clients];
        var idle = Array.ConvertAll(included, client => IdleAsync(client, cancellationToken));
        while (!Array.TrueForAll(idle, task => task.IsCompletedSuccessfully))
        {
            // What one was doing may have given another something to do.
            await Task.WhenAll(idle).ConfigureAwait(false);
            idle = Array.ConvertAll(included, client => IdleAsync(client, cancellationToken));
        }
    }

    private async Task IdleAsync(QuantumClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.IdleAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It is gone, and does nothing any more.
            lock (gate) clients.Remove(client);
        }
    }

    /// <summary>Goes to the next moment at which a timer is due, but no further than to the latest.</summary>
    private void Step(DateTimeOffset latest)
    {
        lock (gate)
        {
            var due = timers.Min?.Due ?? latest;
            Volatile.Write(ref nowTicks, (due < latest ? due : latest).UtcTicks);
        }

        RingDue();
    }

    private void RingDue()
    {
        while (TakeDue() is { } timer) timer.Ring();
    }

    private VirtualTimer? TakeDue()
    {
        lock (gate)
        {
            if (timers.Min is not { } timer || timer.Due > GetUtcNow()) return null;
            timers.Remove(timer);
            if (timer.Period == TimeSpan.Zero) return timer;
            timer.Due += timer.Period;
            timers.Add(timer);
            return timer;
        }
    }
}
