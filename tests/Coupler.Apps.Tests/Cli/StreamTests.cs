namespace Coupler.Apps.Tests.Cli;

/// <summary>Standard streams that are closed, or whose disk is full.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run", "samples/circuits/bell.qasm")]
    [InlineData("run", "samples/circuits/bell.qasm", "--format", "json")]
    [InlineData("targets")]
    [InlineData("targets", "--format", "json")]
    [InlineData("draw", "samples/circuits/bell.qasm")]
    [InlineData("convert", "samples/circuits/bell.qasm")]
    public async Task A_broken_output_is_told_on_the_standard_error(params string[] arguments)
    {
        var full = (await RunAsync(">/dev/full", arguments)).Ended(2);
        Assert.Equal("coupler: The standard output cannot be written to: No space left on device\n", full.Error);

        var closed = (await RunAsync(">&-", arguments)).Ended(2);
        Assert.Equal("coupler: The standard output cannot be written to: it is closed.\n", closed.Error);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task A_broken_standard_error_changes_no_exit_code(string redirection)
    {
        (await RunAsync(redirection, "rum")).Ended(2);
        (await RunAsync(redirection, "run", "nowhere.qasm")).Ended(2);
        (await RunAsync(redirection, "run", folder.Write("big.qasm", Circuits.Uniform(qubits: 40)))).Ended(3);
        (await RunAsync($"{redirection} >/dev/full", "run", "samples/circuits/bell.qasm", "--format", "json")).Ended(2);
        (await RunAsync($"{redirection} >&-", "run", "samples/circuits/bell.qasm")).Ended(2);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task A_run_that_tells_progress_to_a_broken_standard_error_keeps_its_result(string redirection)
    {
        var file = folder.Write("slow.qasm", Circuits.Slow(qubits: 20, layers: 30));
        string[] arguments = ["run", file, "--seed", "5", "--format", "json"];
        var heard = (await RunAsync("", arguments)).Ended(0);
        Assert.Contains("monitor: executing", heard.Error, StringComparison.Ordinal);

        var unheard = (await RunAsync(redirection, arguments)).Ended(0);

        Assert.Equal(heard.Counts, unheard.Counts);
    }

    private static async Task<ProcessOutcome> RunAsync(string redirection, params string[] arguments)
    {
        using var run = ChildProcess.Start(
            "bash", Repository.Root, ["-c", $"exec ./coupler \"$@\" {redirection}", "coupler", .. arguments]);
        return await run.EndAsync();
    }
}
