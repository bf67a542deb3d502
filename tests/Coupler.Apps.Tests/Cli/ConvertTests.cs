namespace Coupler.Apps.Tests.Cli;

public sealed class ConvertTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_goes_to_the_other_version_and_back_and_still_means_the_same()
    {
        var second = folder.PathOf("second.qasm");
        (await ChildProcess.RunCouplerAsync("convert", "samples/circuits/bell.qasm", "--output", second)).Ended(0);
        var third = folder.Write("third.qasm", (await ChildProcess.RunCouplerAsync("convert", second)).Ended(0).Output);

        Assert.StartsWith("OPENQASM 2.0;", File.ReadAllText(second), StringComparison.Ordinal);
        Assert.StartsWith("OPENQASM 3", File.ReadAllText(third), StringComparison.Ordinal);
        var original = await CountsAsync("samples/circuits/bell.qasm");
        Assert.Equal(original, await CountsAsync(second));
        Assert.Equal(original, await CountsAsync(third));
    }

    [Fact]
    public async Task A_loop_and_a_controlled_gate_can_be_written_in_version_2()
    {
        var second = folder.PathOf("grover2.qasm");
        (await ChildProcess.RunCouplerAsync("convert", "samples/circuits/grover.qasm", "--to", "2", "--output", second)).Ended(0);

        Assert.StartsWith("OPENQASM 2.0;", File.ReadAllText(second), StringComparison.Ordinal);
        Assert.Equal(await CountsAsync("samples/circuits/grover.qasm"), await CountsAsync(second));
    }

    [Fact]
    public async Task The_same_version_can_be_asked_for()
    {
        var text = (await ChildProcess.RunCouplerAsync("convert", "samples/circuits/bell.qasm", "--to", "3")).Ended(0);

        Assert.StartsWith("OPENQASM 3", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_with_a_value_becomes_a_number_and_one_without_stays_in_version_3()
    {
        const string File = "samples/circuits/rotation.qasm";

        var second = (await ChildProcess.RunCouplerAsync("convert", File, "--input", "theta=0.125")).Ended(0);
        var third = (await ChildProcess.RunCouplerAsync("convert", File, "--to", "3")).Ended(0);

        Assert.StartsWith("OPENQASM 2.0;", second.Output, StringComparison.Ordinal);
        Assert.Contains("(0.125)", second.Output, StringComparison.Ordinal);
        Assert.Matches("input float.* theta;", third.Output);
    }

    private static async Task<Dictionary<string, int>> CountsAsync(string file) =>
        (await ChildProcess.RunCouplerAsync("run", file, "--seed", "3", "--format", "json")).Ended(0).Counts;
}
