using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Coupler.Circuits;
using Coupler.Cost;
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
    /// <summary>Seeds are drawn below 2⁵³, so that they survive a trip through JSON in any language.</summary>
    private const long SeedMask = (1L << 53) - 1;

    private readonly WorkspaceDirectory workspaces;
    private readonly JobStore store;
    private readonly CouplerOptions options;
    private readonly TimeProvider time;
    private readonly JobUpdates updates = new();
    private readonly JobMachine machine;
    private readonly JobScheduler scheduler;
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
        this.time = time ?? TimeProvider.System;
        this.store = store ?? (this.options.Store is { } path ? new SqliteJobStore(path) : new MemoryJobStore());
        ILogger log = logger ?? NullLogger<QuantumClient>.Instance;
        machine = new JobMachine(this.workspaces, steps, this.store, this.options, this.time, log);
        scheduler = new JobScheduler(machine, this.store, updates, this.workspaces, this.options, this.time, log);
        disposal = new Lazy<Task>(DisposeOnceAsync);
        if (this.store.IsShared) scheduler.Start();
    }

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
    /// <exception cref="ArgumentException">There is no such target, or an option is wrong.</exception>
    public async Task<Job<TResult>> SubmitAsync<TResult>(
        Workload<TResult> workload, JobOptions? options = null, CancellationToken cancellationToken = default)
        where TResult : JobResult =>
        (await CreateAsync(workload, options, null, [], cancellationToken).ConfigureAwait(false)).Job;

    internal async Task<Job<TResult>> SubmitAsync<TResult>(
        Workload<TResult> workload, StepRegistration step, JobContent input, JobOptions? options,
        CancellationToken cancellationToken)
        where TResult : JobResult =>
        (await CreateAsync(workload, options, step.Name, [input], cancellationToken).ConfigureAwait(false)).Job;

    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<Job<CircuitResult>> SubmitAsync(
        Circuit circuit, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        SubmitAsync<CircuitResult>(circuit, options, cancellationToken);

    /// <inheritdoc cref="SubmitAsync{TResult}(Workload{TResult}, JobOptions?, CancellationToken)"/>
    public Task<Job<ProblemResult>> SubmitAsync(
        Qubo problem, JobOptions? options = null, CancellationToken cancellationToken = default) =>
        SubmitAsync<ProblemResult>(problem, options, cancellationToken);

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

        return place is var (workspace, target)
            ? workspace.Estimate(workload, target, options with { Target = target.Id })
            : PriceSheets.Estimate(workload, id, options with { Target = id });
    }

    /// <summary>The handle of a job that was submitted before, here or in another process over the same store.</summary>
    public Job<TResult> GetJob<TResult>(Guid id)
        where TResult : JobResult => new(this, id);

    /// <summary>Jobs of the store, newest first.</summary>
    public async IAsyncEnumerable<JobSnapshot> ListAsync(
        JobQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var job in store.QueryAsync(query ?? new JobQuery(), cancellationToken).ConfigureAwait(false))
        {
            yield return job.ToSnapshot();
        }
    }

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

    private async Task DisposeOnceAsync()
    {
        await scheduler.DisposeAsync().ConfigureAwait(false);
        foreach (var workspace in workspaces.All) await workspace.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<(Job<TResult> Job, bool IsNew)> CreateAsync<TResult>(
        Workload<TResult> workload, JobOptions? options, string? step, ImmutableArray<JobContent> contents,
        CancellationToken cancellationToken)
        where TResult : JobResult
    {
        ArgumentNullException.ThrowIfNull(workload);
        options ??= new JobOptions();
        JobOptionsValidator.Check(options);
        await scheduler.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var job = await NewRecordAsync(workload, options, cancellationToken).ConfigureAwait(false);
            job = job with { Step = step };
            var input = workload.ToPayload();
            var all = contents.Add(new JobContent(JobStore.InputName, input));
            var created = (await store.CreateAsync([new NewJob(job, all)], cancellationToken).ConfigureAwait(false))[0];
            var isNew = created.Id == job.Id;
            if (isNew) scheduler.Begin(created with { Input = input });
            return (new Job<TResult>(this, created.Id), isNew);
        }
        finally
        {
            scheduler.Leave();
        }
    }

    private async ValueTask<JobRecord> NewRecordAsync(Workload workload, JobOptions options, CancellationToken cancellationToken)
    {
        var (workspace, target) = await workspaces.FindAsync(options.Target ?? workload.DefaultTarget, cancellationToken)
            .ConfigureAwait(false);
        options = options with
        {
            Target = target.Id,
            Name = options.Name ?? workload.GetType().Name,
            Seed = options.Seed ?? (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & SeedMask),
        };
        workspace.Validate(workload, target, options);

        var now = time.GetUtcNow();
        return new JobRecord
        {
            Id = Guid.CreateVersion7(now),
            Workspace = workspace.Name,
            WorkloadFormat = workload.Format,
            Options = options,
            Created = now,
            Updated = now,
            Due = now,
            Claim = scheduler.Claim,
        };
    }

    internal async ValueTask<JobSnapshot> GetSnapshotAsync(Guid id, CancellationToken cancellationToken) =>
        (await GetRecordAsync(id, cancellationToken).ConfigureAwait(false)).ToSnapshot();

    internal async IAsyncEnumerable<JobSnapshot> WatchAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JobSnapshot? last = null;
        await foreach (var job in FollowAsync(id, cancellationToken).ConfigureAwait(false))
        {
            // A look that found nothing new changes only the time.
            var snapshot = job.ToSnapshot();
            if (snapshot with { Updated = default } == last) continue;
            last = snapshot with { Updated = default };
            yield return snapshot;
        }
    }

    internal async Task<JobResult> ResultAsync(Guid id, CancellationToken cancellationToken)
    {
        JobRecord? last = null;
        await foreach (var job in FollowAsync(id, cancellationToken).ConfigureAwait(false)) last = job;
        var parked = new JobFailure(FailureClass.Unreadable, nameof(JobStatus.Parked), "It is parked.");
        return last!.Status switch
        {
            JobStatus.Succeeded => last.Result ?? await machine.DecodeAsync(last, cancellationToken).ConfigureAwait(false),
            JobStatus.Cancelled => throw new JobCancelledException(id, last.Options.Target!),
            _ => throw new JobFailedException(id, last.Options.Target!, last.Failure ?? parked),
        };
    }

    internal async Task<Payload> RawResultAsync(Guid id, CancellationToken cancellationToken)
    {
        var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
        return await machine.ReadRawResultAsync(job, cancellationToken).ConfigureAwait(false);
    }

    internal async Task CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        scheduler.Start();
        JobRecord? written = null;
        while (written is null)
        {
            var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (job.Due is null || job.CancelRequested) return;
            var status = job.Phase < JobPhase.Fetch ? JobStatus.Cancelling : job.Status;
            var wish = job with { CancelRequested = true, Status = status, Updated = time.GetUtcNow() };
            written = await store.ReplaceAsync(wish, job.Version, [], cancellationToken).ConfigureAwait(false);
        }

        updates.Publish(written);
        scheduler.Wake(id);
    }

    internal async Task CompleteAsync(Guid id, CancellationToken cancellationToken)
    {
        scheduler.Start();
        JobRecord? written = null;
        while (written is null)
        {
            var job = await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (job.Status != JobStatus.Parked)
            {
                throw new InvalidOperationException($"Job {id} is not parked: its status is {job.Status}.");
            }

            var now = time.GetUtcNow();
            var status = job.Phase == JobPhase.Complete ? JobStatus.Completing : JobStatus.Created;
            var again = job with { Status = status, Tries = 0, Due = now, Updated = now };
            written = await store.ReplaceAsync(again, job.Version, [], cancellationToken).ConfigureAwait(false);
        }

        updates.Publish(written);
        scheduler.Wake(id);
    }

    /// <summary>The record now and after each change, up to the last one.</summary>
    private async IAsyncEnumerable<JobRecord> FollowAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scheduler.Start();
        using var news = updates.Subscribe(id);
        var next = news.NextAsync();
        JobRecord? job = null;
        long seen = 0;
        while (true)
        {
            if (next.IsCompleted) next = news.NextAsync();
            job ??= await GetRecordAsync(id, cancellationToken).ConfigureAwait(false);
            if (seen == 0 && IsWorthALook(job)) scheduler.Wake(id);
            if (job.Version > seen) yield return job;
            if (job.Due is null) yield break;
            seen = job.Version;
            job = await WaitAsync(id, next, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// A job that another process left at its place may have ended long ago: somebody waits now, so look now. After trouble the
    /// delay stands: the place may have asked for it.
    /// </summary>
    private static bool IsWorthALook(JobRecord job) =>
        job is { Phase: JobPhase.Monitor, Claim: null, Due: not null, Failure: null };

    /// <summary>Waits for news; a job that another process has, or nobody, is read again from time to time.</summary>
    /// <returns>The record; null if it has to be read.</returns>
    private async ValueTask<JobRecord?> WaitAsync(Guid id, Task<JobRecord?> next, CancellationToken cancellationToken)
    {
        if (!store.IsShared || scheduler.IsHeld(id)) return await next.WaitAsync(cancellationToken).ConfigureAwait(false);

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(options.ScanInterval, time, giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompleted ? await next.ConfigureAwait(false) : null;
    }

    private async ValueTask<JobRecord> GetRecordAsync(Guid id, CancellationToken cancellationToken) =>
        await store.GetAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The store has no job {id}.");
}
