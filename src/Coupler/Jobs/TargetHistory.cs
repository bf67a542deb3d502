using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>
/// How long earlier attempts took at one target, as the store knows it: read when somebody asks, and kept for a while, however
/// many ask. Thread-safe.
/// </summary>
internal sealed class TargetHistory(string target, JobStore store, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private ImmutableArray<AttemptTimes> known = [];
    private Lazy<Task>? reading;
    private long readSince;

    public async ValueTask<ImmutableArray<AttemptTimes>> ReadAsync(CancellationToken cancellationToken)
    {
        Lazy<Task> current;
        lock (gate)
        {
            if (reading is null || time.GetElapsedTime(readSince) >= Freshness)
            {
                (reading, readSince) = (new Lazy<Task>(ReadStoreAsync), time.GetTimestamp());
            }

            current = reading;
        }

        await current.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        return known;
    }

    private async Task ReadStoreAsync()
    {
        try
        {
            known = await store.ReadTimesAsync(target, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (JobStore.IsTrouble(exception))
        {
            // Who watches a job goes on watching while the store is away: what was known before is good enough.
        }
    }
}
