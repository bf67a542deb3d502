using System.Text.Json;
using Coupler.Circuits;
using Coupler.Cli;
using Coupler.Cli.Views;
using Coupler.Problems;
using Coupler.Problems.Tsplib;

namespace Coupler.Tests.Cli;

/// <summary>A tour of three nodes, of which 0 and 1 have two places to share: bit 2·node + place.</summary>
public sealed class TourOutcomeTests
{
    private const string Whole = "1001";

    private static readonly TspInstance Three = TspInstance.Create("", new[,] { { 0, 1, 2 }, { 1, 0, 4 }, { 2, 4, 0 } });

    [Theory]
    [InlineData(Whole, true)]
    [InlineData("0110", true)]
    [InlineData("0000", false)]
    [InlineData("0001", false)]
    [InlineData("0101", false)]
    [InlineData("1011", false)]
    public void Only_what_gives_each_node_one_place_is_feasible(string bits, bool isFeasible)
    {
        var (json, _) = Shown(bits);

        var best = json.GetProperty("best");
        Assert.Equal(isFeasible, best.GetProperty("feasible").GetBoolean());
        Assert.Equal(isFeasible, best.TryGetProperty("tour", out _));
    }

    [Fact]
    public void A_solution_that_is_no_tour_has_a_cost_and_its_bits()
    {
        var (json, text) = Shown("0000", Whole);

        Assert.Matches(@"\nbest    cost 32, no tour: some node has no place of its own\n", text);
        Assert.Matches(@"\nvalues  0000\n", text);
        Assert.Matches(@"\n  length 7  once  1 2 3\n$", text);
        Assert.Equal("[1, 2, 3]", json.GetProperty("solutions")[1].GetProperty("tour").GetRawText());
    }

    [Fact]
    public void A_long_tour_is_wrapped_and_its_end_is_left_to_JSON()
    {
        var lines = TourText.Lines([.. Enumerable.Range(1, 250)]);

        Assert.Equal(11, lines.Length);
        Assert.EndsWith(" 199 200", lines[9], StringComparison.Ordinal);
        Assert.Equal("… of 250 nodes; --format json has all", lines[10]);
        Assert.Equal(["1 2"], TourText.Lines([1, 2]));
    }

    private static (JsonElement Json, string Text) Shown(params string[] solutions)
    {
        var problem = TravellingSalesman.Of(Three);
        var result = new ProblemResult
        {
            Provenance = new Provenance(Guid.Empty, Guid.Empty, "local", "local.exhaustive", IsSimulated: true, Seed: 7, "1"),
            Solutions = [.. solutions.Select(bits => new Solution(BitString.Parse(bits), problem.Cost(BitString.Parse(bits))))],
        };
        var file = new ProblemFile(ProblemFileFormat.Tsplib, problem) { Instance = Three };
        var outcome = new ProblemOutcome("three.tsp", problem, result, TimeSpan.Zero, file);
        using var text = new StringWriter();
        ProblemText.Write(text, outcome);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            ProblemJson.WriteMembers(json, outcome);
            json.WriteEndObject();
        }

        return (JsonDocument.Parse(bytes.ToArray()).RootElement, text.ToString());
    }
}
