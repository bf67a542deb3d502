using System.Collections.Immutable;
using System.Threading.Channels;
using Coupler.Jobs;

namespace Coupler.Tests.Jobs;

/// <summary>A memory store that outlives its clients and tells every record that was written, in order.</summary>
/// <param name="isShared">As a file that other processes may write to.</param>
internal sealed class WatchedJobStore(bool isShared = false) : JobStore
{
    private readonly MemoryJobStore store = new(roundTrip: true);
    private readonly TaskCompletionSource scanFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<JobRecord> written = Channel.CreateUnbounded<JobRecord>();
    private readonly Channel<Guid> deleted = Channel.CreateUnbounded<Guid>();
    private readonly Channel<DateTimeOffset> leases = Channel.CreateUnbounded<DateTimeOffset>();

    /// <summary>So many scans fail, as those of a database that is away.</summary>
    public int FailScans { get; set; }

    /// <summary>In how many calls jobs were made.</summary>
    public int Creates { get; private set; }

    /// <summary>Happens after a record was written and before who wrote it goes on.</summary>
    public Action<JobRecord> OnWritten { get; set; } = _ => { };

    /// <summary>Happens before a lease is kept up.</summary>
    public Func<Task> OnLease { get; set; } = () => Task.CompletedTask;

    /// <summary>Every write to a record or a lease fails.</summary>
    public bool FailWrites { get; set; }

    /// <summary>No job can be deleted.</summary>
    public bool FailDeletes { get; set; }

    public Task ScanFailed => scanFailed.Task;

    /// <summary>What the store knows of earlier attempts; null: what it does know.</summary>
    public ImmutableArray<AttemptTimes>? Times { get; set; }

    /// <summary>How often it was asked for them.</summary>
    public int TimesReads { get; private set; }

    /// <summary>Asking for them fails with this.</summary>
    public Exception? TimesFailure { get; set; }

    public override bool IsShared => isShared;

    /// <summary>The next record that was written and is as described; what is written before it is passed over.</summary>
    public async Task<JobRecord> NextAsync(Func<JobRecord, bool> wanted)
    {
        while (true)
        {
            var job = await written.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (wanted(job)) return job;
        }
    }

    /// <summary>The next job that was deleted.</summary>
    public async Task<Guid> DeletedAsync() => await deleted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Returns when a lease is kept up until a moment.</summary>
    public async Task LeaseAsync(DateTimeOffset until)
    {
        while (await leases.Reader.ReadAsync(TestContext.Current.CancellationToken) != until)
        {
            // An earlier one.
        }
    }

    public override async ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken)
    {
        Creates++;
        return [.. (await store.CreateAsync(jobs, cancellationToken)).Select(Told).OfType<JobRecord>()];
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken) =>
        store.GetAsync(job, cancellationToken);

    public override async ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Told(await store.ReplaceAsync(job, expectedVersion, contents, cancellationToken));
    }

    public override async ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        await OnLease();
        leases.Writer.TryWrite(until);
        await store.KeepLeaseAsync(lease, now, until, cancellationToken);
    }

    public override ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return store.EndLeaseAsync(lease, cancellationToken);
    }

    public override ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, JobReach reach, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        if (FailScans-- <= 0) return store.ClaimDueAsync(lease, reach, now, count, cancellationToken);
        scanFailed.TrySetResult();
        throw new TimeoutException("The database is away.");
    }

    public override ValueTask<ImmutableArray<JobRecord>> ClaimExpiredAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken) =>
        store.ClaimExpiredAsync(lease, workspaces, now, count, cancellationToken);

    public override ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken) =>
        store.FindCancelledAsync(lease, cancellationToken);

    public override ValueTask<DateTimeOffset?> NextDueAsync(JobReach reach, CancellationToken cancellationToken) =>
        store.NextDueAsync(reach, cancellationToken);

    public override IAsyncEnumerable<JobRecord> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        store.QueryAsync(query, cancellationToken);

    public override async ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken)
    {
        if (FailDeletes) throw new JobStoreException(JobStoreTrouble.Other, "The database is away.");
        await store.DeleteAsync(job, cancellationToken);
        deleted.Writer.TryWrite(job);
    }

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken) =>
        store.ReadAsync(job, name, cancellationToken);

    public override ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken) =>
        store.ReadBalanceAsync(account, cancellationToken);

    public override ValueTask<ImmutableArray<AttemptTimes>> ReadTimesAsync(string target, CancellationToken cancellationToken)
    {
        TimesReads++;
        if (TimesFailure is not null) throw TimesFailure;
        return Times is { } times ? new(times) : store.ReadTimesAsync(target, cancellationToken);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ThrowIfAway()
    {
        if (FailWrites) throw new TimeoutException("The database is away.");
    }

    private JobRecord? Told(JobRecord? job)
    {
        if (job is null) return null;
        written.Writer.TryWrite(job);
        OnWritten(job);
        return job;
    }
}
