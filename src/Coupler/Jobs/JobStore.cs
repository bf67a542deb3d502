using System.Collections.Immutable;
using System.Data.Common;
using Coupler.Cost;

namespace Coupler.Jobs;

/// <summary>
/// Where jobs are written down. Every write is whole or not at all, and lasts when the call returns. Implementations are
/// thread-safe. A process that works on jobs has a lease, which it keeps up while it lives, and marks the jobs it claims with
/// it: nobody else touches them until they are given back or the lease has run out.
/// </summary>
public abstract class JobStore : IAsyncDisposable
{
    /// <summary>Whether other processes may change the jobs.</summary>
    public abstract bool IsShared { get; }

    /// <summary>
    /// Writes new jobs with their contents and reserves what they may cost, in one transaction: all or none. Nothing is reserved
    /// for a job that is there.
    /// </summary>
    /// <returns>
    /// The jobs as stored, in the same order; for one whose owner and key are those of a job that is there, that job, and nothing
    /// was written for it. No owner and an empty one are the same.
    /// </returns>
    /// <exception cref="BudgetExceededException">An account would hold more than its limit. Nothing was written.</exception>
    public abstract ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken);

    /// <summary>Writes one new job and its input.</summary>
    /// <inheritdoc cref="CreateAsync(ImmutableArray{NewJob}, CancellationToken)" path="/returns"/>
    public async ValueTask<JobRecord> CreateAsync(JobRecord job, Payload input, CancellationToken cancellationToken) =>
        (await CreateAsync([new NewJob(job, [new JobContent(InputName, input)])], cancellationToken).ConfigureAwait(false))[0];

    /// <returns>Null if there is no such job.</returns>
    /// <exception cref="FormatException">A later version wrote it.</exception>
    public abstract ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the record if it still has the version that the caller saw, and keeps the contents with it, in one transaction.
    /// A content whose name is taken changes nothing: each is written once. When the record says what the job was charged
    /// (<see cref="JobRecord.ChargeIn"/>), that is spent, and what was reserved for it is free, in the same transaction, once.
    /// </summary>
    /// <returns>The record with its new version; null if somebody else was faster, and nothing was written.</returns>
    public abstract ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken);

    /// <summary>Begins a lease, or keeps it up, and gives back the jobs of every lease that has run out.</summary>
    public abstract ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Gives back every job of the lease, and ends it.</summary>
    public abstract ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken);

    /// <summary>
    /// Claims what is due, nobody's and within reach, oldest first: sets the claim and counts the version. A record that cannot
    /// be read is parked, never dropped; one of a later format is left to who can read it.
    /// </summary>
    public abstract ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, JobReach reach, DateTimeOffset now, int count, CancellationToken cancellationToken);

    /// <summary>
    /// Claims jobs at one of the workspaces that were to be kept until now or earlier (<see cref="JobRecord.KeptUntil"/>): those
    /// that are nobody's, and those that the lease has claimed before and that are still there. By default none: such a store
    /// keeps jobs for ever.
    /// </summary>
    public virtual ValueTask<ImmutableArray<JobRecord>> ClaimExpiredAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken) =>
        new([]);

    /// <summary>The jobs of the lease that somebody wants cancelled and that have not ended.</summary>
    public abstract ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken);

    /// <summary>When the next job that is nobody's and within reach is due; null if there is none.</summary>
    public abstract ValueTask<DateTimeOffset?> NextDueAsync(JobReach reach, CancellationToken cancellationToken);

    /// <summary>
    /// Newest first, of one moment the larger id first. A record that cannot be read is listed as parked, with what is known of
    /// it and why.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no job <see cref="JobQuery.Before"/>.</exception>
    public abstract IAsyncEnumerable<JobRecord> QueryAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a job with everything kept for it. A job that is not there is no error. What it was charged stays spent, and what
    /// is reserved for it becomes spent: nobody will say any more what it was charged.
    /// </summary>
    public abstract ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what a process that died may have left and no job refers to. A store without such things does nothing.
    /// </summary>
    /// <returns>How many were removed.</returns>
    public virtual ValueTask<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => new(0);

    /// <returns>Null if nothing was written under that name.</returns>
    /// <exception cref="FormatException">It is not there any more, or not as it was written.</exception>
    public abstract ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken);

    /// <summary>What is counted on an account; zeros if nothing was yet.</summary>
    public abstract ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken);

    /// <summary>
    /// How long attempts at the target took, in no order: of those in a record that was replaced by one whose last attempt had
    /// succeeded. They outlive their jobs; of each size class the store keeps at most <see cref="AttemptTimes.Slots"/>, by
    /// <see cref="AttemptTimes.SlotOf"/> and the latest end. By default none: then nothing is estimated from earlier jobs.
    /// </summary>
    public virtual ValueTask<ImmutableArray<AttemptTimes>> ReadTimesAsync(string target, CancellationToken cancellationToken) =>
        new([]);

    /// <summary>May be called twice.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Whether this is how a store says that it cannot be used at present.</summary>
    internal static bool IsTrouble(Exception exception) => exception is DbException or JobStoreException;

    /// <summary>The name under which a job's input is kept.</summary>
    protected internal const string InputName = "input";
}
