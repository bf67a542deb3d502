namespace Coupler.Apps.Tests.Cli;

/// <summary>What is wrong, where, and what to do; never a stack trace.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_typing_mistake_shows_the_line_and_a_caret_below_it()
    {
        var file = folder.Write("typo.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\n  cnott q[0], q[1];\n");

        var error = await ErrorOfAsync(2, "run", file);

        var lines = error.Split('\n');
        Assert.Contains("did you mean 'cx'?", lines[0], StringComparison.Ordinal);
        Assert.Contains("(line 4, column 3)", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("cnott q[0], q[1];", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines[1].IndexOf("cnott", StringComparison.Ordinal), lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forty_qubits_are_refused_with_the_memory_they_would_need()
    {
        var file = folder.Write("big.qasm", Circuits.Uniform(qubits: 40));

        var error = await ErrorOfAsync(3, "run", file);

        Assert.Contains("40 qubits", error, StringComparison.Ordinal);
        Assert.Contains("16 TiB", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("draw")]
    [InlineData("convert")]
    public async Task A_missing_file_is_named(string verb)
    {
        var error = await ErrorOfAsync(2, verb, "no/such/file.qasm");

        Assert.Contains("There is no file 'no/such/file.qasm'", error, StringComparison.Ordinal);
        Assert.Contains(Repository.Root, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        var error = await ErrorOfAsync(2, "run", "samples/circuits");

        Assert.Contains("'samples/circuits' is a folder", error, StringComparison.Ordinal);
    }

    /// <summary>Linux refuses to read this one even to the administrator, whom permissions do not stop.</summary>
    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        var error = await ErrorOfAsync(2, "run", "/proc/self/mem");

        Assert.Contains("/proc/self/mem", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_bad_input()
    {
        var file = folder.PathOf("binary.qasm");
        File.WriteAllBytes(file, [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x00, 0x00, 0xFF, 0xFE]);

        var error = await ErrorOfAsync(2, "run", file);

        Assert.Contains("binary.qasm", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', error);
    }

    [Theory]
    [InlineData("--shots takes a whole number from 1 to 100000000, not 'many'", "--shots", "many")]
    [InlineData("--shots takes a whole number from 1 to 100000000, not '0'", "--shots", "0")]
    [InlineData("--shots takes a whole number from 1 to 100000000, not '100000001'", "--shots", "100000001")]
    [InlineData("--seed takes a whole number from 0 to 9223372036854775807, not '-1'", "--seed", "-1")]
    [InlineData("--precision takes float32 or float64, not 'half'", "--precision", "half")]
    [InlineData("--format takes text or json, not 'xml'", "--format", "xml")]
    [InlineData("--input takes name=number, such as theta=0.5, not 'theta'", "--input", "theta")]
    [InlineData("--input takes name=number, such as theta=0.5, not 'theta=x'", "--input", "theta=x")]
    [InlineData("--input gives 'theta' two values", "--input", "theta=1", "--input", "theta=2")]
    [InlineData("no input 'phi'", "--input", "phi=1")]
    [InlineData("no target 'nowhere'", "--target", "nowhere")]
    [InlineData("--plot writes a file that ends in .png or .svg, not 'a.gif'", "--plot", "a.gif")]
    [InlineData("there is no folder", "--plot", "no/such/folder/a.png")]
    [InlineData("--plot needs the name of a file", "--plot", "")]
    [InlineData("There is no target ''", "--target", "")]
    [InlineData("There is no option '--colour'. See 'coupler run --help'", "--colour")]
    [InlineData("There is no option '--shot'; did you mean '--shots'?", "--shot", "5")]
    [InlineData("There is no option '--sed=7'; did you mean '--seed'?", "--sed=7")]
    [InlineData("'simulater'; did you mean 'simulator'? There are local.auto (simulator), ", "--target", "simulater")]
    [InlineData("'state-vector'; did you mean 'local.state-vector'?", "--target", "state-vector")]
    public async Task A_wrong_option_says_what_it_takes(string expected, params string[] options)
    {
        var error = await ErrorOfAsync(2, ["run", "samples/circuits/bell.qasm", .. options]);

        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "samples/circuits/rotation.qasm")]
    [InlineData("convert", "samples/circuits/rotation.qasm")]
    public async Task An_input_without_a_value_is_named(params string[] arguments)
    {
        var error = await ErrorOfAsync(2, arguments);

        Assert.Contains("inputs without a value: theta. Give each one: --input theta=0.5", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_for_other_workloads_refuses()
    {
        var error = await ErrorOfAsync(3, "run", "samples/circuits/bell.qasm", "--target", "local.exhaustive");

        Assert.Contains("local.exhaustive cannot run this job: it does not take circuits.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_is_not_there_is_named_also_before_the_file()
    {
        var error = await ErrorOfAsync(2, "draw", "--widht", "80", "samples/circuits/bell.qasm");

        Assert.Contains("There is no option '--widht'; did you mean '--width'?", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("9,50")]
    [InlineData("ten")]
    public async Task A_cap_that_is_no_amount_is_refused(string cap)
    {
        var error = await ErrorOfAsync(2, "run", "samples/circuits/bell.qasm", $"--max-cost={cap}");

        Assert.Contains(
            $"--max-cost takes an amount such as 9.50, from 0 to 1000000000000, not '{cap}'.",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_circuit_is_refused()
    {
        var error = await ErrorOfAsync(2, "run", folder.Write("empty.qasm", ""));

        Assert.EndsWith("empty.qasm' declares no qubits: there is nothing to run.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_names_those_there_are()
    {
        var error = await ErrorOfAsync(2, "rum", "samples/circuits/bell.qasm");

        Assert.Contains(
            "There is no command 'rum'; there are run, estimate, targets, draw, convert, submit, status, ",
            error,
            StringComparison.Ordinal);
    }

    private static async Task<string> ErrorOfAsync(int exitCode, params string[] arguments)
    {
        var run = (await ChildProcess.RunCouplerAsync(arguments)).Ended(exitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("coupler: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Coupler", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        return run.Error;
    }
}
