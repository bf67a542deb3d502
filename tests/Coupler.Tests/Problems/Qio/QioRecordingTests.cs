using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coupler.Circuits;
using Coupler.Problems.Qio;

namespace Coupler.Tests.Problems.Qio;

/// <summary>Problems that went to the real service, and what it answered.</summary>
public sealed class QioRecordingTests
{
    private const string MicrosoftsOwn = "configuration";

    private static readonly string Folder =
        Path.Combine(RepositoryRoot.Path, "tests", "Coupler.Tests", "Problems", "Qio", "Recordings");

    public static TheoryData<string, int> Runs => [.. Directory.EnumerateFiles(Folder, "*.json").Order()
        .SelectMany(path => Enumerable.Range(0, Open(path).Count).Select(i => (Path.GetFileName(path), i)))];

    [Fact]
    public void There_are_20_answers()
    {
        Assert.Equal(20, Runs.Count(run => Run(run.Data.Item1, run.Data.Item2).ContainsKey("result")));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_recorded_problem_is_read_written_and_read_again_to_the_same(string file, int run)
    {
        var recorded = Run(file, run);
        var problem = Problem(recorded);

        using var stream = new MemoryStream();
        QioFormat.Write(problem, stream);

        stream.Position = 0;
        QioFormatTests.AssertSame(problem, QioFormat.Read(stream));
        if (recorded["problem"] is { } text) AssertSame(text, JsonNode.Parse(stream.ToArray())!);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_recorded_solution_is_the_optimum_of_the_problem_as_it_is_read(string file, int run)
    {
        var recorded = Run(file, run);
        if (recorded["result"] is not { } answer) return;
        var problem = Problem(recorded);

        var result = QioResultFormat.Read(Bytes(answer), problem);

        var count = problem.Problem.VariableCount;
        var least = Enumerable.Range(0, 1 << count).Min(i => problem.Problem.Cost(new BitString((ulong)i, count)));
        var costs = answer["solutions"]!.AsArray().Select(solution => (double)solution!["cost"]!);
        Assert.Equal(costs, result.Solutions.Select(solution => solution.Cost));
        Assert.Equal(least, result.Best.Cost);
    }

    /// <summary>On a tie the service's configuration beside the solutions may be another than that of the first.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void The_same_solutions_are_written_as_the_service_wrote_them(string file, int run)
    {
        var recorded = Run(file, run);
        if (recorded["result"] is not { } answer || answer[MicrosoftsOwn] is null) return;
        var problem = Problem(recorded);
        var result = QioResultFormat.Read(Bytes(answer), problem);
        using var stream = new MemoryStream();

        QioResultFormat.Write(result, problem, stream, answer["parameters"].Deserialize<JsonElement>());

        var written = JsonNode.Parse(stream.ToArray())!;
        Assert.Equal(problem.Problem.Cost(Values(answer)), problem.Problem.Cost(Values(written)));
        answer[MicrosoftsOwn] = written[MicrosoftsOwn]!.DeepClone();
        AssertSame(answer, written);

        BitString Values(JsonNode root) => QioResultFormat.Read(Bytes(new JsonObject
        {
            [MicrosoftsOwn] = root[MicrosoftsOwn]!.DeepClone(),
        }), problem).Best.Values;
    }

    private static QioProblem Problem(JsonObject recorded) => recorded["archive"] is { } archive
        ? QioProtobufFormat.Read(new MemoryStream(Convert.FromBase64String((string)archive!)))
        : QioFormat.Read(Bytes(recorded["problem"]!));

    /// <summary>The same fields in the same order with the same values; 1 and 1.0 are the same.</summary>
    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.Equal(Normal(expected).ToJsonString(), Normal(actual).ToJsonString());

    private static JsonNode Normal(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(
            fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, Normal(field.Value!)))),
        JsonArray items => new JsonArray([.. items.Select(item => Normal(item!))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create((double)value),
        _ => node.DeepClone(),
    };

    private static JsonObject Run(string file, int run) => Open(Path.Combine(Folder, file))[run]!.AsObject();

    private static JsonArray Open(string path) => JsonNode.Parse(File.ReadAllText(path))!["runs"]!.AsArray();

    private static MemoryStream Bytes(JsonNode node) => new(Encoding.UTF8.GetBytes(node.ToJsonString()));
}
