namespace Coupler.Apps.Tests.Cli;

/// <summary>What Ctrl-C does, while a circuit is read, while it runs, which would take many minutes, and after that.</summary>
public sealed class CancelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ctrl_C_cancels_the_job_and_says_so()
    {
        using var run = ChildProcess.StartCoupler("run", Endless());
        await run.WaitForErrorLineAsync("monitor: executing");

        run.SendInterrupt();
        var ended = (await run.EndAsync()).Ended(130);

        Assert.Empty(ended.Output);
        Assert.Contains("Cancelling; press Ctrl-C again", ended.Error, StringComparison.Ordinal);
        Assert.Matches("coupler: Job [-0-9a-f]{36} was cancelled.", ended.Error);
    }

    [Fact]
    public async Task A_cancelled_run_is_told_in_json_too()
    {
        using var run = ChildProcess.StartCoupler("run", Endless(), "--format", "json");
        await run.WaitForErrorLineAsync("monitor: executing");

        run.SendInterrupt();
        var ended = (await run.EndAsync()).Ended(130);

        Assert.Equal(["job", "target", "status", "error"], ended.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("local.auto", ended.Json.GetProperty("target").GetString());
        Assert.Equal("cancelled", ended.Json.GetProperty("status").GetString());
        Assert.Equal("cancelled", ended.Json.GetProperty("error").GetProperty("kind").GetString());
        Assert.NotEqual(Guid.Empty, ended.Json.GetProperty("job").GetGuid());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("draw")]
    [InlineData("convert")]
    public async Task The_first_Ctrl_C_ends_a_command_that_waits_for_its_file(string verb)
    {
        var ended = (await InterruptReadingAsync(verb)).Ended(130);

        Assert.Empty(ended.Output);
        Assert.Equal("coupler: Cancelled.\n", ended.Error);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_there_is_a_job_is_told_in_json_too()
    {
        var ended = (await InterruptReadingAsync("run", "--format", "json")).Ended(130);

        var error = Assert.Single(ended.Json.EnumerateObject());
        Assert.Equal("error", error.Name);
        Assert.Equal("cancelled", error.Value.GetProperty("kind").GetString());
        Assert.Empty(ended.Error);
    }

    [Theory]
    [InlineData("draw", "FILE")]
    [InlineData("run", "FILE", "--format", "json", "--shots", "100000")]
    public async Task The_first_Ctrl_C_ends_a_command_whose_output_nobody_goes_on_reading(params string[] arguments)
    {
        // Either prints far more than a pipe holds.
        var file = folder.Write("wide.qasm", Circuits.Uniform(qubits: arguments[0] == "draw" ? 20_000 : 18));
        var pipe = NamedPipe.Create(folder.PathOf("output"));
        using var run = ChildProcess.Start(
            "bash",
            Repository.Root,
            ["-c", $"exec ./coupler \"$@\" > '{pipe}'", "coupler", .. arguments.Select(word => word == "FILE" ? file : word)]);
        await using var reader = await NamedPipe.OpenAsync(pipe, FileAccess.Read);
        Assert.NotEqual(-1, reader.ReadByte());

        run.SendInterrupt();

        (await run.EndAsync()).Ended(130);
    }

    private async Task<ProcessOutcome> InterruptReadingAsync(string verb, params string[] options)
    {
        var pipe = NamedPipe.Create(folder.PathOf("circuit.qasm"));
        using var child = ChildProcess.StartCoupler([verb, pipe, .. options]);
        await using var writer = await NamedPipe.OpenAsync(pipe, FileAccess.Write);
        child.SendInterrupt();
        return await child.EndAsync();
    }

    private string Endless() => folder.Write("endless.qasm", Circuits.Endless);
}
