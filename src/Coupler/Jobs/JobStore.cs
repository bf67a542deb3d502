using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>
/// Where jobs are written down. Every write is whole or not at all, and lasts when the call returns. Implementations are
/// thread-safe. A claim is what keeps two processes from running one step at a time: it moves <see cref="JobRecord.Due"/>
/// to the end of the lease, and a claim that was not given back in time may be taken over.
/// </summary>
public abstract class JobStore : IAsyncDisposable
{
    /// <summary>Whether other processes may change the jobs.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Writes a new job and its input in one transaction.</summary>
    /// <returns>
    /// The job as stored; or, if a job with the same owner and key is there, that one, and nothing was written. No owner and an
    /// empty one are the same.
    /// </returns>
    public abstract ValueTask<JobRecord> CreateAsync(JobRecord job, Payload input, CancellationToken cancellationToken);

    /// <returns>Null if there is no such job.</returns>
    /// <exception cref="FormatException">A later version wrote it.</exception>
    public abstract ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>Replaces the record if it still has the version that the caller saw.</summary>
    /// <returns>The record with its new version; null if somebody else was faster.</returns>
    public abstract ValueTask<JobRecord?> ReplaceAsync(JobRecord job, long expectedVersion, CancellationToken cancellationToken);

    /// <summary>Claims what is due, oldest first. A record that cannot be read is parked, never dropped.</summary>
    public abstract ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        DateTimeOffset now, int count, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>When the next job is due; null if none is.</summary>
    public abstract ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Newest first. A record that cannot be read is listed as parked, with what is known of it and why.</summary>
    public abstract IAsyncEnumerable<JobRecord> QueryAsync(JobQuery query, CancellationToken cancellationToken);

    /// <summary>Removes a job with everything kept for it. A job that is not there is no error.</summary>
    public abstract ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps bytes for a job under a name. Written once: a second write under the same name changes nothing, nor does one for
    /// a job that is not there (any more).
    /// </summary>
    public abstract ValueTask WriteAsync(Guid job, string name, Payload payload, CancellationToken cancellationToken);

    /// <returns>Null if nothing was written under that name.</returns>
    public abstract ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken);

    /// <summary>May be called twice.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>The name under which a job's input is kept.</summary>
    protected internal const string InputName = "input";
}
