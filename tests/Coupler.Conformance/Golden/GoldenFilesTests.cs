using System.Text.Json;
using System.Text.Json.Nodes;
using Coupler.Circuits;
using Coupler.Jobs;
using Coupler.Problems;
using Coupler.Testing.Contracts;

namespace Coupler.Conformance.Golden;

/// <summary>
/// What version 1 wrote, every later version reads. A file in this folder never changes; a new format adds one.
/// </summary>
public sealed class GoldenFilesTests
{
    [Fact]
    public void The_record_of_version_1_is_read_as_it_was_meant()
    {
        var read = JobRecordFormat.Read(Bytes("job-record.v1.json"));

        var meant = FullRecord.Value;
        Assert.Equal(meant.Options.Parameters!.ToJson().GetRawText(), read.Options.Parameters!.ToJson().GetRawText());
        Assert.Equal(meant.Options.Tags, read.Options.Tags);
        Assert.Equal(
            meant.Options.Fallbacks.Select(fallback => fallback with { Parameters = null }),
            read.Options.Fallbacks.Select(fallback => fallback with { Parameters = null }));
        Assert.Equal(meant.FallbackWorkspaces, read.FallbackWorkspaces);
        Assert.Equal(meant.Attempts, read.Attempts);
        Assert.Equal(meant.Bounds, read.Bounds);
        Assert.Equal(WithoutLists(meant), WithoutLists(read));
    }

    [Fact]
    public void A_record_from_before_a_field_was_added_is_read_as_it_was_meant()
    {
        var read = JobRecordFormat.Read(Bytes("job-record.v1.first.json"));

        Assert.Equal((JobPhase.Monitor, "somewhere.machine", 2), (read.Phase, read.Options.Target, read.Attempts.Length));
        Assert.Equal((0, null, null, null), (read.Fallback, read.Expired, read.Options.Deadline, read.StepVersion));
        Assert.True(read.Options.Fallbacks.IsDefaultOrEmpty);
    }

    [Fact]
    public void Writing_the_record_again_gives_the_same_value()
    {
        var written = JobRecordFormat.Write(JobRecordFormat.Read(Bytes("job-record.v1.json")));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Bytes("job-record.v1.json")), JsonNode.Parse(written)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(JobRecordFormat.Write(FullRecord.Value))));
    }

    [Fact]
    public void The_golden_record_sets_every_field_of_every_part()
    {
        var names = JobRecordFormat.Write(FullRecord.Value);
        using var json = JsonDocument.Parse(names);

        AssertNames<JobRecord>(json.RootElement);
        AssertNames<JobOptions>(json.RootElement.GetProperty("options"));
        AssertNames<Fallback>(json.RootElement.GetProperty("options").GetProperty("fallbacks")[0]);
        AssertNames<JobProgress>(json.RootElement.GetProperty("progress"));
        AssertNames<JobFailure>(json.RootElement.GetProperty("failure"));
        var attempts = json.RootElement.GetProperty("attempts").EnumerateArray().SelectMany(attempt => attempt.EnumerateObject());
        Assert.Equal(Names<Attempt>(), attempts.Select(property => property.Name).Distinct().Order());
    }

    [Theory]
    [InlineData("""{"formatVersion":2}""", "format 2")]
    [InlineData("""{"formatVersion":3,"id":"019bc1e3-2a00-7abc-8def-0123456789ab","status":"Hibernating"}""", "format 3")]
    [InlineData("""{"formatVersion":1,"status":"Hibernating"}""", "no job record")]
    [InlineData("null", "no job record")]
    [InlineData("[]", "no job record")]
    [InlineData("", "no job record")]
    public void What_is_no_record_of_ours_is_refused_with_the_reason(string json, string reason)
    {
        var refusal = Assert.Throws<FormatException>(() => JobRecordFormat.Read(System.Text.Encoding.UTF8.GetBytes(json)));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_qubo_of_version_1_is_read_as_it_was_meant()
    {
        var read = QuboFormat.Read(new Payload("coupler.qubo.v1", Bytes("qubo.v1.json")));

        Assert.Equal([(0, 0, -1), (1, 1, -1.5), (0, 1, 2), (4, 2, 0.1), (0, 1, 1e-300)], (IEnumerable<(int, int, double)>)read);
        AssertSame("qubo.v1.json", read.ToPayload());
    }

    [Fact]
    public void The_problem_result_of_version_1_is_read_as_it_was_meant()
    {
        var read = ProblemResultFormat.Read(new Payload("coupler.problem-result.v1", Bytes("problem-result.v1.json")));

        Assert.True(read.IsOptimal);
        Assert.Equal(
            [("00010", -1.5, 1), ("00001", -1, 3)],
            read.Solutions.Select(solution => (solution.Values.ToString(), solution.Cost, solution.Occurrences)));
        AssertSame("problem-result.v1.json", ProblemResultFormat.Write(read));
    }

    [Fact]
    public void The_circuit_of_version_1_is_read_as_it_was_meant()
    {
        var read = CircuitFormat.Read(new Payload("coupler.circuit.v1", Bytes("circuit.v1.json")));

        Assert.Equal(GoldenCircuit.Full, read);
        AssertSame("circuit.v1.json", read.ToPayload());
    }

    [Fact]
    public void The_circuit_result_of_version_1_is_read_as_it_was_meant()
    {
        var read = CircuitResultFormat.Read(new Payload("coupler.circuit-result.v1", Bytes("circuit-result.v1.json")));

        Assert.Equal([new Register("a", 0, 2), new Register("b", 2, 1)], read.Registers);
        Assert.Equal([("101", 3), ("010", 2)], read.Outcomes.Select(bits => (bits.ToString(), read.Counts[bits])));
        Assert.Equal(["101", "010", "101", "101", "010"], read.ShotsInOrder.Select(bits => bits.ToString()));
        Assert.Equal(
            [("010", 0.25), ("101", 0.75)],
            read.Probabilities!.OrderBy(pair => pair.Key).Select(pair => (pair.Key.ToString(), pair.Value)));
        AssertSame("circuit-result.v1.json", CircuitResultFormat.Write(read));
    }

    /// <summary>
    /// The first 16 bytes of SHA-256 over the job's id and the number, worked out with Python's hashlib and uuid.
    /// </summary>
    [Theory]
    [InlineData(1, "76e93450-d868-8966-a9aa-319a84494074")]
    [InlineData(2, "a136d658-32cc-8c95-b849-6d146d939482")]
    public void An_attempt_has_the_id_that_every_version_gives_it(int number, string id) =>
        Assert.Equal(new Guid(id), Attempt.IdOf(new Guid("019bc1e3-2a00-7abc-8def-0123456789ab"), number));

    private static void AssertSame(string file, Payload written) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Bytes(file)), JsonNode.Parse(written.Detached().Content.Span)));

    private static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", name));

    /// <summary>Lists compare by identity in records; they were compared by content before.</summary>
    private static JobRecord WithoutLists(JobRecord job) =>
        job with
        {
            Attempts = [],
            Bounds = [],
            FallbackWorkspaces = [],
            Options = job.Options with { Tags = [], Fallbacks = [], Parameters = null },
        };

    private static void AssertNames<T>(JsonElement json) =>
        Assert.Equal(Names<T>(), json.EnumerateObject().Select(p => p.Name).Order());

    private static IEnumerable<string> Names<T>() =>
        typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order();
}
