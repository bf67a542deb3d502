using System.Text.Json;
using System.Text.RegularExpressions;

namespace Coupler.Apps.Tests.Cli;

/// <summary>Everything that <c>docs/formats/cli-json.md</c> promises.</summary>
public sealed partial class JsonContractTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_tells_every_field_of_the_contract_with_its_type()
    {
        var file = folder.Write(
            "two.qasm", Circuits.Version3("qubit[3] q; bit[2] a; bit b; h q; a[0] = measure q[0]; b = measure q[2];"));

        var json = (await RunAsync(file, "--shots", "400", "--seed", "5")).Ended(0).Json;

        Assert.Equal(
            ["job", "target", "status", "shots", "seed", "counts", "registers", "outputs", "elapsedSeconds"], NamesOf(json));
        Assert.NotEqual(Guid.Empty, json.GetProperty("job").GetGuid());
        Assert.Equal("local.state-vector", json.GetProperty("target").GetString());
        Assert.Equal("succeeded", json.GetProperty("status").GetString());
        Assert.Equal(400, json.GetProperty("shots").GetInt32());
        Assert.Equal(5, json.GetProperty("seed").GetInt64());
        Assert.Equal(["0 00", "0 01", "1 00", "1 01"], NamesOf(json.GetProperty("counts")).Order());
        Assert.Equal(400, json.GetProperty("counts").EnumerateObject().Sum(count => count.Value.GetInt32()));
        Assert.Equal(
            ["a 2", "b 1"],
            from register in json.GetProperty("registers").EnumerateArray()
            select $"{register.GetProperty("name")} {register.GetProperty("size")}");
        Assert.Empty(json.GetProperty("outputs").EnumerateObject());
        Assert.InRange(json.GetProperty("elapsedSeconds").GetDouble(), 0, 60);
    }

    [Fact]
    public async Task A_run_that_measures_nothing_tells_probabilities_in_place_of_counts()
    {
        var file = folder.Write("state.qasm", Circuits.Version3("qubit[2] q; ry(pi / 3) q[1];"));

        var json = (await RunAsync(file, "--shots", "400")).Ended(0).Json;

        Assert.Equal(
            [
                "job", "target", "status", "shots", "seed", "registers", "outputs", "probabilities", "probabilitiesTruncated",
                "elapsedSeconds",
            ],
            NamesOf(json));
        Assert.Equal(0, json.GetProperty("shots").GetInt32());
        Assert.Equal(["00", "10"], NamesOf(json.GetProperty("probabilities")));
        Assert.Equal(0.75, json.GetProperty("probabilities").GetProperty("00").GetDouble(), 12);
        Assert.Equal(0.25, json.GetProperty("probabilities").GetProperty("10").GetDouble(), 12);
        Assert.False(json.GetProperty("probabilitiesTruncated").GetBoolean());
    }

    [Fact]
    public async Task Only_the_4096_largest_probabilities_are_told()
    {
        var file = folder.Write("wide.qasm", Circuits.Version3("qubit[13] q; h q; ry(0.1) q[12];"));

        var json = (await RunAsync(file)).Ended(0).Json;

        var told = json.GetProperty("probabilities").EnumerateObject().ToList();
        Assert.True(json.GetProperty("probabilitiesTruncated").GetBoolean());
        Assert.Equal(4_096, told.Count);
        Assert.All(told, each => Assert.StartsWith("1", each.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_counts_stand_in_the_order_of_their_frequency()
    {
        var json = (await RunAsync("samples/circuits/grover.qasm", "--seed", "2")).Ended(0).Json;

        var counts = json.GetProperty("counts").EnumerateObject().Select(count => count.Value.GetInt32()).ToList();
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Fact]
    public async Task A_syntax_error_is_an_object_with_line_and_column()
    {
        var file = folder.Write("typo.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncnott q[0], q[1];\n");

        var run = (await RunAsync(file)).Ended(2);

        Assert.Equal(["error"], NamesOf(run.Json));
        var error = run.Json.GetProperty("error");
        Assert.Equal(["kind", "message", "line", "column"], NamesOf(error));
        Assert.Equal("syntax", error.GetProperty("kind").GetString());
        Assert.Contains("cnott", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, error.GetProperty("line").GetInt32());
        Assert.Equal(1, error.GetProperty("column").GetInt32());
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("file", "run", "nowhere.qasm", "--format", "json")]
    [InlineData("usage", "run", "samples/circuits/bell.qasm", "--shots", "0", "--format", "json")]
    [InlineData("usage", "run", "--format=json")]
    [InlineData("usage", "run", "samples/circuits/bell.qasm", "--format", "json", "--target", "nowhere")]
    [InlineData("usage", "targets", "--format", "json", "--colour")]
    public async Task Bad_input_is_an_object_with_its_kind_and_exit_code_2(string kind, params string[] arguments)
    {
        var run = (await ChildProcess.RunCouplerAsync(arguments)).Ended(2);

        Assert.Equal(["error"], NamesOf(run.Json));
        Assert.Equal(["kind", "message"], NamesOf(run.Json.GetProperty("error")));
        Assert.Equal(kind, run.Json.GetProperty("error").GetProperty("kind").GetString());
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_refusal_names_the_target()
    {
        var file = folder.Write("big.qasm", Circuits.Uniform(qubits: 40));

        var run = (await RunAsync(file)).Ended(3);

        Assert.Equal(["target", "error"], NamesOf(run.Json));
        Assert.Equal("local.auto", run.Json.GetProperty("target").GetString());
        Assert.Equal("refused", run.Json.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_list_of_targets_tells_every_field_of_the_contract()
    {
        var json = (await ChildProcess.RunCouplerAsync("targets", "--format", "json")).Ended(0).Json;

        var targets = json.GetProperty("targets").EnumerateArray().ToList();
        var stateVector = Assert.Single(targets, target => target.GetProperty("id").GetString() == "local.state-vector");
        Assert.Equal(
            ["id", "provider", "kind", "description", "aliases", "formats", "maxQubits", "availability", "simulated"],
            NamesOf(stateVector));
        Assert.Equal("simulator", stateVector.GetProperty("kind").GetString());
        Assert.Equal("available", stateVector.GetProperty("availability").GetString());
        Assert.True(stateVector.GetProperty("simulated").GetBoolean());
        var auto = Assert.Single(targets, target => target.GetProperty("id").GetString() == "local.auto");
        Assert.Contains("simulator", auto.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()));
    }

    [Fact]
    public void The_contract_names_every_field_that_is_printed()
    {
        var contract = File.ReadAllText(Repository.PathOf("docs", "formats", "cli-json.md"));
        var documented = FieldInTable().Matches(contract).Select(match => match.Groups[1].Value).ToHashSet();
        string[] printed =
        [
            "job", "target", "status", "shots", "seed", "counts", "registers", "name", "size", "outputs", "probabilities",
            "probabilitiesTruncated", "elapsedSeconds", "error", "kind", "message", "line", "column", "targets", "id", "provider",
            "description", "aliases", "formats", "maxQubits", "availability", "simulated", "upperBound", "currency", "lines",
            "what", "amount", "unit", "unitPrice", "cost", "priceDate", "source", "note",
            "owner", "workspace", "step", "phase", "attempt", "serviceStatus", "progress", "done", "total", "best",
            "queuePosition",
            "created", "updated", "failure", "class", "code", "jobs", "next", "store", "succeeded", "failed", "cancelled",
            "cut", "assignment", "feasible", "solutions", "occurrences", "optimal", "trace", "flipsPerSecond", "solverSeconds",
            "parked", "averageQueueSeconds", "timeLeft", "lowSeconds", "medianSeconds", "highSeconds", "bound",
            "value", "tour", "ids",
        ];

        Assert.Equal(printed.Order(), documented.Order());
    }

    private static Task<ProcessOutcome> RunAsync(string file, params string[] options) =>
        ChildProcess.RunCouplerAsync(["run", file, "--format", "json", .. options]);

    private static IEnumerable<string> NamesOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    [GeneratedRegex(@"^\| `(?:\w+(?:\[\])?\.)?(\w+)` \| (?:string|number|object|array|boolean) ", RegexOptions.Multiline)]
    private static partial Regex FieldInTable();
}
