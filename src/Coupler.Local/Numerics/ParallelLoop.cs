namespace Coupler.Local.Numerics;

/// <summary>
/// Runs the loops of one job: on how many threads, and until when. Loops of little work stay on the calling thread, since
/// to wake another costs more than they do. Ranges are so small that a cancellation takes effect within milliseconds.
/// </summary>
/// <param name="threads">At most; 1 or more. Results must not depend on it: loops write to places of their own.</param>
internal sealed class ParallelLoop(int threads, CancellationToken cancellationToken)
{
    /// <summary>Of cost: about 20 µs of work.</summary>
    private const long WorthSharing = 1 << 17;
    private const long SmallestRange = 1 << 14;

    /// <summary>Of cost: a few milliseconds at most, also without vector instructions.</summary>
    private const long LargestRange = 1 << 22;

    /// <summary>Ranges for each thread, so that one that starts late or is interrupted does not keep others waiting.</summary>
    private const int RangesPerThread = 8;

    /// <param name="cost">Of one item, in vector instructions.</param>
    /// <param name="body">Covers items from … to − 1.</param>
    /// <exception cref="OperationCanceledException">The job was cancelled; part of the loop has not run.</exception>
    public void Run(long count, long cost, Action<long, long> body)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var total = count * cost;
        if (total <= SmallestRange)
        {
            body(0, count);
            return;
        }

        var range = Math.Clamp(total / ((long)threads * RangesPerThread), SmallestRange, LargestRange);
        var helping = total < WorthSharing ? 1 : threads;
        WorkerPool.Shared.Run(count, Math.Max(1, range / cost), helping, body, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();
}
