namespace Coupler.Apps.Tests.Cli;

/// <summary>What Ctrl-C does: the circuit would run for many minutes.</summary>
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

        Assert.Equal("cancelled", ended.Json.GetProperty("status").GetString());
        Assert.Equal("cancelled", ended.Json.GetProperty("error").GetProperty("kind").GetString());
        Assert.NotEqual(Guid.Empty, ended.Json.GetProperty("job").GetGuid());
    }

    private string Endless() => folder.Write("endless.qasm", Circuits.Endless);
}
