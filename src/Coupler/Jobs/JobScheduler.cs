using System.Collections.Immutable;
using Coupler.Diagnostics;

namespace Coupler.Jobs;

/// <summary>
/// Has a job taken further when something is due: a job that was just made, at once; a job whose place says that it
/// changed, at once; a job that waits, when its time has come; and, by a scan of the store, whatever is nobody's and due. A
/// process keeps the jobs that it has claimed until they end. Nothing runs until it is started. One that does not take what is
/// due takes only the jobs that somebody in this process follows or wakes.
/// </summary>
internal sealed class JobScheduler : IAsyncDisposable
{
    private const int ScanSize = 256;

    private readonly JobRunner runner;
    private readonly JobStore store;
    private readonly JobUpdates updates;
    private readonly JobRetention retention;
    private readonly WorkspaceDirectory workspaces;
    private readonly JobReach reach;
    private readonly CouplerOptions options;
    private readonly TimeProvider time;
    private readonly JobTelemetry telemetry;

    private readonly CancellationTokenSource stopping = new();
    private readonly HeldJobs held = new();
    private readonly ProcessLease lease;
    private readonly ScanAlarm alarm;
    private readonly BackgroundWork work = new();
    private readonly Lock startGate = new();
    private DateTimeOffset nextScan;
    private DateTimeOffset lastLook;
    private Task? looking;
    private readonly bool takesDueJobs;
    private int disposed;

    public JobScheduler(
        JobMachine machine, JobStore store, JobUpdates updates, JobRetention retention, WorkspaceDirectory workspaces,
        JobReach reach, CouplerOptions options, TimeProvider time, JobTelemetry telemetry)
    {
        this.store = store;
        this.updates = updates;
        this.retention = retention;
        this.workspaces = workspaces;
        this.reach = reach;
        this.options = options;
        this.time = time;
        this.telemetry = telemetry;
        takesDueJobs = options.TakesDueJobs || !store.IsShared;
        lease = new ProcessLease(store, options, time);
        alarm = new ScanAlarm(time);
        runner = new JobRunner(machine, store, held, alarm, updates, options, time, telemetry, lease, stopping.Token);
    }

    /// <summary>The mark of this process on a job that is made here; null where it is left to others.</summary>
    public Guid? Claim => takesDueJobs ? lease.Id : null;

