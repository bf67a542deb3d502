using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Coupler.Apps.Tests.Cli;

/// <summary>The formats that <c>coupler run</c> reads, how it knows them, and what it tells in their words.</summary>
public sealed class ProblemFormatTests : IDisposable
{
    /// <summary>Least: −5 of 01, largest: 3 of 10, where an entry beside the diagonal counts twice.</summary>
    private const string Matrix = "2 3\n1 1 -5\n2 2 3\n1 2 2\n";

    /// <summary>Least: −2 of variable 1.</summary>
    private const string Qbsolv = "c three\np qubo 0 2 2 1\n0 0 -1\n1 1 -2\n0 1 4\n";

    /// <summary>Least: −1.5, of ids 4 and 9.</summary>
    private const string Qio = """
        {"cost_function":{"type":"pubo","version":"1.0","terms":[{"c":-1.5,"ids":[9,4]},{"c":1,"ids":[7]}]}}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a.sparse", Matrix, "cost -5")]
    [InlineData("a.qubo", Qbsolv, "cost -2")]
    [InlineData("a", Qbsolv, "cost -2")]
    [InlineData("bqp.txt", "1\n" + Matrix, "value 3 (cost -3)")]
    [InlineData("a.json", Qio, "cost -1.5")]
    [InlineData("a.qubo.json", Problems.Cover, "cost -1")]
    [InlineData("a.ising.json", Problems.Aligned, "cost -4")]
    [InlineData("a.tsp", Problems.Corners, "length 40")]
    [InlineData("a.dat", Problems.Corners, "length 40")]
    public async Task A_file_is_known_by_its_name_or_its_first_words(string name, string text, string best)
    {
        var run = (await RunAsync(folder.Write(name, text))).Ended(0);

        Assert.Contains($"\nbest    {best}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_file_is_known_by_its_first_bytes()
    {
        var path = folder.PathOf("problem");
        using (var stream = new GZipStream(File.Create(path), CompressionMode.Compress))
        {
            stream.Write(Encoding.UTF8.GetBytes(Qio));
        }

        Assert.Contains("\nbest    cost -1.5\n", (await RunAsync(path)).Ended(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qubo", Matrix, "cost -5")]
    [InlineData("qubo", Qbsolv, "cost -2")]
    [InlineData("qubo", Problems.Cover, "cost -1")]
    [InlineData("bqp", Matrix, "value 3 (cost -3)")]
    [InlineData("maxcut", Problems.Square, "cut 4 (cost -4)")]
    [InlineData("pubo", Problems.Aligned, "cost -4")]
    [InlineData("qio", Qio, "cost -1.5")]
    [InlineData("tsp", Problems.Corners, "length 40")]
    public async Task A_pipe_is_read_as_what_is_named(string kind, string text, string best)
    {
        using var child = ChildProcess.StartCoupler("run", "-", "--as", kind, "--target", "local.exhaustive");
        child.Type(text);

        Assert.Contains($"\nbest    {best}\n", (await child.EndAsync()).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_value_that_the_OR_library_asks_for_is_told_beside_the_cost_and_one_of_several_problems_is_chosen()
    {
        var file = folder.Write("bqp.txt", "2\n1 1\n1 1 9\n" + Matrix);

        var best = (await RunAsync(file, "--number", "2", "--format", "json")).Ended(0).Json.GetProperty("best");

        Assert.Equal(["cost", "value", "assignment", "feasible"], NamesOf(best));
        Assert.Equal((-3, 3), (best.GetProperty("cost").GetDouble(), best.GetProperty("value").GetDouble()));
        Assert.Equal("[0, 1]", best.GetProperty("assignment").GetRawText());
        Assert.Equal(
            "coupler: " + file + ": It has 2 problems; choose one by its number, from 1. Say which, such as --number 1.\n",
            (await RunAsync(file)).Ended(2).Error);
    }

    [Fact]
    public async Task The_values_of_a_file_with_ids_come_with_them()
    {
        var file = folder.Write("a.json", Qio);

        var json = (await RunAsync(file, "--format", "json")).Ended(0).Json;
        var text = (await RunAsync(file)).Ended(0).Output;

        Assert.Equal("[4, 7, 9]", json.GetProperty("ids").GetRawText());
        Assert.Equal("[1, 0, 1]", json.GetProperty("best").GetProperty("assignment").GetRawText());
        Assert.EndsWith("\nvalues  101\n        variables 4, 7, 9 of the file\n", text, StringComparison.Ordinal);
    }

    /// <summary>One of 2⁴⁰ values is better than all others, which are alike: nobody finds it who is not told.</summary>
    [Fact]
    public async Task A_search_begins_where_the_file_says()
    {
        var ids = string.Join(',', Enumerable.Range(0, 40));
        var start = string.Join(',', Enumerable.Range(0, 40).Select(id => $"\"{id}\":1"));
        const string text = """
            {"cost_function":{"type":"pubo","version":"1.1","terms":[{"c":-1,"ids":[IDS]}],"initial_configuration":{START}}}
            """;
        var file = folder.Write(
            "needle.json",
            text.Replace("IDS", ids, StringComparison.Ordinal).Replace("START", start, StringComparison.Ordinal));
        string[] options = ["--target", Problems.Annealing, "--time-limit", "1s", "--format", "json"];

        var run = (await ChildProcess.RunCouplerAsync(["run", file, .. options])).Ended(0);

        Assert.Equal(-1, run.Json.GetProperty("best").GetProperty("cost").GetDouble());
    }

    /// <summary>The shortest tour is there twice, once each way.</summary>
    [Fact]
    public async Task A_tour_is_told_by_its_nodes_and_its_length()
    {
        var file = folder.Write("corners.tsp", Problems.Corners);

        var json = (await RunAsync(file, "--solutions", "2", "--format", "json")).Ended(0).Json;
        var text = (await RunAsync(file, "--solutions", "2")).Ended(0).Output;

        AssertCorners(json);
        Assert.Contains($"{file} on local.exhaustive: 4 nodes as 9 bits, seed ", text, StringComparison.Ordinal);
        Assert.Matches(@"\nbest    length 40\nproven  optimal: no solution is better\n", text);
        Assert.Matches(@"\ntour    1 (2 3 4|4 3 2)\nothers, best first:\n  length 40 +once  1 (2 3 4|4 3 2)\n$", text);
    }

    [Fact]
    public async Task A_tour_that_went_through_a_store_is_still_one()
    {
        using var store = new StoreOnDisk();
        var file = store.Write("corners.tsp", Problems.Corners);
        var job = await store.SubmitAsync(file, "--target", "local.exhaustive", "--solutions", "2");
        (await store.RunAsync("work", "--until-idle")).Ended(0);

        AssertCorners((await store.RunAsync("results", job, "--format", "json")).Ended(0).Json);
    }

    private static void AssertCorners(JsonElement json)
    {
        var best = json.GetProperty("best");
        Assert.Equal(["cost", "tour", "assignment", "feasible"], NamesOf(best));
        Assert.True(best.GetProperty("tour").GetRawText() is "[1, 2, 3, 4]" or "[1, 4, 3, 2]");
        Assert.Equal(40, best.GetProperty("cost").GetDouble());
        var solutions = json.GetProperty("solutions").EnumerateArray().ToList();
        Assert.Equal([40, 40], solutions.Select(each => each.GetProperty("cost").GetDouble()));
        Assert.Equal(
            ["[1, 2, 3, 4]", "[1, 4, 3, 2]"], solutions.Select(each => each.GetProperty("tour").GetRawText()).Order());
        Assert.All(solutions, each => Assert.True(each.GetProperty("feasible").GetBoolean()));
    }

    private static Task<ProcessOutcome> RunAsync(string file, params string[] options) =>
        ChildProcess.RunCouplerAsync(["run", file, "--target", "local.exhaustive", .. options]);

    private static IEnumerable<string> NamesOf(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
}
