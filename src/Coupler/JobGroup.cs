using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Coupler;

/// <summary>
/// Handles of many jobs, in the order in which they were submitted. Safe to lose: <see cref="QuantumClient.GetJobs{TResult}"/>
/// makes it anew from the ids. Thread-safe.
/// </summary>
public sealed class JobGroup<TResult> : IReadOnlyList<Job<TResult>>
    where TResult : JobResult
{
    private readonly ImmutableArray<Job<TResult>> jobs;

    internal JobGroup(ImmutableArray<Job<TResult>> jobs) => this.jobs = jobs;

    public int Count => jobs.Length;

    public Job<TResult> this[int index] => jobs[index];

    /// <summary>
    /// Each job once, when it has ended or waits for a person, in that order: <see cref="Job{TResult}.ResultAsync"/> then has its
    /// result, or throws, without waiting. The token stops only the waiting.
    /// </summary>
    public async IAsyncEnumerable<Job<TResult>> WhenEachAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var ends = jobs.Select(job => EndAsync(job, giveUp.Token)).ToArray();
            await foreach (var end in Task.WhenEach(ends).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return await end.ConfigureAwait(false);
            }
        }
        finally
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for all results, which come in the order of the jobs. The token stops only the waiting.</summary>
    /// <inheritdoc cref="Job{TResult}.ResultAsync" path="/exception"/>
    public async Task<ImmutableArray<TResult>> ResultsAsync(CancellationToken cancellationToken = default) =>
        [.. await Task.WhenAll(jobs.Select(job => job.ResultAsync(cancellationToken))).ConfigureAwait(false)];

    /// <summary>
    /// Asks for all jobs to be stopped, and returns when the wishes are written down. Those that have ended keep their results.
    /// </summary>
    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        Task.WhenAll(jobs.Select(job => job.CancelAsync(cancellationToken)));

    public IEnumerator<Job<TResult>> GetEnumerator() => jobs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static async Task<Job<TResult>> EndAsync(Job<TResult> job, CancellationToken cancellationToken)
    {
        await foreach (var _ in job.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            // Only the end counts.
        }

        return job;
    }
}
