namespace Coupler.Apps.Tests.Cli;

/// <summary>A run whose job is in a store, and what Ctrl-C makes of it.</summary>
public sealed class StoredRunTests : IDisposable
{
    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_run_that_is_left_is_finished_by_a_second_process_with_the_result_of_an_undisturbed_one()
    {
        var file = store.Write("slow.qasm", Circuits.Slow(qubits: 20, layers: 60));
        var undisturbed = (await ChildProcess.RunCouplerAsync("run", file, "--seed", "5", "--format", "json")).Ended(0);
        using var run = store.Start("run", file, "--seed", "5", "--format", "json");
        await run.WaitForErrorLineAsync("monitor: executing");

        run.SendInterrupt();
        var left = (await run.EndAsync()).Ended(130);

        Assert.DoesNotContain("Cancel the job", left.Error, StringComparison.Ordinal);
        Assert.Equal(["job", "target", "status", "error"], left.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("executing", left.Json.GetProperty("status").GetString());
        Assert.Equal("left", left.Json.GetProperty("error").GetProperty("kind").GetString());
        var job = left.Json.GetProperty("job").GetString()!;
        Assert.Contains($"coupler watch {job}", left.Json.GetProperty("error").GetProperty("message").GetString());
        var finished = (await store.RunAsync("results", job, "--wait", "--format", "json")).Ended(0);
        Assert.Equal(undisturbed.Counts, finished.Counts);
    }

    [Theory]
    [InlineData("c", "was cancelled.")]
    [InlineData("l", "stays in")]
    public async Task On_a_terminal_Ctrl_C_asks_what_becomes_of_the_job(string answer, string expected)
    {
        using var terminal = store.OnTerminal("run", Long());
        await terminal.WaitForAsync("monitor: executing, ");

        terminal.SendInterrupt();
        await terminal.WaitForAsync("Cancel the job (c), or leave it to go on later (l)?");
        terminal.Type("x" + answer);
        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(130, exitCode);
        Assert.Matches($"\ncoupler: Job [-0-9a-f]{{36}} {expected}", shown);
    }

    [Fact]
    public async Task A_second_Ctrl_C_leaves_the_job_free_for_others()
    {
        using var terminal = store.OnTerminal("run", Long());
        await terminal.WaitForAsync("monitor: executing, ");
        terminal.SendInterrupt();
        await terminal.WaitForAsync("(l)?");

        terminal.SendInterrupt();
        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(130, exitCode);
        Assert.Contains(" stays in ", shown, StringComparison.Ordinal);
        var job = (await store.RunAsync("jobs", "--format", "json")).Json.GetProperty("jobs")[0].GetProperty("job").GetString()!;
        Assert.Equal($"Job {job} is cancelled.\n", (await store.RunAsync("cancel", job)).Ended(0).Output);
    }

    [Fact]
    public async Task A_watch_on_a_terminal_moves_a_bar_and_ends_with_a_line()
    {
        var job = await store.SubmitAsync(store.Write("slow.qasm", Circuits.Slow(qubits: 20, layers: 30)));
        using var terminal = store.OnTerminal("watch", job);

        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Matches(@"━━━.* monitor: executing, [\d,]+ of [\d,]+ gates", shown);
        Assert.Matches(@"\d s  complete: succeeded\r\n$", shown);
    }

    private string Long() => store.Write("long.qasm", Circuits.Long);
}
