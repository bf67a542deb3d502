namespace Coupler.Apps.Tests.Cli;

/// <summary>What is wrong with the command line or the file of a problem, where, and what to do.</summary>
public sealed class ProblemFailureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--shots is for circuits, and 'samples/problems/G1.txt' is a problem; leave it out.", "--shots", "5")]
    [InlineData("--precision is for circuits, and ", "--precision", "float32")]
    [InlineData("--input is for circuits, and ", "--input", "theta=1")]
    [InlineData("--as takes maxcut or qubo or bqp or ising or pubo or qio or tsp, not 'sat'.", "--as", "sat")]
    [InlineData("--time-limit takes a time such as 500ms, 10s, 2m or 1h, or a number of seconds, ", "--time-limit", "soon")]
    [InlineData("more than 0 and at most 30 days, not '0'.", "--time-limit", "0")]
    [InlineData("at most 30 days, not '721h'.", "--time-limit", "721h")]
    [InlineData("not '-1s'.", "--time-limit", "-1s")]
    [InlineData("not '10 s'.", "--time-limit", "10 s")]
    [InlineData("--target-cost takes a number such as -12.5, not 'low'.", "--target-cost", "low")]
    [InlineData("--target-cut takes a number such as -12.5, not 'NaN'.", "--target-cut", "NaN")]
    [InlineData("--target-cut and --target-cost say the same; give one of them.", "--target-cut", "1", "--target-cost", "-1")]
    [InlineData("--solutions takes a whole number from 1 to 10000, not '0'.", "--solutions", "0")]
    public async Task A_wrong_option_says_what_it_takes(string expected, params string[] options) =>
        Assert.Contains(expected, await ErrorOfAsync(2, ["run", Problems.G1, .. options]), StringComparison.Ordinal);

    [Theory]
    [InlineData("--time-limit", "1s")]
    [InlineData("--target-cost", "1")]
    [InlineData("--target-cut", "1")]
    [InlineData("--solutions", "2")]
    [InlineData("--number", "2")]
    public async Task An_option_for_problems_is_refused_for_a_circuit(string option, string value)
    {
        var error = await ErrorOfAsync(2, "run", "samples/circuits/bell.qasm", option, value);

        Assert.Equal(
            $"coupler: {option} is for problems, and 'samples/circuits/bell.qasm' is a circuit; leave it out.\n", error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("submit")]
    public async Task A_mistake_in_a_graph_shows_the_line_and_a_caret_below_it(string verb)
    {
        var file = folder.Write("typo.txt", "3 2\n1 2 1\n2 four 1\n");

        var lines = (await ErrorOfAsync(2, verb, file)).Split('\n');

        Assert.Contains("typo.txt: ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("(line 3, column 3)", lines[0], StringComparison.Ordinal);
        Assert.Equal("    2 four 1", lines[1]);
        Assert.Equal("      ^", lines[2]);
    }

    [Fact]
    public async Task JSON_of_an_unknown_kind_asks_for_it()
    {
        var file = folder.Write("cover.json", Problems.Cover);

        var error = await ErrorOfAsync(2, "run", file);

        Assert.Contains("cover.json: It may be Coupler's JSON of a QUBO, an Ising model or ", error, StringComparison.Ordinal);
        Assert.EndsWith(" Say which: --as qubo, --as ising or --as pubo.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_of_another_kind_is_bad_input()
    {
        var file = folder.Write("cover.json", Problems.Cover);

        var error = await ErrorOfAsync(2, "run", file, "--as", "ising");

        Assert.EndsWith(
            "cover.json: The bytes are no coupler.ising.v1: Term 1: "
            + "A term has the variable -1; they count from 0 to 2147483646.\n",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_of_no_problem_is_told_what_a_problem_has()
    {
        var error = await ErrorOfAsync(2, "run", folder.Write("circuit.json", """{"qubits":2,"operations":[]}"""));

        Assert.Contains("circuit.json: It is JSON, but of no problem that is known: write a ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_matrix_that_may_be_several_formats_asks_for_the_one()
    {
        var error = await ErrorOfAsync(2, "run", folder.Write("matrix.dat", "2 1\n1 2 3\n"));

        Assert.EndsWith(" Say which: --as maxcut, --as qubo or --as bqp.\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--number takes a whole number from 1 to ", "0")]
    [InlineData("G1.txt: It has one problem, and no number 2.", "2")]
    public async Task A_problem_that_is_not_in_the_file_is_not_solved(string expected, string number) =>
        Assert.Contains(expected, await ErrorOfAsync(2, "run", Problems.G1, "--number", number), StringComparison.Ordinal);

    [Fact]
    public async Task A_cut_is_not_wanted_of_what_has_none()
    {
        var file = folder.Write("cover.json", Problems.Cover);

        var error = await ErrorOfAsync(2, "run", file, "--as", "qubo", "--target-cut", "1");

        Assert.Equal("coupler: --target-cut is for a max-cut, and this problem is none; give --target-cost.\n", error);
    }

    [Fact]
    public async Task A_problem_without_variables_is_refused()
    {
        var file = folder.Write("empty.json", """{"terms":[]}""");

        var error = await ErrorOfAsync(2, "run", file, "--as", "qubo");

        Assert.EndsWith("empty.json' has no variables: there is nothing to solve.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var error = await ErrorOfAsync(2, "run", "no/such/G1.txt", "--as", "maxcut");

        Assert.Contains("There is no file 'no/such/G1.txt'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulator_refuses_a_problem()
    {
        var error = await ErrorOfAsync(3, "run", Problems.G1, "--target", "simulator");

        Assert.Contains("local.auto cannot run this job: ", error, StringComparison.Ordinal);
    }

    private static async Task<string> ErrorOfAsync(int exitCode, params string[] arguments)
    {
        var run = (await ChildProcess.RunCouplerAsync(arguments)).Ended(exitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("coupler: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
        return run.Error;
    }
}
