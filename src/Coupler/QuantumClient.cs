using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Diagnostics;
using Coupler.Jobs;
using Coupler.Problems;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Coupler;

/// <summary>
/// What an application injects: it submits jobs, finds them again and brings their results. Thread-safe; one for the whole
/// process. Jobs go on while it lives; those of a durable store go on when a client is made over it again.
/// </summary>
public sealed class QuantumClient : IAsyncDisposable, IDisposable
{
    private readonly WorkspaceDirectory workspaces;
    private readonly JobStore store;
    private readonly CouplerOptions options;
    private readonly JobScheduler scheduler;
    private readonly JobIntake intake;
    private readonly JobSnapshots snapshots;
    private readonly JobFollower jobs;
    private readonly JobWishes wishes;
    private readonly BudgetLedger budgets;
    private readonly JobRetention retention;
    private readonly AllEnded ended;
    private readonly Lazy<Task> disposal;

    /// <param name="workspaces">The places. Disposed with the client.</param>
    /// <param name="options">Default: jobs in memory.</param>
    /// <param name="store">
    /// Where jobs are written down; takes the place of <see cref="CouplerOptions.Store"/>. Disposed with the client.
    /// </param>
    /// <exception cref="OptionsValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">Two places have one name, or the name of the store is empty.</exception>
    /// <exception cref="IOException">The file <see cref="CouplerOptions.Store"/> cannot be opened.</exception>
    /// <exception cref="FormatException">It is no database, or a later version of Coupler made it.</exception>
    public QuantumClient(
        IEnumerable<Workspace> workspaces, CouplerOptions? options = null, JobStore? store = null, TimeProvider? time = null,
        ILogger<QuantumClient>? logger = null)
        : this(workspaces, options, store, time, logger, steps: null)
    {
    }

    internal QuantumClient(
        IEnumerable<Workspace> workspaces, CouplerOptions? options, JobStore? store, TimeProvider? time,
        ILogger<QuantumClient>? logger, StepDirectory? steps)
    {
        this.options = options ?? new CouplerOptions();
        var outcome = new CouplerOptionsValidator().Validate(null, this.options);
        if (outcome.Failed)
        {
            throw new OptionsValidationException(nameof(CouplerOptions), typeof(CouplerOptions), outcome.Failures);
        }
        this.workspaces = new WorkspaceDirectory(workspaces, this.options);
        time ??= TimeProvider.System;
        this.store = store ?? (this.options.Store is { } path ? new SqliteJobStore(path) : new MemoryJobStore());
        var log = new JobLog(logger ?? NullLogger<QuantumClient>.Instance);
        var telemetry = new JobTelemetry(log, time);
        var to = new JobTransitions(this.options, JobRetention.Of(this.options, this.store), time);
        var contents = new JobContents(this.store, this.workspaces);
        var monitor = new JobMonitor(this.workspaces, to, time, log);
        var breakers = new TargetBreakers(this.options, time);
        var machine = new JobMachine(this.workspaces, steps, contents, monitor, breakers, to, time, log);
        var updates = new JobUpdates();
        retention = new JobRetention(this.store, this.workspaces, time, log);
        var reach = new JobReach(this.workspaces.Names, steps?.Steps ?? []);
        scheduler = new JobScheduler(
            machine, this.store, updates, retention, this.workspaces, reach, this.options, time, telemetry);
        ImmutableArray<Budget> caps = [.. this.options.Budgets];
        intake = new JobIntake(this.store, scheduler, this.workspaces, new CostCaps(caps), telemetry, time);
        budgets = new BudgetLedger(this.store, caps, time);
        Health = new JobHealth(this.store, this.workspaces, time);
        snapshots = new JobSnapshots(this.store, time);
        jobs = new JobFollower(this.store, contents, snapshots, scheduler, updates, this.options, time);
        wishes = new JobWishes(this.store, jobs, scheduler, updates, time);
        ended = new AllEnded(this.store, reach, this.options, time);
        disposal = new Lazy<Task>(DisposeOnceAsync);
        if (this.store.IsShared && this.options.TakesDueJobs) scheduler.Start();
    }

    internal JobHealth Health { get; }

    /// <inheritdoc cref="JobScheduler.IdleAsync"/>
    internal Task IdleAsync(CancellationToken cancellationToken) => scheduler.IdleAsync(cancellationToken);

