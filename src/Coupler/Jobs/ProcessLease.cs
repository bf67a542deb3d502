namespace Coupler.Jobs;

/// <summary>This process's lease in a store: while it is kept up, nobody else touches the jobs that bear its mark.</summary>
internal sealed class ProcessLease(JobStore store, CouplerOptions options, TimeProvider time) : IAsyncDisposable
{
    /// <summary>It is renewed when this part of it is left: late enough to be rare, early enough for a slow store.</summary>
    private const double EarlyRenewal = 2.0 / 3;

    /// <summary>This part of it has to be left where something is sent.</summary>
    private const double Arrival = 1.0 / 3;

    private readonly SemaphoreSlim gate = new(1, 1);
    private long untilTicks;

    /// <summary>The mark.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public DateTimeOffset Renewal => untilTicks == 0 ? DateTimeOffset.MinValue : Until - (options.Lease * EarlyRenewal);

    /// <summary>
    /// Whether it was kept up once, and less of it is left than a submission may take to arrive: by then what was claimed under
    /// it may be another's.
    /// </summary>
    public bool IsShort => Volatile.Read(ref untilTicks) != 0 && time.GetUtcNow() >= Until - (options.Lease * Arrival);

    private DateTimeOffset Until => new(Volatile.Read(ref untilTicks), TimeSpan.Zero);

    /// <summary>Begins the lease, or renews it if it is time.</summary>
    /// <param name="onLost">
    /// Called if it had run out meanwhile, before anything is claimed anew: what was claimed under it may be another's.
    /// </param>
    /// <returns>False if it had run out.</returns>
    public async ValueTask<bool> KeepAsync(Action onLost, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < Renewal) return true;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            var hadRunOut = untilTicks != 0 && now >= Until;
            if (hadRunOut)
            {
                // In this order: a claim that is made after the end is kept.
                onLost();
                await store.EndLeaseAsync(Id, cancellationToken).ConfigureAwait(false);
            }

            var until = now + options.Lease;
            await store.KeepLeaseAsync(Id, now, until, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref untilTicks, until.UtcTicks);
            return !hadRunOut;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Gives back what was claimed under it.</summary>
    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (untilTicks == 0) return;
        await store.EndLeaseAsync(Id, CancellationToken.None).ConfigureAwait(false);
    }
}
