namespace Coupler.Apps.Tests.Cli;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_Bell_file_gives_two_outcomes_as_plain_text()
    {
        var run = (await ChildProcess.RunCouplerAsync("run", "samples/circuits/bell.qasm", "--seed", "7")).Ended(0);

        var lines = run.Output.TrimEnd().Split('\n');
        Assert.StartsWith(
            "samples/circuits/bell.qasm on local.state-vector: 1,000 shots, seed 7, ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["00", "11"], lines[1..].Select(line => line.Split(' ')[0]).Order());
        Assert.Equal(1_000, lines[1..].Sum(line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));
        Assert.All(lines[1..], line => Assert.Matches(@"^[01]{2} +\d+ +\d+\.\d %  #+$", line));
        Assert.DoesNotContain('\e', run.Output);
        Assert.Empty(run.Error);
    }

    /// <summary>
    /// Two rounds find one of eight with sin²(5·asin(1/√8)) = 0.9453. By Hoeffding's bound 10,000 shots are off by 0.03 or
    /// more with a probability below 2·exp(−2·10⁴·0.03²) = 3e-8, for a seed that nobody chose by its outcome.
    /// </summary>
    [Fact]
    public async Task Grover_finds_the_marked_value()
    {
        var run = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/grover.qasm", "--shots", "10000", "--seed", "1", "--format", "json")).Ended(0);

        Assert.InRange(run.Counts["101"] / 10_000.0, 0.9453 - 0.03, 0.9453 + 0.03);
    }

    [Fact]
    public async Task The_most_frequent_outcomes_come_first_and_the_rest_is_summed_up()
    {
        var file = folder.Write("uniform.qasm", Circuits.Uniform(qubits: 6));

        var run = (await ChildProcess.RunCouplerAsync("run", file, "--shots", "100000", "--seed", "3")).Ended(0);

        var lines = run.Output.TrimEnd().Split('\n')[1..];
        var counts = lines.Select(line => Count(line)).ToList();
        Assert.Equal(21, lines.Length);
        Assert.StartsWith("(44 others) ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(counts[..20].OrderDescending(), counts[..20]);
        Assert.Equal(100_000, counts.Sum());
    }

    [Fact]
    public async Task An_X_on_qubit_0_of_3_sets_the_rightmost_bit()
    {
        var file = folder.Write("x.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3]; creg c[3]; x q[0]; measure q -> c;");

        var run = (await ChildProcess.RunCouplerAsync("run", file, "--format", "json", "--shots", "5")).Ended(0);

        Assert.Equal(new Dictionary<string, int> { ["001"] = 5 }, run.Counts);
    }

    [Fact]
    public async Task Registers_of_two_and_one_bits_measured_crosswise_stand_apart_the_last_one_leftmost()
    {
        var file = folder.Write(
            "cross.qasm",
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[3];
            creg a[2];
            creg b[1];
            x q[0];
            x q[2];
            measure q[0] -> b[0];
            measure q[1] -> a[0];
            measure q[2] -> a[1];
            """);

        var json = (await ChildProcess.RunCouplerAsync("run", file, "--format", "json", "--shots", "5")).Ended(0);
        var text = (await ChildProcess.RunCouplerAsync("run", file, "--shots", "5")).Ended(0);

        Assert.Equal(new Dictionary<string, int> { ["1 10"] = 5 }, json.Counts);
        Assert.Equal("registers: b a", text.Output.Split('\n')[1]);
        Assert.StartsWith("1 10  5  100.0 %", text.Output.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dash_reads_the_standard_input()
    {
        using var child = ChildProcess.StartCoupler("run", "-", "--format", "json", "--shots", "5");
        child.Type(Circuits.Version3("qubit q; bit c; x q; c = measure q;"));

        var run = (await child.EndAsync()).Ended(0);

        Assert.Equal(new Dictionary<string, int> { ["1"] = 5 }, run.Counts);
    }

    [Fact]
    public async Task A_bit_that_is_never_written_is_0()
    {
        var file = folder.Write("part.qasm", Circuits.Version3("qubit q; bit[3] c; x q; c[1] = measure q;"));

        var run = (await ChildProcess.RunCouplerAsync("run", file, "--format", "json", "--shots", "5")).Ended(0);

        Assert.Equal(new Dictionary<string, int> { ["010"] = 5 }, run.Counts);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("3.141592653589793", "1")]
    public async Task An_input_takes_the_value_that_was_given(string theta, string expected)
    {
        var run = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/rotation.qasm", "--input", $"theta={theta}", "--format", "json", "--shots", "20")).Ended(0);

        Assert.Equal(new Dictionary<string, int> { [expected] = 20 }, run.Counts);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_counts_and_another_seed_others()
    {
        var file = folder.Write("uniform.qasm", Circuits.Uniform(qubits: 8));

        var first = (await ChildProcess.RunCouplerAsync("run", file, "--seed", "11", "--format", "json")).Ended(0);
        var again = (await ChildProcess.RunCouplerAsync("run", file, "--seed", "11", "--format", "json")).Ended(0);
        var other = (await ChildProcess.RunCouplerAsync("run", file, "--seed", "12", "--format", "json")).Ended(0);

        Assert.Equal(first.Counts, again.Counts);
        Assert.NotEqual(first.Counts, other.Counts);
    }

    [Fact]
    public async Task A_seed_that_was_drawn_repeats_the_run()
    {
        var drawn = (await ChildProcess.RunCouplerAsync("run", "samples/circuits/grover.qasm", "--format", "json")).Ended(0);
        var seed = drawn.Json.GetProperty("seed").GetInt64();

        var again = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/grover.qasm", "--format", "json", "--seed", $"{seed}")).Ended(0);

        Assert.Equal(drawn.Counts, again.Counts);
    }

    [Theory]
    [InlineData("float32")]
    [InlineData("float64")]
    public async Task Either_precision_runs(string precision)
    {
        var run = (await ChildProcess.RunCouplerAsync(
            "run", "samples/circuits/bell.qasm", "--precision", precision, "--target", "local.state-vector", "--format", "json"))
            .Ended(0);

        Assert.Equal(["00", "11"], run.Counts.Keys.Order());
        Assert.Equal("local.state-vector", run.Json.GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9.50")]
    public async Task What_is_free_passes_any_cap(string cap) =>
        (await ChildProcess.RunCouplerAsync("run", "samples/circuits/bell.qasm", "--max-cost", cap)).Ended(0);

    [Fact]
    public async Task A_circuit_that_measures_nothing_shows_exact_probabilities()
    {
        var file = folder.Write("state.qasm", Circuits.Version3("qubit[2] q; h q[0]; cx q[0], q[1];"));

        var run = (await ChildProcess.RunCouplerAsync("run", file)).Ended(0);

        Assert.Contains("measures nothing; exact probabilities of all qubits", run.Output, StringComparison.Ordinal);
        Assert.Matches("\n00 +50.0 % ", run.Output);
        Assert.Matches("\n11 +50.0 % ", run.Output);
    }

    private static int Count(string line)
    {
        var columns = line.Replace(" others", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(columns[1].Replace(",", "", StringComparison.Ordinal));
    }
}
