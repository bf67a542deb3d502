using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler.Jobs;

/// <summary>Jobs in memory, for as long as the process lives. Objects stay objects: nothing is serialised.</summary>
/// <param name="roundTrip">
/// Write everything to bytes and read it back, as a durable store would: what cannot be written down fails here, too. For tests.
/// </param>
public sealed class MemoryJobStore(bool roundTrip = false) : JobStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, JobRecord> jobs = [];
    private readonly Dictionary<(Guid Job, string Name), Payload> payloads = [];
    private readonly Dictionary<(string Owner, string Key), Guid> keys = [];
    private readonly SortedSet<(DateTimeOffset Due, Guid Job)> due = [];

    public override bool IsShared => false;

    public override ValueTask<JobRecord> CreateAsync(JobRecord job, Payload input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(input);
        lock (gate)
        {
            if (KeyOf(job) is { } key && !keys.TryAdd(key, job.Id)) return new(jobs[keys[key]]);

            payloads[(job.Id, InputName)] = Kept(input);
            return new(Put(job with { Version = 1 }));
        }
    }

    public override ValueTask<JobRecord?> GetAsync(Guid job, CancellationToken cancellationToken)
    {
        lock (gate) return new(jobs.GetValueOrDefault(job));
    }

    public override ValueTask<JobRecord?> ReplaceAsync(JobRecord job, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        lock (gate)
        {
            if (!jobs.TryGetValue(job.Id, out var current) || current.Version != expectedVersion) return default;
            Forget(current);
            return new(Put(job with { Version = expectedVersion + 1 }));
        }
    }

    public override ValueTask<ImmutableArray<JobRecord>> ClaimDueAsync(
        DateTimeOffset now, int count, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var claimed = ImmutableArray.CreateBuilder<JobRecord>();
            while (claimed.Count < count && due.Count > 0 && due.Min.Due <= now)
            {
                var job = jobs[due.Min.Job];
                Forget(job);
                claimed.Add(Put(job.ClaimedUntil(now + lease, Guid.NewGuid()) with { Version = job.Version + 1 }));
            }

            return new(claimed.DrainToImmutable());
        }
    }

    public override ValueTask<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        lock (gate) return new(due.Count == 0 ? null : due.Min.Due);
    }

    public override async IAsyncEnumerable<JobRecord> QueryAsync(
        JobQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        JobRecord[] found;
        lock (gate)
        {
            found = [.. jobs.Values.Where(query.Matches).OrderByDescending(job => (job.Created, job.Id)).Take(query.Limit)];
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
            if (KeyOf(record) is { } key) keys.Remove(key);
            foreach (var name in payloads.Keys.Where(name => name.Job == job).ToArray()) payloads.Remove(name);
            return default;
        }
    }

    public override ValueTask WriteAsync(Guid job, string name, Payload payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        lock (gate)
        {
            if (jobs.ContainsKey(job)) payloads.TryAdd((job, name), Kept(payload));
        }

        return default;
    }

    public override ValueTask<Payload?> ReadAsync(Guid job, string name, CancellationToken cancellationToken)
    {
        lock (gate) return new(payloads.GetValueOrDefault((job, name)));
    }

    public override ValueTask DisposeAsync() => default;

    private static (string Owner, string Key)? KeyOf(JobRecord job) =>
        job.Options.Key is { } key ? (job.Options.Owner ?? "", key) : null;

    private JobRecord Put(JobRecord job)
    {
        if (roundTrip) job = JobRecordFormat.Read(JobRecordFormat.Write(job));
        jobs[job.Id] = job;
        if (job.Due is { } when) due.Add((when, job.Id));
        return job;
    }

    private void Forget(JobRecord job)
    {
        if (job.Due is { } when) due.Remove((when, job.Id));
    }

    private Payload Kept(Payload payload) => roundTrip ? payload.Detached() : payload;
}
