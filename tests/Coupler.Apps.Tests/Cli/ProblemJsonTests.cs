using System.Text.Json;

namespace Coupler.Apps.Tests.Cli;

/// <summary>What <c>docs/formats/cli-json.md</c> promises of a problem.</summary>
public sealed class ProblemJsonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>G1 is cut by 11,500 or more by any run of annealing that is one.</summary>
    [Fact]
    public async Task A_max_cut_tells_every_field_of_the_contract_with_its_type()
    {
        var run = (await RunAsync(Problems.G1, "--target", Problems.Annealing, "--seed", "5", "--solutions", "3")).Ended(0);

        var json = run.Json;
        Assert.Equal(
            [
                "job", "target", "status", "seed", "best", "solutions", "optimal", "trace", "flipsPerSecond", "solverSeconds",
                "elapsedSeconds",
            ],
            NamesOf(json));
        Assert.NotEqual(Guid.Empty, json.GetProperty("job").GetGuid());
        Assert.Equal(Problems.Annealing, json.GetProperty("target").GetString());
        Assert.Equal("succeeded", json.GetProperty("status").GetString());
        Assert.Equal(5, json.GetProperty("seed").GetInt64());
        Assert.False(json.GetProperty("optimal").GetBoolean());
        var best = json.GetProperty("best");
        Assert.Equal(["cost", "cut", "assignment", "feasible"], NamesOf(best));
        Assert.True(best.GetProperty("feasible").GetBoolean());
        var solutions = json.GetProperty("solutions").EnumerateArray().ToList();
        Assert.Equal(3, solutions.Count);
        Assert.All(
            solutions, solution => Assert.Equal(["cost", "cut", "assignment", "feasible", "occurrences"], NamesOf(solution)));
        Assert.Equal(best.GetProperty("assignment").GetRawText(), solutions[0].GetProperty("assignment").GetRawText());
        Assert.All(solutions, AssertCut);
    }

    [Fact]
    public async Task The_trace_falls_over_time_to_the_best_cost()
    {
        var json = (await RunAsync(Problems.G1, "--target", Problems.Annealing, "--time-limit", "1s")).Ended(0).Json;

        var trace = json.GetProperty("trace").EnumerateArray()
            .Select(point => (At: point[0].GetDouble(), Cost: point[1].GetDouble())).ToList();
        Assert.Equal(trace.OrderBy(point => point.At), trace);
        Assert.Equal(trace.Select(point => point.Cost).Distinct().OrderDescending(), trace.Select(point => point.Cost));
        Assert.Equal(json.GetProperty("best").GetProperty("cost").GetDouble(), trace[^1].Cost);
        var seconds = json.GetProperty("solverSeconds").GetDouble();
        Assert.InRange(seconds, trace[^1].At, json.GetProperty("elapsedSeconds").GetDouble());
        Assert.InRange(json.GetProperty("flipsPerSecond").GetDouble(), 1_000, 1e10);
    }

    [Fact]
    public async Task Bits_are_0_and_1_by_variable_and_what_is_no_max_cut_has_no_cut()
    {
        var file = folder.Write("third.json", """{"terms":[[0,0,1],[1,1,2],[2,2,-3]]}""");

        var run = (await RunAsync(file, "--as", "qubo", "--target", "local.exhaustive")).Ended(0);

        var best = run.Json.GetProperty("best");
        Assert.Equal(["cost", "assignment", "feasible"], NamesOf(best));
        Assert.Equal(-3, best.GetProperty("cost").GetDouble());
        Assert.Equal("[0, 0, 1]", best.GetProperty("assignment").GetRawText());
        Assert.True(run.Json.GetProperty("optimal").GetBoolean());
        Assert.Equal(-3, run.Json.GetProperty("bound").GetDouble());
    }

    [Fact]
    public async Task A_mistake_in_a_graph_is_an_object_with_line_and_column()
    {
        var run = (await RunAsync(folder.Write("typo.txt", "3 2\n1 2 1\n2 four 1\n"))).Ended(2);

        var error = run.Json.GetProperty("error");
        Assert.Equal(["kind", "message", "line", "column"], NamesOf(error));
        Assert.Equal("syntax", error.GetProperty("kind").GetString());
        Assert.Equal((3, 3), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
    }

    private static void AssertCut(JsonElement solution)
    {
        int[] spins = [.. solution.GetProperty("assignment").EnumerateArray().Select(spin => spin.GetInt32())];
        var cut = solution.GetProperty("cut").GetDouble();
        Assert.Equal(800, spins.Length);
        Assert.All(spins, spin => Assert.True(spin is 1 or -1));
        Assert.Equal(Problems.CutOf(Repository.PathOf(Problems.G1), spins), cut);
        Assert.Equal(-cut, solution.GetProperty("cost").GetDouble());
        Assert.InRange(cut, 11_500, 11_624);
    }

    private static Task<ProcessOutcome> RunAsync(string file, params string[] options) =>
        ChildProcess.RunCouplerAsync(["run", file, "--format", "json", .. options]);

    private static IEnumerable<string> NamesOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
