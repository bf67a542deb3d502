using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Coupler.Jobs;

/// <summary>
/// Calls <see cref="JobMachine"/> when something is due: a job that was just made, at once; a job whose place says that it
/// changed, at once; and, by a scan of the store, whatever else is due, also what another process left behind. Commits each
/// record before the next phase. Nothing runs until it is started.
/// </summary>
internal sealed partial class JobScheduler : IAsyncDisposable
{
    private const int ScanSize = 256;

    private readonly JobMachine machine;
    private readonly JobStore store;
    private readonly JobUpdates updates;
    private readonly WorkspaceDirectory workspaces;
    private readonly CouplerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, Activity> active = new();
    private readonly ConcurrentDictionary<Guid, Guid> jobOfAttempt = new();
    private readonly ScanAlarm alarm;
    private readonly Lock startGate = new();
    private Task? scanning;

    public JobScheduler(
        JobMachine machine, JobStore store, JobUpdates updates, WorkspaceDirectory workspaces, CouplerOptions options,
        TimeProvider time, ILogger logger)
    {
        this.machine = machine;
        this.store = store;
        this.updates = updates;
        this.workspaces = workspaces;
        this.options = options;
        this.time = time;
        this.logger = logger;
        alarm = new ScanAlarm(time);
    }

    /// <summary>Starts the scan, once.</summary>
    public void Start()
    {
        if (Volatile.Read(ref scanning) is not null) return;
        lock (startGate)
        {
            if (scanning is not null) return;
            foreach (var workspace in workspaces.All) workspace.Changed += OnChanged;
            scanning = ScanAsync();
        }
    }

    /// <summary>Goes on, in the background, with a job that the caller has claimed.</summary>
    public void Begin(JobRecord claimed) => ThreadPool.UnsafeQueueUserWorkItem(
        static state => _ = state.Scheduler.RunAsync(state.Job, resumed: false), (Scheduler: this, Job: claimed), preferLocal: false);

