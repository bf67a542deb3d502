using Coupler.Jobs;

namespace Coupler.Conformance.Crashes;

/// <summary>
/// Two processes at a time on one file and the same jobs, each killed again and again, at its own moments: what one of them has
/// begun is the affair of the other only when the first is dead. The place takes longer to accept than a process to look for what
/// is due: where both took a job for theirs, both would send it.
/// </summary>
/// <remarks>
/// Seen to fail where a job that another process has claimed is claimed all the same: the ledger had 353 lines for 200 jobs.
/// </remarks>
public sealed class PairCrashTests(RemotePlace place) : IClassFixture<RemotePlace>, IDisposable
{
    private const int Seed = 20_260_221;
    /// <summary>
    /// In seconds. A process that a busy machine stops for that long between its last look at the lease and the arrival of what
    /// it sends is rightly taken for dead, and its job is sent twice: at 0.3 s beside eight busy loops, 2 times in 6.
    /// </summary>
    private const string Lease = "2";
    private const int Jobs = 200;

    private static readonly string[] Moments =
        ["after commit intent", "after call submit", "before commit acceptance", "after effect"];

    private readonly TemporaryFile file = new();
    private readonly DirectoryInfo effects = Directory.CreateTempSubdirectory("coupler-");
    private readonly Random random = new(Seed);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Kills => Environment.GetEnvironmentVariable("COUPLER_LONG") == "1" ? 20 : 3;

    [Fact]
    public async Task Of_two_processes_that_are_killed_in_turns_each_job_is_accepted_once_and_has_its_effect()
    {
        await place.DirectAsync("trouble", $"5 {Seed}");
        await place.DirectAsync("latency", "50");

        await Task.WhenAll(RunAllAsync(KillPoints()), RunAllAsync(KillPoints()));

        Assert.Equal(Jobs, place.Ledger.Distinct().Count());
        Assert.Equal(Jobs, place.Ledger.Length);
        Assert.Equal(Jobs, effects.GetFiles().Length);
        await using var store = new SqliteJobStore(file.Path);
        await foreach (var job in store.QueryAsync(new JobQuery { Limit = 2 * Jobs }, Token))
        {
            Assert.Equal((JobStatus.Succeeded, 1), (job.Status, job.Attempts.Length));
        }
    }

    public void Dispose()
    {
        file.Dispose();
        effects.Delete(recursive: true);
    }

    private string[] KillPoints() =>
        [.. random.GetItems(Moments, Kills).Select(moment => $"{moment} #{random.Next(9) + 1}")];

    /// <summary>One process after the other, each killed at its moment if that comes; the last one ends as it should.</summary>
    private async Task RunAllAsync(string[] killPoints)
    {
        foreach (var killPoint in killPoints) await RunAsync(killPoint);
        Assert.Equal(0, await RunAsync("never"));
    }

    private async Task<int> RunAsync(string killPoint)
    {
        using var client = DotnetProgram.Start(
            "Coupler.Conformance.Client",
            [$"{place.Address}", file.Path, "flock", $"{Jobs}", effects.FullName, killPoint, Lease]);
        var errors = await client.StandardError.ReadToEndAsync(Token);
        await client.WaitForExitAsync(Token);
        Assert.Empty(errors);
        return client.ExitCode;
    }
}
