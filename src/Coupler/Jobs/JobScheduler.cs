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
    private readonly JobClaims claims;
    private readonly JobUpdates updates;
    private readonly WorkspaceDirectory workspaces;
    private readonly CouplerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Guid, JobActivity> active = new();
    private readonly ConcurrentDictionary<Guid, Guid> jobOfAttempt = new();
    private readonly ScanAlarm alarm;
    private readonly BackgroundWork work = new();
    private readonly Lock startGate = new();
    private Task? scanning;
    private int disposed;

    public JobScheduler(
        JobMachine machine, JobStore store, JobUpdates updates, WorkspaceDirectory workspaces, CouplerOptions options,
        TimeProvider time, ILogger logger)
    {
        this.machine = machine;
        this.store = store;
        claims = new JobClaims(store, options, time, logger);
        this.updates = updates;
        this.workspaces = workspaces;
        this.options = options;
        this.time = time;
        this.logger = logger;
        alarm = new ScanAlarm(time);
    }

    /// <summary>Starts the scan, once.</summary>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, typeof(QuantumClient));
        if (Volatile.Read(ref scanning) is not null) return;
        lock (startGate)
        {
            if (scanning is not null) return;
            foreach (var workspace in workspaces.All) workspace.Changed += OnChanged;
            scanning = ScanAsync();
        }
    }

    /// <summary>Holds up the end of this scheduler until <see cref="Leave"/>: for who is about to claim a job.</summary>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public void Enter()
    {
        Start();
        ObjectDisposedException.ThrowIf(!work.TryBegin(), typeof(QuantumClient));
    }

    public void Leave() => work.End();

    /// <summary>Goes on, in the background, with a job that the caller has claimed since <see cref="Enter"/>.</summary>
    public void Begin(JobRecord claimed) => Post(claimed, static (scheduler, job) => scheduler.RunAsync(job, resumed: false));

    /// <summary>Somebody knows that there is something to do for the job: look at it now, if nobody is at work on it.</summary>
    public void Wake(Guid job)
    {
        if (active.TryGetValue(job, out var activity))
        {
            activity.Wake();
            if (active.ContainsKey(job)) return;
        }

        Post(job, static (scheduler, id) => scheduler.ClaimAndRunAsync(id));
    }

    /// <summary>Whether this process has seen the job at its place, and so looks at it again by itself.</summary>
    public bool IsWatching(JobRecord job) => !job.Attempts.IsEmpty && jobOfAttempt.ContainsKey(job.Attempt.Id);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        Task? scan;
        await stopping.CancelAsync().ConfigureAwait(false);
        lock (startGate) scan = scanning;
        foreach (var workspace in workspaces.All) workspace.Changed -= OnChanged;
        if (scan is not null) await scan.ConfigureAwait(false);
        await work.EndAsync().ConfigureAwait(false);
        updates.Close();
    }

    private void OnChanged(Guid attempt)
    {
        if (jobOfAttempt.TryGetValue(attempt, out var job)) Wake(job);
    }

    /// <summary>Runs something in the background; <see cref="DisposeAsync"/> waits for it.</summary>
    private void Post<T>(T state, Func<JobScheduler, T, Task> run)
    {
        if (!work.TryBegin()) return;
        ThreadPool.UnsafeQueueUserWorkItem(
            static async call =>
            {
                try
                {
                    await call.Run(call.Scheduler, call.State).ConfigureAwait(false);
                }
                finally
                {
                    call.Scheduler.work.End();
                }
            },
            (Scheduler: this, State: state, Run: run),
            preferLocal: false);
    }

    private async Task ScanAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (true) await alarm.WaitAsync(await ScanOnceAsync().ConfigureAwait(false), stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the client. What is due stays due.
        }
    }

    /// <returns>When to scan again.</returns>
    private async ValueTask<DateTimeOffset> ScanOnceAsync()
    {
        try
        {
            var claimed = await store.ClaimDueAsync(time.GetUtcNow(), ScanSize, options.Lease, stopping.Token)
                .ConfigureAwait(false);
            Dispatch(claimed);
            if (claimed.Length == ScanSize) return time.GetUtcNow();
            var next = await store.NextDueAsync(stopping.Token).ConfigureAwait(false) ?? DateTimeOffset.MaxValue;
            var scan = store.IsShared ? time.GetUtcNow() + options.ScanInterval : DateTimeOffset.MaxValue;
            return next < scan ? next : scan;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The edge of the scan: whatever a store throws, its jobs are looked for again.
            LogScanTrouble(exception);
            return time.GetUtcNow() + options.ScanInterval;
        }
    }

    /// <summary>Jobs that wait in the same place are looked at in one request; the others go their own ways.</summary>
    private void Dispatch(ImmutableArray<JobRecord> claimed)
    {
        foreach (var group in claimed.Where(job => job.Phase == JobPhase.Monitor).GroupBy(job => job.Workspace))
        {
            var round = machine.MonitorAsync([.. group], stopping.Token).AsTask();
            foreach (var (index, job) in group.Index())
            {
                Post((job, index, round), static (scheduler, look) =>
                    scheduler.RunAsync(look.job, resumed: true, FromRoundAsync(look.round, look.index)));
            }
        }

        foreach (var job in claimed.Where(job => job.Phase != JobPhase.Monitor))
        {
            Post(job, static (scheduler, job) => scheduler.RunAsync(job, resumed: true));
        }
    }

    private static async Task<JobRecord> FromRoundAsync(Task<ImmutableArray<JobRecord>> round, int index) =>
        (await round.ConfigureAwait(false))[index];

    private async Task ClaimAndRunAsync(Guid id)
    {
        try
        {
            var claimed = await claims.TakeAsync(id, stopping.Token).ConfigureAwait(false);
            if (claimed is not null) await RunAsync(claimed, resumed: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The job stays due; whoever scans the store next finds it.
        }
        catch (Exception exception)
        {
            // The edge of a queue item. The job stays due.
            LogJobTrouble(exception, id);
        }
    }

    /// <summary>Takes a claimed job as far as it goes without waiting.</summary>
    /// <param name="begun">The first step, if it is under way already.</param>
    private async Task RunAsync(JobRecord job, bool resumed, Task<JobRecord>? begun = null)
    {
        var activity = new JobActivity();
        if (!active.TryAdd(job.Id, activity)) return;
        try
        {
            while (true)
            {
                stopping.Token.ThrowIfCancellationRequested();
                Track(job);
                var step = StepAsync(job, resumed, begun);
                job = await claims.KeepAsync(job, step).ConfigureAwait(false);
                var next = await CommitAsync(job, await step.ConfigureAwait(false), activity).ConfigureAwait(false);
                if (next is null) return;

                // A phase that comes again may have been begun before; the next one was not.
                resumed = next.Phase == job.Phase;
                begun = null;
                job = next;
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await claims.GiveBackAsync(job).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of a queue item: the store failed. The claim runs out, and the job goes on.
            LogJobTrouble(exception, job.Id);
            alarm.SetAtMost(job.Due ?? DateTimeOffset.MaxValue);
        }
        finally
        {
            active.TryRemove(job.Id, out _);
            if (activity.TakeWake() && !stopping.IsCancellationRequested) Wake(job.Id);
        }
    }

    private async Task<JobRecord> StepAsync(JobRecord job, bool resumed, Task<JobRecord>? begun)
    {
        try
        {
            return await (begun ?? machine.AdvanceAsync(job, resumed, stopping.Token).AsTask()).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stopping.IsCancellationRequested)
        {
            return machine.AfterTimeout(job, exception);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested && exception is not DbException)
        {
            // The edge of a queue item: code of a place or of the application threw what nobody foresaw.
            LogJobTrouble(exception, job.Id);
            return machine.AfterError(job, exception);
        }
    }

    /// <summary>Writes the next record. A job that waits in this process stays with it, and this waits, too.</summary>
    /// <returns>
    /// The job, still claimed, if there is more to do; null if it waits elsewhere, has ended, or belongs to somebody else.
    /// </returns>
    private async ValueTask<JobRecord?> CommitAsync(JobRecord job, JobRecord next, JobActivity activity)
    {
        // A cancellation came while the step ran and the claim was renewed over it: the phase comes again, and sees it.
        if (job.CancelRequested != next.CancelRequested) return job;

        var now = time.GetUtcNow();
        var stays = next.Due > now && machine.RunsInThisProcess(next);
        var goesOn = !stays && next.Due is { } due && (due <= now || activity.TakeWake());
        var claimed = stays || goesOn ? next.ClaimedUntil(now + options.Lease, job.Claim!.Value) : next with { Claim = null };
        var stored = await store.ReplaceAsync(claimed, job.Version, CancellationToken.None).ConfigureAwait(false);
        if (stored is null) return await claims.StillMineAsync(job).ConfigureAwait(false);

        updates.Publish(job.Id);
        if (goesOn) return stored;
        if (stays) return await claims.KeepAsync(stored, next.Due!.Value, activity, stopping.Token).ConfigureAwait(false);
        if (stored.Due is { } later) alarm.SetAtMost(later);
        else await ForgetAsync(stored).ConfigureAwait(false);
        return null;
    }

    private void Track(JobRecord job)
    {
        if (job.Phase is JobPhase.Submit or JobPhase.Monitor) jobOfAttempt[job.Attempt.Id] = job.Id;
    }

    private async ValueTask ForgetAsync(JobRecord ended)
    {
        foreach (var attempt in ended.Attempts) jobOfAttempt.TryRemove(attempt.Id, out _);
        await machine.ReleaseAsync(ended).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} hit trouble and stays in the store.")]
    private partial void LogJobTrouble(Exception exception, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store could not be scanned for due jobs; trying again.")]
    private partial void LogScanTrouble(Exception exception);
}
