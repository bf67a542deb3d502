using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coupler.Jobs;

namespace Coupler.Conformance.Client;

/// <summary>
/// A store around another one, in a process that dies at a certain write: <c>commit create</c>, <c>commit prepare</c> and so
/// on for the write that ends a phase, <c>write payload</c> and <c>write result</c> for what is kept beside the record.
/// </summary>
internal sealed class MortalJobStore(JobStore store, KillPoint end) : JobStore
{
    private readonly ConcurrentDictionary<Guid, JobPhase> phases = new();

    public override bool IsShared => store.IsShared;

    public override ValueTask<JobRecord> CreateAsync(JobRecord job, Payload input, CancellationToken cancellationToken)
    {
        phases[job.Id] = job.Phase;
        return end.AroundAsync("commit create", () => store.CreateAsync(job, input, cancellationToken));
    }

    public override ValueTask<JobRecord?> ReplaceAsync(JobRecord job, long expectedVersion, CancellationToken cancellationToken)
    {
        var ended = phases[job.Id];
        phases[job.Id] = job.Phase;
        var isBorder = job.Phase > ended || job.Due is null;
        var border = isBorder ? $"commit {ended.ToString().ToLowerInvariant()}" : "commit within a phase";
        return end.AroundAsync(border, () => store.ReplaceAsync(job, expectedVersion, cancellationToken));
    }

    public override ValueTask WriteAsync(Guid job, string name, Payload payload, CancellationToken cancellationToken) =>
        end.AroundAsync($"write {name.Split('/')[0]}", () => store.WriteAsync(job, name, payload, cancellationToken));

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken) =>
        store.GetAsync(job, cancellationToken);

    public override ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        DateTimeOffset now, int count, TimeSpan lease, CancellationToken cancellationToken) =>
        store.ClaimDueAsync(now, count, lease, cancellationToken);

    public override ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        store.NextDueAsync(cancellationToken);

    public override IAsyncEnumerable<JobRecord> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        store.QueryAsync(query, cancellationToken);

    public override ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken) =>
        store.DeleteAsync(job, cancellationToken);

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken) =>
        store.ReadAsync(job, name, cancellationToken);

    public override ValueTask DisposeAsync() => store.DisposeAsync();
}
