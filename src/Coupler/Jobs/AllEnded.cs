using System.Collections.Immutable;

namespace Coupler.Jobs;

/// <summary>Knows when nothing is left to do in a store, as far as it is a client's affair.</summary>
internal sealed class AllEnded(JobStore store, JobReach reach, CouplerOptions options, TimeProvider time)
{
    /// <summary>What goes on is new, mostly: the first page answers.</summary>
    private const int PageSize = 100;

    private static readonly ImmutableArray<JobStatus> GoingOn =
        [.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Parked && !status.IsFinal)];

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (await IsBusyAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(options.ScanInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsBusyAsync(CancellationToken cancellationToken)
    {
        var page = new JobQuery { Statuses = GoingOn, Limit = PageSize };
        while (true)
        {
            var count = 0;
            await foreach (var job in store.QueryAsync(page, cancellationToken).ConfigureAwait(false))
            {
                if (reach.Covers(job)) return true;
                page = page with { Before = job.Id };
                count++;
            }

            if (count < PageSize) return false;
        }
    }
}
