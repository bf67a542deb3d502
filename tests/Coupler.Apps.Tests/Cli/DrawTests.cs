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
    public async Task An_input_is_drawn_with_its_value_or_else_its_name()
    {
        const string File = "samples/circuits/rotation.qasm";

        var named = (await ChildProcess.RunCouplerAsync("draw", File)).Ended(0);
        var valued = (await ChildProcess.RunCouplerAsync("draw", File, "--input", "theta=0.125")).Ended(0);

        Assert.Contains("theta", named.Output, StringComparison.Ordinal);
        Assert.Contains("0.125", valued.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("theta", valued.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrow_diagram_keeps_within_its_width()
    {
        var drawing = (await ChildProcess.RunCouplerAsync("draw", "samples/circuits/grover.qasm", "--width", "60")).Ended(0);

        Assert.All(drawing.Output.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }
}