    /// <summary>
    /// Submits a workload and waits for its result. It owns the job: the token cancels the job, too (but not one that another
    /// call made under the same <see cref="JobOptions.Key"/>).
    /// </summary>
    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)" path="/exception"/>
    /// <exception cref="JobFailedException">The job failed.</exception>
    public async Task<TResult> RunAsync<TResult>(
        Workload<TResult> workload, JobOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : JobResult
    {
        var (job, isNew) = await CreateAsync(workload, options, null, [], cancellationToken).ConfigureAwait(false);
        try
        {
            return await job.ResultAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (isNew) await job.CancelAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc cref="RunAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<CircuitResult> RunAsync(
        Circuit circuit, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<CircuitResult>(circuit, options, cancellationToken);

    /// <inheritdoc cref="RunAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<ProblemResult> RunAsync(
        Qubo problem, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync<ProblemResult>(problem, options, cancellationToken);

    /// <summary>
    /// Checks a workload against its target, writes the job down and returns; the job goes on in the background. The token
    /// stops only this call: a job that is written down goes on.
    /// </summary>
    /// <exception cref="TargetRefusedException">The target cannot run it. Nothing was written or sent.</exception>
    /// <exception cref="BudgetExceededException">It may cost more than a cap has left. Nothing was written or sent.</exception>
    /// <exception cref="CostUnknownException">No bound can be given for what it costs, and a cap asks for one.</exception>
    /// <exception cref="ArgumentException">There is no such target, or an option is wrong.</exception>
    /// <exception cref="JobStoreException">The store is full or locked. Nothing was written or sent.</exception>
    public async Task<Job<TResult>> SubmitAsync<TResult>(
        Workload<TResult> workload, JobOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : JobResult =>
        (await CreateAsync(workload, options, null, [], cancellationToken).ConfigureAwait(false)).Job;

    internal async Task<Job<TResult>> SubmitAsync<TResult>(
        Workload<TResult> workload, StepRegistration step, JobContent input, JobOptions? options,
        CancellationToken cancellationToken)
        where TResult : JobResult =>
        (await CreateAsync(workload, options, step, [input], cancellationToken).ConfigureAwait(false)).Job;

    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<Job<CircuitResult>> SubmitAsync(
        Circuit circuit, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        SubmitAsync<CircuitResult>(circuit, options, cancellationToken);

    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<Job<ProblemResult>> SubmitAsync(
        Qubo problem, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        SubmitAsync<ProblemResult>(problem, options, cancellationToken);

    /// <summary>
    /// Submits many workloads in one transaction: all are written down, or none. They go on side by side, as far as their targets
    /// can.
    /// </summary>
    /// <param name="options">
    /// Of all of them. A seed is that of the first, and each further one's is one more; a key K becomes K/0, K/1 and so on.
    /// </param>
    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)" path="/exception"/>
    public async Task<JobGroup<TResult>> SubmitManyAsync<TResult>(
        IEnumerable<Workload<TResult>> workloads, JobOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : JobResult
    {
        ArgumentNullException.ThrowIfNull(workloads);
        var requests = workloads.Select((workload, index) => JobRequest.OneOfMany(workload, options ?? new JobOptions(), index));
        var created = await intake.CreateAsync([.. requests], cancellationToken).ConfigureAwait(false);
        return GetJobs<TResult>(created.Select(job => job.Job));
    }

    /// <summary>
    /// What a job will cost at most: by its target's workspace or, for a target that no workspace has, by the price lists that
    /// Coupler brings. So it needs no account. Nothing is written or submitted.
    /// </summary>
    /// <exception cref="CostUnknownException">No bound can be given; the message says what is missing.</exception>
    /// <exception cref="ArgumentException">There is no such target, or an option is wrong.</exception>
    public async Task<CostEstimate> EstimateAsync(
        Workload workload, JobOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workload);
        options ??= new JobOptions();
        JobOptionsValidator.Check(options);
        var name = options.Target ?? workload.DefaultTarget;
        var id = this.options.Aliases.GetValueOrDefault(name, name);
        var isPriced = PriceSheets.Has(id);
        (Workspace Workspace, Target Target)? place = null;
        try
        {
            place = await workspaces.FindAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or WorkspaceException && isPriced)
        {
            // No account is needed: the price lists below know the target.
        }
        catch (ArgumentException exception) when (PriceSheets.Near(id) is { IsEmpty: false } near)
        {
            throw new ArgumentException(
                $"There is no target '{id}'; prices are known for {string.Join(", ", near)}.", nameof(options), exception);
        }

        if (place is not var (workspace, target)) return PriceSheets.Estimate(workload, id, options with { Target = id });
        options = options with { Target = target.Id };
        workspace.Validate(workload, target, options);
        return workspace.Estimate(workload, target, options);
    }

    /// <summary>The handle of a job that was submitted before, here or in another process over the same store.</summary>
    public Job<TResult> GetJob<TResult>(Guid id)
        where TResult : JobResult => new(this, id);

    /// <summary>The handles of several jobs, as <see cref="GetJob{TResult}"/> gives each.</summary>
    public JobGroup<TResult> GetJobs<TResult>(IEnumerable<Guid> ids)
        where TResult : JobResult => new([.. ids.Select(GetJob<TResult>)]);

    /// <summary>The handle of a job whose kind of result the caller does not know.</summary>
    public Job GetJob(Guid id) => new(this, id);

    /// <summary>Jobs of the store, newest first.</summary>
    /// <exception cref="KeyNotFoundException">The store has no job <see cref="JobQuery.Before"/>.</exception>
    public async IAsyncEnumerable<JobSnapshot> ListAsync(
        JobQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in store.QueryAsync(query ?? new JobQuery(), cancellationToken).ConfigureAwait(false))
        {
            yield return await snapshots.OfAsync(job, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// How the budgets of <see cref="CouplerOptions.Budgets"/> stand now, in their order. With an owner, those that his jobs
    /// fall under, and his part of each that every owner has for himself; without, all of them, and the part of jobs without an
    /// owner.
    /// </summary>
    public Task<ImmutableArray<BudgetState>> GetBudgetsAsync(
        string? owner = null, CancellationToken cancellationToken = default) => budgets.ReadAsync(owner, cancellationToken);

    /// <summary>
    /// Deletes a job that has ended or is parked, with everything kept for it at its place and here. Where its place does not
    /// answer nothing is lost: call again later.
    /// </summary>
    /// <exception cref="InvalidOperationException">The job has not ended: cancel it first.</exception>
    /// <exception cref="WorkspaceException">Its place did not answer, or is not this client's. The job is kept.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    /// <exception cref="FormatException">A later version wrote the job: its place cannot be told.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        retention.DeleteAsync(id, cancellationToken);

    /// <summary>
    /// Deletes jobs at this client's places that ended longer ago than a time, as <see cref="DeleteAsync"/> does. Parked jobs
    /// have not ended and stay.
    /// </summary>
    /// <param name="olderThan">Zero: all that have ended.</param>
    /// <param name="only">Which of them, and how many at most; null: all.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="WorkspaceException">A place did not answer; what was deleted before is gone.</exception>
    public Task<int> PurgeAsync(
        TimeSpan olderThan, JobQuery? only = null, CancellationToken cancellationToken = default) =>
        retention.PurgeAsync(olderThan, only, cancellationToken);

    /// <summary>
    /// The jobs that this client carries on, whichever they are: each after every change that the client writes down from now on.
    /// The token stops only the watching.
    /// </summary>
    public IAsyncEnumerable<JobSnapshot> WatchAllAsync(CancellationToken cancellationToken = default) =>
        jobs.WatchAllAsync(cancellationToken);

    /// <summary>
    /// Returns when no job of the store goes on at this client's places, also none of another process: each has ended, is parked,
    /// or waits for a program that has its step. The token stops only the waiting.
    /// </summary>
    public Task WhenAllEndedAsync(CancellationToken cancellationToken = default) => ended.WaitAsync(cancellationToken);

    /// <summary>The targets of all workspaces.</summary>
    public async Task<ImmutableArray<Target>> GetTargetsAsync(CancellationToken cancellationToken = default)
    {
        var targets = ImmutableArray.CreateBuilder<Target>();
        foreach (var workspace in workspaces.All)
        {
            targets.AddRange(await workspace.GetTargetsAsync(cancellationToken).ConfigureAwait(false));
        }

        return targets.DrainToImmutable();
    }

    /// <summary>Ends the work of this client. Jobs in a durable store stay as they are and go on with the next client.</summary>
    public ValueTask DisposeAsync() => new(disposal.Value);

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal ValueTask<JobSnapshot> GetSnapshotAsync(Guid id, CancellationToken cancellationToken) =>
        jobs.GetSnapshotAsync(id, cancellationToken);

    internal IAsyncEnumerable<JobSnapshot> WatchAsync(Guid id, CancellationToken cancellationToken) =>
        jobs.WatchAsync(id, cancellationToken);

    internal Task<JobResult> ResultAsync(Guid id, CancellationToken cancellationToken) => jobs.ResultAsync(id, cancellationToken);

    internal Task<Payload> RawResultAsync(Guid id, CancellationToken cancellationToken) =>
        jobs.RawResultAsync(id, cancellationToken);

    internal Task<Workload> WorkloadAsync(Guid id, CancellationToken cancellationToken) =>
        jobs.WorkloadAsync(id, cancellationToken);

    internal Task CancelAsync(Guid id, CancellationToken cancellationToken) => wishes.CancelAsync(id, cancellationToken);

    internal Task CompleteAsync(Guid id, CancellationToken cancellationToken) => wishes.CompleteAsync(id, cancellationToken);

    private async ValueTask<(Job<TResult> Job, bool IsNew)> CreateAsync<TResult>(
        Workload<TResult> workload, JobOptions? options, StepRegistration? step, ImmutableArray<JobContent> contents,
        CancellationToken cancellationToken)
        where TResult : JobResult
    {
        ArgumentNullException.ThrowIfNull(workload);
        var request = new JobRequest(workload, options ?? new JobOptions(), step, contents);
        var (id, isNew) = (await intake.CreateAsync([request], cancellationToken).ConfigureAwait(false))[0];
        return (new Job<TResult>(this, id), isNew);
    }

    private async Task DisposeOnceAsync()
    {
        await scheduler.DisposeAsync().ConfigureAwait(false);
        foreach (var workspace in workspaces.All) await workspace.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
    }
}
