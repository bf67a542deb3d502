namespace Coupler.Apps.Tests.Cli;

public sealed class DrawTests
{
    [Fact]
    public async Task A_diagram_shows_each_qubit_and_gate()
    {
        var drawing = (await ChildProcess.RunCouplerAsync("draw", "samples/circuits/bell.qasm")).Ended(0);

        Assert.Contains("q[0]", drawing.Output, StringComparison.Ordinal);
        Assert.Contains("q[1]", drawing.Output, StringComparison.Ordinal);
        Assert.Contains("H", drawing.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\e', drawing.Output);
    }

    [Fact]
    public async Task A_narrow_diagram_keeps_within_its_width()
    {
        var drawing = (await ChildProcess.RunCouplerAsync("draw", "samples/circuits/grover.qasm", "--width", "60")).Ended(0);

        Assert.All(drawing.Output.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }
}
