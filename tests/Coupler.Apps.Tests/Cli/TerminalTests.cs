namespace Coupler.Apps.Tests.Cli;

/// <summary>What somebody sees who sits before a terminal.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_shows_the_histogram_in_colour()
    {
        using var terminal = new PseudoTerminal("run", "samples/circuits/bell.qasm", "--seed", "7");

        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("1,000 shots, seed 7", shown, StringComparison.Ordinal);
        Assert.Contains("█", shown, StringComparison.Ordinal);
        Assert.Contains("\e[38;5;12m", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_run_moves_a_bar_with_its_phase_and_Ctrl_C_clears_it_and_says_what_became_of_the_job()
    {
        using var terminal = new PseudoTerminal("run", folder.Write("endless.qasm", Circuits.Endless));
        await terminal.WaitForAsync("monitor: executing, ");

        terminal.SendInterrupt();
        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(130, exitCode);
        Assert.Matches(@"━━━.* monitor: executing, [\d,]+ of 86,000 gates", shown);
        Assert.Matches(@"\b\d+ %", shown);
        Assert.Contains("Cancelling; press Ctrl-C again", shown, StringComparison.Ordinal);
        Assert.Matches("\e\\[\\?25hcoupler: Job [-0-9a-f]{36} was cancelled\\.\r\n$", shown);
    }
}
