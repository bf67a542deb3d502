using System.Collections.Concurrent;
using Coupler.Circuits;
using Coupler.Conformance.Client;
using Coupler.Jobs;
using Coupler.Testing.Contracts;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Crashes;

/// <summary>A file that may not grow, as on a disk that is full, while jobs are under way at a place with a ledger.</summary>
public sealed class FullStoreTests(RemotePlace place) : IClassFixture<RemotePlace>, IAsyncDisposable
{
    private const int Jobs = 200;

    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();

    private CancellationToken Token => patience.Token;

    /// <summary>
    /// 60 pages of 4 kB hold some seventy new jobs and what a few of them bring: the others cannot write what they need to go on.
    /// </summary>
    [Fact]
    public async Task A_full_file_refuses_jobs_with_the_reason_and_those_that_it_has_go_on_when_there_is_room()
    {
        var store = new SqliteJobStore(file.Path);
        await using var client = new QuantumClient([new RemoteWorkspace(place.Address)], Errand.Impatient(), store);
        await store.TellWriterAsync("PRAGMA max_page_count = 60");

        var (written, refused) = await SubmitAllAsync(client, Enumerable.Range(0, Jobs));

        Assert.InRange(written.Count, 1, Jobs - 1);
        Assert.All(refused.Values, refusal => Assert.Equal(JobStoreTrouble.Full, refusal.Trouble));
        Assert.All(refused.Values, refusal => Assert.StartsWith(
            $"The store '{file.Path}' is full. Make room on its disk, ", refusal.Message, StringComparison.Ordinal));
        var underWay = 0;
        foreach (var job in written) underWay += (await job.GetSnapshotAsync(Token)).Status.IsFinal ? 0 : 1;
        Assert.InRange(underWay, 1, Jobs);

        await store.TellWriterAsync("PRAGMA max_page_count = 1000000");
        var (others, none) = await SubmitAllAsync(client, refused.Keys);

        Assert.Empty(none);
        foreach (var job in written.Concat(others)) Assert.Equal(20, (await job.ResultAsync(Token)).Shots);
        Assert.Equal(Jobs, place.Ledger.Distinct().Count());
        Assert.Equal(Jobs, place.Ledger.Length);
    }

    public ValueTask DisposeAsync()
    {
        patience.Dispose();
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(ConcurrentBag<Job<CircuitResult>> Written, ConcurrentDictionary<int, JobStoreException> Refused)>
        SubmitAllAsync(QuantumClient client, IEnumerable<int> numbers)
    {
        var written = new ConcurrentBag<Job<CircuitResult>>();
        var refused = new ConcurrentDictionary<int, JobStoreException>();
        Circuit bell = [H(0), CX(0, 1), MeasureAll()];
        await Parallel.ForEachAsync(numbers, Token, async (number, token) =>
        {
            var options = new JobOptions { Target = RemoteWorkspace.TargetId, Shots = 20, Seed = number, Key = $"{number}" };
            try
            {
                written.Add(await client.SubmitAsync(bell, options, token));
            }
            catch (JobStoreException exception)
            {
                refused[number] = exception;
            }
        });
        return (written, refused);
    }
}
