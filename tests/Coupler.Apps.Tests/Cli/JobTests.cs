using System.Diagnostics;

namespace Coupler.Apps.Tests.Cli;

/// <summary>A job in a store, which each command opens anew.</summary>
public sealed class JobTests : IDisposable
{
    private const string Bell = "samples/circuits/bell.qasm";

    /// <summary>Far below the half minute after which a process takes what another one left without a word.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(15);

    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_job_is_submitted_looked_at_watched_and_brings_its_result_in_four_processes()
    {
        var submitted = (await store.RunAsync("submit", Bell, "--seed", "7")).Ended(0);
        Assert.Matches("^[-0-9a-f]{36}\n$", submitted.Output);
        var job = submitted.Output.TrimEnd('\n');
        Assert.Contains($"\n  coupler watch {job} --store {store.Path}\n", submitted.Error, StringComparison.Ordinal);

        var status = (await store.RunAsync("status", job)).Ended(0);
        Assert.Matches($"^job +{job}\nname +bell.qasm\ntarget +local.auto\nstatus +prepare: created\n", status.Output);

        var before = Stopwatch.GetTimestamp();
        var watched = (await store.RunAsync("watch", job)).Ended(0);
        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, AtOnce);
        Assert.Matches(@"^0\.\d s  prepare: created\n(?:\d+\.\d s  \w+: .*\n)*\d+\.\d s  complete: succeeded\n$", watched.Output);

        var results = (await store.RunAsync("results", job)).Ended(0).Output.Split('\n');
        var run = (await ChildProcess.RunCouplerAsync("run", Bell, "--seed", "7")).Ended(0).Output.Split('\n');
        Assert.StartsWith("bell.qasm on local.state-vector: 1,000 shots, seed 7, ", results[0], StringComparison.Ordinal);
        Assert.Equal(run[1..], results[1..]);
    }

    [Fact]
    public async Task A_submit_returns_while_the_job_is_not_done_and_a_result_is_not_waited_for_unless_that_is_asked()
    {
        var job = await store.SubmitAsync(Long());

        var results = (await store.RunAsync("results", job)).Ended(5);
        Assert.Empty(results.Output);
        Assert.StartsWith($"coupler: Job {job} has not ended (prepare: created).", results.Error, StringComparison.Ordinal);
        Assert.Contains($"coupler results {job} --wait", results.Error, StringComparison.Ordinal);

        Assert.Equal($"Job {job} is cancelled.\n", (await store.RunAsync("cancel", job)).Ended(0).Output);
        Assert.Equal($"coupler: Job {job} was cancelled.\n", (await store.RunAsync("results", job)).Ended(130).Error);
        Assert.EndsWith("cancelled\n", (await store.RunAsync("watch", job)).Ended(130).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_another_process_runs_is_cancelled_there()
    {
        var job = await store.SubmitAsync(Long());
        using var waiting = store.Start("results", job, "--wait");
        await waiting.WaitForErrorLineAsync("monitor: executing");

        (await store.RunAsync("cancel", job)).Ended(0);

        var ended = (await waiting.EndAsync()).Ended(130);
        Assert.Contains($"coupler: Job {job} was cancelled.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_only_the_waiting_and_the_job_is_free_at_once()
    {
        var job = await store.SubmitAsync(Long());
        using var waiting = store.Start("results", job, "--wait");
        await waiting.WaitForErrorLineAsync("monitor: executing");

        waiting.SendInterrupt();
        var ended = (await waiting.EndAsync()).Ended(130);

        Assert.Empty(ended.Output);
        Assert.Contains($"coupler: Job {job} stays in '{store.Path}'", ended.Error, StringComparison.Ordinal);
        Assert.EndsWith($" To come back: coupler watch {job} --store {store.Path}\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal($"Job {job} is cancelled.\n", (await store.RunAsync("cancel", job)).Ended(0).Output);
    }

    [Fact]
    public async Task A_key_makes_one_job()
    {
        var first = await store.SubmitAsync(Bell, "--key", "monday", "--owner", "ann");

        var again = (await store.RunAsync("submit", Bell, "--key", "monday", "--owner", "ann", "--shots", "7")).Ended(0);
        Assert.Equal(first + "\n", again.Output);
        Assert.StartsWith("This is the job that was submitted under this key before (", again.Error, StringComparison.Ordinal);
        Assert.NotEqual(first, await store.SubmitAsync(Bell, "--key", "monday", "--owner", "bob"));
    }

    [Fact]
    public async Task The_raw_result_is_written_as_the_target_gave_it()
    {
        var job = await store.SubmitAsync(Bell, "--seed", "7", "--name", "my bell");
        var raw = store.PathOf("bell.raw");

        var results = (await store.RunAsync("results", job, "--wait", "--raw", raw)).Ended(0);

        Assert.StartsWith("my bell on local.state-vector: ", results.Output, StringComparison.Ordinal);
        Assert.Contains("\"local.state-vector\"", File.ReadAllText(raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_carries_on_whatever_is_due_until_nothing_is_left()
    {
        string[] jobs = [await store.SubmitAsync(Bell), await store.SubmitAsync(Bell)];

        var work = (await store.RunAsync("work", "--until-idle")).Ended(0);

        Assert.Equal("2 jobs ended: 2 succeeded\n", work.Output);
        Assert.StartsWith(
            $"Carrying on what is due in '{store.Path}', until nothing is left to do.\n", work.Error, StringComparison.Ordinal);
        Assert.Matches($"\n{jobs[0]}  .*complete: succeeded\n", work.Error);
        Assert.Equal("succeeded", await store.StatusAsync(jobs[1]));
        Assert.Equal("No job ended.\n", (await store.RunAsync("work", "--until-idle")).Ended(0).Output);
    }

    [Fact]
    public async Task Work_takes_what_is_submitted_meanwhile_and_Ctrl_C_leaves_what_has_not_ended()
    {
        using var work = store.Start("work");
        await work.WaitForErrorLineAsync("until Ctrl-C");
        var job = await store.SubmitAsync(Long());
        await work.WaitForErrorLineAsync("monitor: executing");

        work.SendInterrupt();
        var ended = (await work.EndAsync()).Ended(130);

        Assert.Equal("No job ended.\n", ended.Output);
        Assert.Contains("What has not ended stays in the store.", ended.Error, StringComparison.Ordinal);
        Assert.Equal($"Job {job} is cancelled.\n", (await store.RunAsync("cancel", job)).Ended(0).Output);
    }

    [Fact]
    public async Task The_store_is_in_the_folder_of_the_user_s_data_unless_the_environment_names_another()
    {
        var data = store.PathOf("data");
        var other = store.PathOf("other.db");

        var missing = (await InAsync($"XDG_DATA_HOME='{data}'", "jobs")).Ended(2);
        Assert.Contains($"There is no store '{data}/coupler/jobs.db'", missing.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
        var job = (await InAsync($"XDG_DATA_HOME='{data}'", "submit", Bell)).Ended(0);
        Assert.Contains($"\n  coupler watch {job.Output}", job.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "coupler", "jobs.db")));
        (await InAsync($"COUPLER_STORE='{other}'", "submit", Bell)).Ended(0);
        Assert.True(File.Exists(other));
    }

    private static async Task<ProcessOutcome> InAsync(string variable, params string[] arguments)
    {
        using var child = ChildProcess.Start(
            "bash", Repository.Root, ["-c", $"{variable} exec ./coupler \"$@\"", "coupler", .. arguments]);
        return await child.EndAsync();
    }

    private string Long() => store.Write("long.qasm", Circuits.Long);
}