    /// <summary>Somebody knows that there is something to do for the job: look at it now, if nobody is at work on it.</summary>
    public void Wake(Guid job)
    {
        if (active.TryGetValue(job, out var activity))
        {
            activity.Wake();
            if (active.ContainsKey(job)) return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static state => _ = state.Scheduler.ClaimAndRunAsync(state.Job), (Scheduler: this, Job: job), preferLocal: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        foreach (var workspace in workspaces.All) workspace.Changed -= OnChanged;
        await stopping.CancelAsync().ConfigureAwait(false);
        if (scanning is not null) await scanning.ConfigureAwait(false);
        await Task.WhenAll(active.Values.Select(activity => activity.Ended)).ConfigureAwait(false);
    }

    private void OnChanged(Guid attempt)
    {
        if (jobOfAttempt.TryGetValue(attempt, out var job)) Wake(job);
    }

    private async Task ScanAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var claimed = await store.ClaimDueAsync(time.GetUtcNow(), ScanSize, options.Lease, stopping.Token).ConfigureAwait(false);
                Dispatch(claimed);
                if (claimed.Length == ScanSize) continue;
                var next = await store.NextDueAsync(stopping.Token).ConfigureAwait(false);
                var scan = store.IsShared ? time.GetUtcNow() + options.ScanInterval : DateTimeOffset.MaxValue;
                await alarm.WaitAsync(next < scan ? next.Value : scan, stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (DbException exception)
            {
                LogScanTrouble(exception);
                await alarm.WaitAsync(time.GetUtcNow() + options.ScanInterval, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Jobs that wait in the same place are looked at in one request; the others go their own ways.</summary>
    private void Dispatch(ImmutableArray<JobRecord> claimed)
    {
        foreach (var group in claimed.Where(job => job.Phase == JobPhase.Monitor).GroupBy(job => job.Workspace))
        {
            var round = machine.MonitorAsync([.. group], stopping.Token).AsTask();
            foreach (var (index, job) in group.Index()) _ = RunAsync(job, resumed: true, async () => (await round.ConfigureAwait(false))[index]);
        }

        foreach (var job in claimed.Where(job => job.Phase != JobPhase.Monitor)) _ = RunAsync(job, resumed: true);
    }

    private async Task ClaimAndRunAsync(Guid id)
    {
        try
        {
            var now = time.GetUtcNow();
            var job = await store.GetAsync(id, stopping.Token).ConfigureAwait(false);
            if (job?.Due is null || (job.Claim is not null && job.Due > now)) return;
            var claim = job.ClaimedUntil(now + options.Lease, Guid.NewGuid());
            var claimed = await store.ReplaceAsync(claim, job.Version, stopping.Token).ConfigureAwait(false);
            if (claimed is not null) await RunAsync(claimed, resumed: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The job stays due; whoever scans the store next finds it.
        }
        catch (Exception exception) when (exception is DbException or FormatException)
        {
            LogJobTrouble(exception, id);
        }
    }

    /// <summary>Takes a claimed job as far as it goes without waiting.</summary>
    private async Task RunAsync(JobRecord job, bool resumed, Func<Task<JobRecord>>? firstStep = null)
    {
        var activity = new Activity();
        if (!active.TryAdd(job.Id, activity)) return;
        try
        {
            var step = firstStep ?? (() => machine.AdvanceAsync(job, resumed, stopping.Token).AsTask());
            for (JobRecord? next = job; next is not null;)
            {
                job = next;
                Track(job);
                next = await CommitAsync(job, await StepAsync(job, step).ConfigureAwait(false), activity).ConfigureAwait(false);
                resumed = next?.Version > job.Version + 1;
                step = () => machine.AdvanceAsync(job, resumed, stopping.Token).AsTask();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBackAsync(job).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            LogJobTrouble(exception, job.Id);
        }
        finally
        {
            active.TryRemove(job.Id, out _);
            activity.End();
            if (activity.TakeWake() && !stopping.IsCancellationRequested) Wake(job.Id);
        }
    }

    private async ValueTask<JobRecord> StepAsync(JobRecord job, Func<Task<JobRecord>> step)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DbException))
        {
            // The edge of a queue item: code of a place or of the application threw what nobody foresaw.
            LogJobTrouble(exception, job.Id);
            return machine.AfterError(job, exception);
        }
    }

    /// <summary>Writes the next record.</summary>
    /// <returns>The job, still claimed, if there is more to do at once; null if it waits, has ended, or belongs to somebody else.</returns>
    private async ValueTask<JobRecord?> CommitAsync(JobRecord job, JobRecord next, Activity activity)
    {
        var now = time.GetUtcNow();
        var goesOn = next.Due is { } due && (due <= now || activity.TakeWake());
        next = goesOn ? next.ClaimedUntil(now + options.Lease, job.Claim!.Value) : next with { Claim = null };
        var stored = await store.ReplaceAsync(next, job.Version, CancellationToken.None).ConfigureAwait(false);
        if (stored is null)
        {
            // Somebody wrote meanwhile: a cancellation leaves our claim in place, a take-over does not.
            stored = await store.GetAsync(job.Id, CancellationToken.None).ConfigureAwait(false);
            return stored is not null && stored.Claim == job.Claim ? stored : null;
        }

        updates.Publish(job.Id);
        if (stored.Due is null) Untrack(stored);
        if (goesOn) return stored;
        if (stored.Due is { } later) alarm.SetAtMost(later);
        return null;
    }

    /// <summary>On the way out: whoever comes next need not wait for the claim to run out.</summary>
    private async ValueTask GiveBackAsync(JobRecord job)
    {
        try
        {
            await store.ReplaceAsync(job with { Claim = null, Due = time.GetUtcNow() }, job.Version, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            LogJobTrouble(exception, job.Id);
        }
    }

    private void Track(JobRecord job)
    {
        if (job.Phase is JobPhase.Submit or JobPhase.Monitor) jobOfAttempt[job.Attempt.Id] = job.Id;
    }

    private void Untrack(JobRecord job)
    {
        foreach (var attempt in job.Attempts) jobOfAttempt.TryRemove(attempt.Id, out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} hit trouble and stays in the store.")]
    private partial void LogJobTrouble(Exception exception, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be scanned for due jobs; trying again.")]
    private partial void LogScanTrouble(Exception exception);

    /// <summary>A job that this process is at work on.</summary>
    private sealed class Activity
    {
        private readonly TaskCompletionSource ended = new();
        private int woken;

        public Task Ended => ended.Task;

        public void Wake() => Interlocked.Exchange(ref woken, 1);

        public bool TakeWake() => Interlocked.Exchange(ref woken, 0) != 0;

        public void End() => ended.TrySetResult();
    }
}
