using System.Collections.Immutable;
using Coupler.Jobs;

namespace Coupler.Conformance.Client;

/// <summary>
/// A store around another one, in a process that dies at a certain write: <c>commit create</c>, <c>commit intent</c> before the
/// submission leaves, <c>commit acceptance</c> after it, <c>commit end</c>.
/// </summary>
internal sealed class MortalJobStore(JobStore store, KillPoint end) : JobStore
{
    public override bool IsShared => store.IsShared;

    public override ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken) =>
        end.AroundAsync("commit create", () => store.CreateAsync(jobs, cancellationToken));

    public override ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken)
    {
        var border = job switch
        {
            { Due: null } => "commit end",
            { Phase: JobPhase.Submit, Tries: 0 } => "commit intent",
            { Phase: JobPhase.Monitor, Tries: 1 } => "commit acceptance",
            _ => "commit within a phase",
        };
        return end.AroundAsync(border, () => store.ReplaceAsync(job, expectedVersion, contents, cancellationToken));
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken) =>
        store.GetAsync(job, cancellationToken);

    public override ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        store.KeepLeaseAsync(lease, now, until, cancellationToken);

    public override ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken) =>
        store.EndLeaseAsync(lease, cancellationToken);

    public override ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, JobReach reach, DateTimeOffset now, int count, CancellationToken cancellationToken) =>
        store.ClaimDueAsync(lease, reach, now, count, cancellationToken);

    public override ValueTask<ImmutableArray<JobRecord>> ClaimExpiredAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken) =>
        store.ClaimExpiredAsync(lease, workspaces, now, count, cancellationToken);

    public override ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken) =>
        store.FindCancelledAsync(lease, cancellationToken);

    public override ValueTask<DateTimeOffset?> NextDueAsync(JobReach reach, CancellationToken cancellationToken) =>
        store.NextDueAsync(reach, cancellationToken);

    public override IAsyncEnumerable<JobRecord> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        store.QueryAsync(query, cancellationToken);

    public override ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken) =>
        end.AroundAsync("commit delete", () => store.DeleteAsync(job, cancellationToken));

    public override ValueTask<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        store.SweepAsync(now, cancellationToken);

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken) =>
        store.ReadAsync(job, name, cancellationToken);

    public override ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken) =>
        store.ReadBalanceAsync(account, cancellationToken);

    public override ValueTask DisposeAsync() => store.DisposeAsync();
}