    /// <summary>Starts to look for what is due, once.</summary>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, typeof(QuantumClient));
        if (Volatile.Read(ref looking) is not null) return;
        lock (startGate)
        {
            if (looking is not null) return;
            foreach (var workspace in workspaces.All) workspace.Changed += OnChanged;
            JobInstruments.Observe(held);
            // The first caller's ambient context is not the loop's.
            using (ExecutionContext.SuppressFlow()) looking = LookAsync();
        }
    }

    /// <summary>Holds up the end of this scheduler until <see cref="Leave"/>: for who is about to claim a job.</summary>
    /// <exception cref="ObjectDisposedException">The client is gone.</exception>
    public async ValueTask EnterAsync(CancellationToken cancellationToken)
    {
        if (takesDueJobs) Start();
        ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested || !work.TryBegin(), typeof(QuantumClient));
        try
        {
            if (takesDueJobs) await KeepLeaseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            work.End();
            throw;
        }
    }

    public void Leave() => work.End();

    /// <summary>Goes on, in the background, with a job that was made under the claim since the caller entered.</summary>
    public void Begin(JobRecord made)
    {
        if (takesDueJobs) Post(made, static (scheduler, job) => scheduler.BeginAsync(job, resumed: false));
    }

    /// <summary>Somebody waits for the job: where others are not taken, it is taken now, if it is due and nobody's.</summary>
    public void Follow(Guid job)
    {
        if (!takesDueJobs) Post(job, static (scheduler, id) => scheduler.ClaimAndRunAsync(id, onlyIfDue: true));
    }

    /// <summary>A job that was parked is due: who takes what is due takes it.</summary>
    public void Resume(Guid job)
    {
        if (takesDueJobs) Wake(job);
    }

    /// <summary>Somebody has news of the job: look at it now, if it is this process's or nobody's.</summary>
    public void Wake(Guid job)
    {
        switch (held.Wake(job))
        {
            case HeldState.Waiting:
                Post(job, static (scheduler, id) => scheduler.RunAsync(scheduler.held.Find(id)!, resumed: true, isStale: true));
                break;
            case HeldState.Elsewhere:
                Post(job, static (scheduler, id) => scheduler.ClaimAndRunAsync(id, onlyIfDue: false));
                break;
        }
    }

    /// <summary>Whether the job is this process's, which then tells of every change.</summary>
    public bool IsHeld(Guid job) => held.Find(job) is not null;

    /// <summary>
    /// Returns when nothing goes on, here or within the places, until the clock moves or somebody wants something; at once when
    /// the client is gone. For who moves the clock.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The client was gone before.</exception>
    public async Task IdleAsync(CancellationToken cancellationToken)
    {
        Start();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping.Token);
        try
        {
            while (!await IsIdleAsync(either.Token).ConfigureAwait(false))
            {
                // Something began while the places were asked.
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        Task? look;
        await stopping.CancelAsync().ConfigureAwait(false);
        lock (startGate) look = looking;
        foreach (var workspace in workspaces.All) workspace.Changed -= OnChanged;
        if (look is not null) await look.ConfigureAwait(false);
        await work.EndAsync().ConfigureAwait(false);
        await GiveBackAsync().ConfigureAwait(false);
        JobInstruments.Forget(held);
        telemetry.LetAllGo();
        updates.Close();
    }

    /// <summary>
    /// What wakes the loop is work, or the clock. What wakes a place is work. So if nothing ran from before the places were seen
    /// idle until after the loop was seen asleep, all three rest.
    /// </summary>
    private async ValueTask<bool> IsIdleAsync(CancellationToken cancellationToken)
    {
        await work.NoneAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        await alarm.AsleepAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var begun = work.BegunIfNoneRuns;
        foreach (var workspace in workspaces.All) await workspace.IdleAsync(cancellationToken).ConfigureAwait(false);
        return begun is not null && alarm.IsAsleep && work.BegunIfNoneRuns == begun;
    }

    private void OnChanged(Guid attempt)
    {
        if (held.JobOf(attempt) is { } job) Wake(job);
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

    private async Task LookAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (true) await alarm.WaitAsync(await LookOnceAsync().ConfigureAwait(false), stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the client. What is due stays due.
        }
    }

    /// <returns>When to look again.</returns>
    private async ValueTask<DateTimeOffset> LookOnceAsync()
    {
        try
        {
            var now = time.GetUtcNow();
            var wasSetBack = now < lastLook;
            lastLook = now;

            // When this lease is renewed, others that have run out give their jobs back.
            if (wasSetBack || now >= lease.Renewal) nextScan = default;
            await KeepLeaseAsync(stopping.Token).ConfigureAwait(false);
            Dispatch(held.TakeDue(wasSetBack ? DateTimeOffset.MaxValue : now));
            if (time.GetUtcNow() >= nextScan) nextScan = await ScanAsync().ConfigureAwait(false);
            if (takesDueJobs && retention.TryBegin()) Post(lease.Id, static (scheduler, id) => scheduler.SweepAsync(id));
            return Earliest(Earliest(nextScan, held.NextDue), lease.Renewal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The edge of the loop: whatever a store throws, it is asked again.
            telemetry.Log.ScanTrouble(exception);
            nextScan = time.GetUtcNow() + options.ScanInterval;
            return nextScan;
        }
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private async ValueTask KeepLeaseAsync(CancellationToken cancellationToken)
    {
        if (!await lease.KeepAsync(LetWaitingGo, cancellationToken).ConfigureAwait(false)) nextScan = default;
    }

    private void LetWaitingGo()
    {
        var waiting = held.EndWaiting();
        telemetry.LeaseLost(waiting);
        foreach (var job in waiting) updates.Forget(job);
    }

    /// <returns>When to scan again.</returns>
    private async ValueTask<DateTimeOffset> ScanAsync()
    {
        if (!takesDueJobs)
        {
            foreach (var job in updates.Followed.Where(job => !IsHeld(job))) Follow(job);
        }
        else
        {
            var claimed = await store.ClaimDueAsync(lease.Id, reach, time.GetUtcNow(), ScanSize, stopping.Token)
                .ConfigureAwait(false);
            Dispatch([.. claimed.Where(TryBegin)]);
            if (claimed.Length == ScanSize) return default;
        }

        if (!store.IsShared)
        {
            return await store.NextDueAsync(reach, stopping.Token).ConfigureAwait(false) ?? DateTimeOffset.MaxValue;
        }

        foreach (var job in await store.FindCancelledAsync(lease.Id, stopping.Token).ConfigureAwait(false))
        {
            if (held.Find(job) is { CancelRequested: false }) Wake(job);
        }

        return time.GetUtcNow() + options.ScanInterval;
    }

    private async Task SweepAsync(Guid claim)
    {
        var next = await retention.SweepAsync(claim, stopping.Token).ConfigureAwait(false);

        // Where it took so long that the next one is due, nobody has set an alarm for that.
        if (next <= time.GetUtcNow()) alarm.SetAtMost(next);
    }

    /// <summary>Jobs that wait in the same place are looked at in one request; the others go their own ways.</summary>
    private void Dispatch(ImmutableArray<JobRecord> due)
    {
        var news = due.Where(job => held.TakeNews(job.Id)).ToHashSet();
        foreach (var job in news)
        {
            Post(job, static (scheduler, job) => scheduler.RunAsync(job, resumed: true, isStale: true));
        }

        due = due.RemoveAll(news.Contains);
        foreach (var group in due.Where(job => job.Phase == JobPhase.Monitor).GroupBy(job => job.Workspace))
        {
            Post(group.ToImmutableArray(), static (scheduler, jobs) => scheduler.LookAtAsync(jobs));
        }

        foreach (var job in due.Where(job => job.Phase != JobPhase.Monitor))
        {
            Post(job, static (scheduler, job) => scheduler.RunAsync(job, resumed: true));
        }
    }

    /// <summary>One request for jobs that wait in one place. Those of which there are news go their own ways.</summary>
    private async Task LookAtAsync(ImmutableArray<JobRecord> jobs)
    {
        foreach (var (job, seen) in await runner.LookAtAsync(jobs).ConfigureAwait(false))
        {
            Post((job, seen), static (scheduler, look) => scheduler.RunAsync(look.job, resumed: true, seen: look.seen));
        }
    }

    private async Task RunAsync(JobRecord job, bool resumed, bool isStale = false, JobRecord? seen = null)
    {
        if (await runner.RunAsync(job, resumed, isStale, seen).ConfigureAwait(false)) Wake(job.Id);
    }

    private bool TryBegin(JobRecord claimed)
    {
        if (!held.TryBegin(claimed)) return false;
        telemetry.Took(claimed);
        return true;
    }

    private async Task BeginAsync(JobRecord claimed, bool resumed)
    {
        if (TryBegin(claimed)) await RunAsync(claimed, resumed).ConfigureAwait(false);
    }

    private async Task ClaimAndRunAsync(Guid id, bool onlyIfDue)
    {
        try
        {
            await KeepLeaseAsync(stopping.Token).ConfigureAwait(false);
            var job = await store.GetAsync(id, stopping.Token).ConfigureAwait(false);
            if (job?.Due is not { } due || !reach.Covers(job)) return;
            if (onlyIfDue && (due > time.GetUtcNow() || job.Claim is not null)) return;
            if (job.Claim is { } claim && claim != lease.Id) return;
            var mine = job with { Claim = lease.Id };
            var claimed = await store.ReplaceAsync(mine, job.Version, [], stopping.Token).ConfigureAwait(false);
            if (claimed is not null) await BeginAsync(claimed, resumed: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The job stays due; whoever scans the store next finds it.
        }
        catch (Exception exception)
        {
            // The edge of a queue item. The job stays due.
            telemetry.Log.JobTrouble(exception, id);
        }
    }

    /// <summary>On the way out: whoever comes next need not wait for the lease to run out.</summary>
    private async ValueTask GiveBackAsync()
    {
        try
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The edge of the process's work. The lease runs out.
            telemetry.Log.GiveBackTrouble(exception);
        }
    }
}
