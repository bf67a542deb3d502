using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coupler.Jobs;

/// <summary>Jobs in memory, for as long as the process lives. Objects stay objects: nothing is serialised.</summary>
/// <param name="roundTrip">
/// Write everything to bytes and read it back, as a durable store would: what cannot be written down fails here, too. For tests.
/// </param>
public sealed class MemoryJobStore(bool roundTrip = false) : JobStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, JobRecord> jobs = [];
    private readonly Dictionary<Guid, List<JobContent>> contents = [];
    private readonly Dictionary<(string Owner, string Key), Guid> keys = [];
    private readonly Dictionary<Guid, DateTimeOffset> leases = [];
    private readonly Dictionary<Guid, HashSet<Guid>> claims = [];
    private readonly SortedSet<(DateTimeOffset Due, Guid Job)> due = [];
    private readonly MemoryAccounts accounts = new();
    private readonly MemoryTimes times = new();
    private readonly SortedSet<(DateTimeOffset KeptUntil, Guid Job)> expiring = [];

    public override bool IsShared => false;

    public override ValueTask<ImmutableArray<JobRecord>> CreateAsync(
        ImmutableArray<NewJob> jobs, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var refusal = ReservationCheck.Refusal(jobs, options => keys.ContainsKey(KeyOf(options)!.Value), accounts.BalanceOf);
            return refusal is null ? new([.. jobs.Select(Create)]) : throw refusal;
        }
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken)
    {
        lock (gate) return new(jobs.GetValueOrDefault(job));
    }

    public override ValueTask<JobRecord?> ReplaceAsync(
        JobRecord job, long expectedVersion, ImmutableArray<JobContent> contents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (gate)
        {
            if (!jobs.TryGetValue(job.Id, out var current) || current.Version != expectedVersion) return default;
            foreach (var content in contents) Keep(job.Id, content);
            accounts.Settle(job);
            if (!job.Attempts.IsEmpty) times.Keep(job.Attempt);
            return new(Put(job with { Version = expectedVersion + 1 }));
        }
    }

    public override ValueTask KeepLeaseAsync(
        Guid lease, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            leases[lease] = until;
            foreach (var other in claims.Keys.Union(leases.Keys).ToArray())
            {
                if (leases.GetValueOrDefault(other) <= now) End(other);
            }
        }

        return default;
    }

    public override ValueTask EndLeaseAsync(Guid lease, CancellationToken cancellationToken)
    {
        lock (gate) End(lease);
        return default;
    }

    public override ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        Guid lease, JobReach reach, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            JobRecord[] free = [.. DueWithin(reach).TakeWhile(job => job.Due <= now).Take(count)];
            return new([.. free.Select(job => Put(job with { Claim = lease, Version = job.Version + 1 }))]);
        }
    }

    public override ValueTask<ImmutableArray<JobRecord>> ClaimExpiredAsync(
        Guid lease, ImmutableArray<string> workspaces, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var expired = expiring
                .TakeWhile(place => place.KeptUntil <= now)
                .Select(place => jobs[place.Job])
                .Where(job => workspaces.Contains(job.Workspace) && (job.Claim is null || job.Claim == lease))
                .Take(count)
                .ToArray();
            return new([.. expired.Select(job => Put(job with { Claim = lease, Version = job.Version + 1 }))]);
        }
    }

    public override ValueTask<ImmutableArray<Guid>> FindCancelledAsync(Guid lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new([.. claims.GetValueOrDefault(lease, [])
                .Where(job => jobs[job] is { CancelRequested: true, Due: not null })]);
        }
    }

    public override ValueTask<DateTimeOffset?> NextDueAsync(JobReach reach, CancellationToken cancellationToken)
    {
        lock (gate) return new(DueWithin(reach).FirstOrDefault()?.Due);
    }

    public override async IAsyncEnumerable<JobRecord> QueryAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        JobRecord[] found;
        lock (gate)
        {
            var before = query.Before is { } id ? jobs.GetValueOrDefault(id) ?? throw JobQuery.NoSuchPlace(id) : null;
            found = [.. jobs.Values
                .Where(query.Matches)
                .Where(job => before is null || (job.Created, job.Id).CompareTo((before.Created, before.Id)) < 0)
                .OrderByDescending(job => (job.Created, job.Id))
                .Take(query.Limit)];
        }

        foreach (var job in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return job;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    public override ValueTask DeleteAsync(Guid job, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!jobs.Remove(job, out var record)) return default;
            Forget(record);
            accounts.Forget(job);
            if (KeyOf(record.Options) is { } key) keys.Remove(key);
            contents.Remove(job);
            return default;
        }
    }

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken)
    {
        lock (gate) return new(contents.GetValueOrDefault(job, []).Find(content => content.Name == name)?.Payload);
    }

    public override ValueTask<AccountBalance> ReadBalanceAsync(string account, CancellationToken cancellationToken)
    {
        lock (gate) return new(accounts.BalanceOf(account));
    }

    public override ValueTask<ImmutableArray<AttemptTimes>> ReadTimesAsync(string target, CancellationToken cancellationToken)
    {
        lock (gate) return new(times.Find(target));
    }

    public override ValueTask DisposeAsync() => default;

    private static (string Owner, string Key)? KeyOf(JobOptions options) =>
        options.Key is { } key ? (options.Owner ?? "", key) : null;

    private JobRecord Create(NewJob job)
    {
        var record = job.Record;
        if (KeyOf(record.Options) is { } key && !keys.TryAdd(key, record.Id)) return jobs[keys[key]];
        foreach (var content in job.Contents) Keep(record.Id, content);
        accounts.Reserve(record.Id, job.Reservations);
        return Put(record with { Version = 1 });
    }

    private IEnumerable<JobRecord> DueWithin(JobReach reach) => due.Select(place => jobs[place.Job]).Where(reach.Covers);

    private void End(Guid lease)
    {
        leases.Remove(lease);
        foreach (var job in claims.GetValueOrDefault(lease, []).Select(job => jobs[job]).ToArray())
        {
            Put(job with { Claim = null, Version = job.Version + 1 });
        }
    }

    private JobRecord Put(JobRecord job)
    {
        if (roundTrip) job = JobRecordFormat.Read(JobRecordFormat.Write(job));
        if (jobs.TryGetValue(job.Id, out var before)) Forget(before);
        jobs[job.Id] = job;
        if (job.Claim is { } lease) (CollectionsMarshal.GetValueRefOrAddDefault(claims, lease, out _) ??= []).Add(job.Id);
        else if (job.Due is not null) due.Add(PlaceOf(job));
        if (job.KeptUntil is { } end) expiring.Add((end, job.Id));
        return job;
    }

    private void Forget(JobRecord job)
    {
        due.Remove(PlaceOf(job));
        if (job.KeptUntil is { } end) expiring.Remove((end, job.Id));
        if (job.Claim is { } lease && claims.TryGetValue(lease, out var claimed) && claimed.Remove(job.Id) && claimed.Count == 0)
        {
            claims.Remove(lease);
        }
    }

    private static (DateTimeOffset Due, Guid Job) PlaceOf(JobRecord job) => (job.Due ?? DateTimeOffset.MaxValue, job.Id);

    /// <summary>What is kept under a name stays.</summary>
    private void Keep(Guid job, JobContent content)
    {
        var kept = CollectionsMarshal.GetValueRefOrAddDefault(contents, job, out _) ??= [];
        if (kept.Exists(other => other.Name == content.Name)) return;
        kept.Add(roundTrip ? content with { Payload = content.Payload.Detached() } : content);
    }
}
