using Coupler.Jobs;

namespace Coupler.Diagnostics;

/// <summary>Tries whether jobs can be written down and places be reached.</summary>
internal sealed class JobHealth(JobStore store, WorkspaceDirectory workspaces, TimeProvider time)
{
    /// <summary>So many parked jobs are counted; more are that many.</summary>
    private const int MostParked = 100;

    /// <param name="patience">For the store, and for each place.</param>
    public async Task<JobHealthReport> CheckAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var places = workspaces.All.Select(async place => new PlaceHealth(
            place.Name,
            await TryAsync(token => place.GetTargetsAsync(token).AsTask(), patience, cancellationToken).ConfigureAwait(false)));
        var asked = Task.WhenAll(places);
        var parked = 0;
        var trouble = await TryAsync(
            async token =>
            {
                await WriteAsync(patience, token).ConfigureAwait(false);
                parked = await CountParkedAsync(token).ConfigureAwait(false);
            },
            patience,
            cancellationToken).ConfigureAwait(false);
        return new JobHealthReport(trouble, parked, [.. await asked.ConfigureAwait(false)]);
    }

    /// <summary>A lease of its own, begun and ended at once: two commits that leave nothing behind.</summary>
    private async Task WriteAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var lease = Guid.NewGuid();
        var now = time.GetUtcNow();
        await store.KeepLeaseAsync(lease, now, now + patience, cancellationToken).ConfigureAwait(false);
        await store.EndLeaseAsync(lease, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> CountParkedAsync(CancellationToken cancellationToken)
    {
        var query = new JobQuery { Statuses = [JobStatus.Parked], Limit = MostParked };
        var count = 0;
        await foreach (var _ in store.QueryAsync(query, cancellationToken).ConfigureAwait(false)) count++;
        return count;
    }

    /// <returns>What went wrong; null if nothing did.</returns>
    private async Task<Exception?> TryAsync(
        Func<CancellationToken, Task> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await ask(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            return new TimeoutException($"No answer in {patience:g}.", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception;
        }
    }
}
