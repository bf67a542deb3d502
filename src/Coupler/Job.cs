namespace Coupler;

/// <summary>
/// A handle of a job by its id; cheap to make, safe to lose: <see cref="QuantumClient.GetJob(Guid)"/> makes it anew, also in
/// another process over the same store. Thread-safe.
/// </summary>
public class Job
{
    internal Job(QuantumClient client, Guid id)
    {
        Client = client;
        Id = id;
    }

    /// <summary>Keep this to come back later.</summary>
    public Guid Id { get; }

    internal QuantumClient Client { get; }

    /// <summary>The job at this moment.</summary>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public ValueTask<JobSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default) =>
        Client.GetSnapshotAsync(Id, cancellationToken);

    /// <summary>
    /// The job now, then after every change, each once, until it has ended or waits for a person. Changes that follow each other
    /// faster than they are taken are told as one; that time has passed, and so less of it is left, is no change. The token stops
    /// only the watching.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public IAsyncEnumerable<JobSnapshot> WatchAsync(CancellationToken cancellationToken = default) =>
        Client.WatchAsync(Id, cancellationToken);

    /// <summary>Waits for the result, of whatever kind it is. The token stops only the waiting; the job goes on.</summary>
    /// <exception cref="JobFailedException">The job failed, or is parked.</exception>
    /// <exception cref="JobCancelledException">The job was cancelled.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public Task<JobResult> ResultAsync(CancellationToken cancellationToken = default) =>
        Client.ResultAsync(Id, cancellationToken);

    /// <summary>The result as the target gave it, byte for byte. Does not wait.</summary>
    /// <exception cref="InvalidOperationException">The result is not here yet.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public Task<Payload> RawResultAsync(CancellationToken cancellationToken = default) =>
        Client.RawResultAsync(Id, cancellationToken);

    /// <summary>What the job carries, as it was submitted: after a restart, what its result is about. Does not wait.</summary>
    /// <exception cref="FormatException">It is in a format that this version does not read.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public Task<Workload> WorkloadAsync(CancellationToken cancellationToken = default) =>
        Client.WorkloadAsync(Id, cancellationToken);

    /// <summary>
    /// Takes a parked job up again where it stopped: its result is read, or its step's code run, once more. Returns when that is
    /// written down.
    /// </summary>
    /// <exception cref="InvalidOperationException">The job is not parked.</exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => Client.CompleteAsync(Id, cancellationToken);

    /// <summary>
    /// Asks for the job to be stopped. Returns when the wish is written down, which is before it takes effect; a job that has
    /// ended, or whose result is already here, keeps it.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public Task CancelAsync(CancellationToken cancellationToken = default) => Client.CancelAsync(Id, cancellationToken);
}

/// <summary>A handle of a job whose kind of result is known.</summary>
/// <inheritdoc cref="Job" path="/summary"/>
public sealed class Job<TResult> : Job
    where TResult : JobResult
{
    internal Job(QuantumClient client, Guid id)
        : base(client, id)
    {
    }

    /// <summary>Waits for the result. The token stops only the waiting; the job goes on.</summary>
    /// <exception cref="JobFailedException">The job failed, or is parked.</exception>
    /// <exception cref="JobCancelledException">The job was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The job carries another kind of workload, so its result is no <typeparamref name="TResult"/>.
    /// </exception>
    /// <exception cref="KeyNotFoundException">The store has no such job.</exception>
    public new async Task<TResult> ResultAsync(CancellationToken cancellationToken = default)
    {
        var result = await base.ResultAsync(cancellationToken).ConfigureAwait(false);
        var kind = result.GetType().Name;
        return result as TResult ?? throw new InvalidOperationException(
            $"Job {Id} gave a {kind}, not a {typeof(TResult).Name}: ask for it with GetJob<{kind}>(id).");
    }
}
