using Coupler.Conformance.Client;
using Coupler.Local;
using Coupler.Problems;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Workspaces;

/// <summary>Two clients over one file, as two processes would have them, each a place of its own for what runs in it.</summary>
public sealed class SharedFileTests : IAsyncLifetime
{
    private readonly TemporaryFile file = new();
    private readonly Patience patience = new();
    private readonly LocalWorkspace otherPlace = new();
    private QuantumClient runner = null!;
    private QuantumClient other = null!;

    /// <summary>2³⁰ assignments, which take minutes.</summary>
    private static Qubo Endless => [.. Enumerable.Range(0, 30).Select(i => (i, (i + 1) % 30, 1.0))];

    private CancellationToken Token => patience.Token;

    public ValueTask InitializeAsync()
    {
        runner = new QuantumClient([new LocalWorkspace()], Errand.Impatient(file.Path));
        other = new QuantumClient([otherPlace], Errand.Impatient(file.Path));
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_runs_in_one_is_watched_and_cancelled_from_the_other_and_never_run_there()
    {
        var lease = Errand.Impatient().Lease;
        var job = await runner.SubmitAsync(Endless, new() { Target = "local.exhaustive" }, Token);
        var elsewhere = other.GetJob<ProblemResult>(job.Id);

        await foreach (var update in elsewhere.WatchAsync(Token))
        {
            if (update.Status == JobStatus.Executing && update.Elapsed > 4 * lease) break;
        }

        Assert.Empty(await otherPlace.ReadAsync([Attempt.IdOf(job.Id, 1)], Token));
        await elsewhere.CancelAsync(Token);
        await Assert.ThrowsAsync<JobCancelledException>(() => elsewhere.ResultAsync(Token));
        await Assert.ThrowsAsync<JobCancelledException>(() => job.ResultAsync(Token));
    }

    [Fact]
    public async Task What_runs_in_one_that_goes_is_run_by_the_other_at_once()
    {
        var job = await runner.SubmitAsync(Endless, new() { Target = "local.exhaustive" }, Token);
        await foreach (var update in job.WatchAsync(Token))
        {
            if (update.Status == JobStatus.Executing) break;
        }

        await runner.DisposeAsync();

        var elsewhere = other.GetJob<ProblemResult>(job.Id);
        while ((await otherPlace.ReadAsync([Attempt.IdOf(job.Id, 1)], Token)).IsEmpty)
        {
            await foreach (var _ in elsewhere.WatchAsync(Token)) break;
        }

        await elsewhere.CancelAsync(Token);
        await Assert.ThrowsAsync<JobCancelledException>(() => elsewhere.ResultAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        await runner.DisposeAsync();
        await other.DisposeAsync();
        patience.Dispose();
        file.Dispose();
    }
}
