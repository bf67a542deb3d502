using Coupler.Jobs;

namespace Coupler.Conformance.Crashes;

/// <summary>
/// Hundreds of jobs at a place that refuses, cuts connections and is away one time in twenty, in a process that is killed again
/// and again. The place's own ledger must show each job accepted once, and each must have had its effect.
/// </summary>
/// <remarks>
/// Seen to fail without the look-up of an attempt before it is sent again: the ledger had 569 lines for 500 jobs. Without the
/// write before the submission: the first kill left no job that was accepted and written down as on its way. What a claim is for
/// takes two processes at a time: see <see cref="PairCrashTests"/>.
/// </remarks>
public sealed class FlockCrashTests(RemotePlace place) : IClassFixture<RemotePlace>, IDisposable
{
    /// <summary>In seconds: each kill waits for its end.</summary>
    private const string Lease = "0.3";

    private const int Seed = 20_260_220;

    private readonly TemporaryFile file = new();
    private readonly DirectoryInfo effects = Directory.CreateTempSubdirectory("coupler-");
    private readonly Random random = new(Seed);

    /// <summary>Before and after every write and every call, as the random kills have it.</summary>
    private static readonly string[] Anywhere =
    [
        .. new[] { "commit intent", "commit acceptance", "commit end", "call submit", "call read", "call fetch", "effect" }
            .SelectMany(border => new[] { $"before {border}", $"after {border}" }),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>At each of the two moments that matter; at the others half as many in all. One takes most of a second.</summary>
    private static int Kills => IsLong ? 150 : 50;

    /// <summary>So many that some are left after the last kill.</summary>
    private static int Jobs => IsLong ? 3_000 : 500;

    private static bool IsLong => Environment.GetEnvironmentVariable("COUPLER_LONG") == "1";

    [Fact]
    public async Task However_often_the_process_is_killed_each_job_is_accepted_once_and_has_its_effect()
    {
        await place.DirectAsync("trouble", $"5 {Seed}");

        await KillAsync(Kills, "before answer to submit", job => job.Phase == JobPhase.Submit && IsAccepted(job));
        await KillAsync(Kills, "after effect", job => job is { Phase: JobPhase.Complete, Due: not null } && HasEffect(job));
        for (var i = 0; i < Kills / 2; i++) await KillAsync(random.GetItems(Anywhere, 1)[0]);
        Assert.True(await RunAsync("never"), "The last run ended as it should.");

        Assert.Equal(Jobs, place.Ledger.Distinct().Count());
        Assert.Equal(Jobs, place.Ledger.Length);
        Assert.Equal(Jobs, effects.GetFiles().Length);
        var jobs = await JobsAsync();
        Assert.Equal(Jobs, jobs.Count);
        foreach (var job in jobs)
        {
            Assert.Equal(JobStatus.Succeeded, job.Status);
            Assert.Equal($"{job.Options.Seed}", await File.ReadAllTextAsync(EffectOf(job), Token));
        }
    }

    public void Dispose()
    {
        file.Dispose();
        effects.Delete(recursive: true);
    }

    private string EffectOf(JobRecord job) => Path.Combine(effects.FullName, $"{job.Id}");

    private bool HasEffect(JobRecord job) => File.Exists(EffectOf(job));

    private bool IsAccepted(JobRecord job) => place.Ledger.Contains(job.Attempts[^1].Id);

    /// <param name="isHit">Such a job is in the store after each of these kills, or it was at another moment.</param>
    private async Task KillAsync(int times, string killPoint, Func<JobRecord, bool> isHit)
    {
        for (var i = 0; i < times; i++)
        {
            await KillAsync(killPoint);
            Assert.Contains(await JobsAsync(), job => isHit(job));
        }
    }

    private async Task KillAsync(string killPoint)
    {
        var ended = await RunAsync($"{killPoint} #{random.Next(3) + 1}");
        Assert.False(ended, $"There was nothing left to kill at '{killPoint}'.");
    }

    private async Task<List<JobRecord>> JobsAsync()
    {
        await using var store = new SqliteJobStore(file.Path);
        var jobs = new List<JobRecord>();
        await foreach (var job in store.QueryAsync(new JobQuery { Limit = 2 * Jobs }, Token)) jobs.Add(job);
        return jobs;
    }

    /// <returns>False if the process was killed.</returns>
    private async Task<bool> RunAsync(string killPoint)
    {
        using var client = DotnetProgram.Start(
            "Coupler.Conformance.Client",
            [$"{place.Address}", file.Path, "flock", $"{Jobs}", effects.FullName, killPoint, Lease]);
        var errors = await client.StandardError.ReadToEndAsync(Token);
        await client.WaitForExitAsync(Token);
        Assert.Empty(errors);
        return client.ExitCode == 0;
    }
}
