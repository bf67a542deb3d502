namespace Coupler.Apps.Tests.Cli;

/// <summary>What somebody sees who sits before a terminal.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_short_run_shows_the_histogram_in_colour_and_no_progress()
    {
        using var terminal = new PseudoTerminal("run", "samples/circuits/bell.qasm", "--seed", "7");

        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("1,000 shots, seed 7", shown, StringComparison.Ordinal);
        Assert.Contains("█", shown, StringComparison.Ordinal);
        Assert.Contains("\e[38;5;12m", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("monitor:", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_run_moves_a_bar_with_its_phase_and_then_shows_the_histogram()
    {
        var file = folder.Write("long.qasm", Circuits.Long(qubits: 18, layers: 120));
        using var terminal = new PseudoTerminal("run", file, "--shots", "50");

        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("monitor: executing", shown, StringComparison.Ordinal);
        Assert.Matches(@" of [\d,]+ gates", shown);
        Assert.Contains("50 shots, seed", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("monitor:", shown[shown.IndexOf("50 shots", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }
}
