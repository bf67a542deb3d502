using System.Text.Json;
using Coupler.Local;
using Coupler.Problems;

namespace Coupler.Tests.Local;

/// <summary>What a store kept of settings, or somebody wrote who knows no target's record.</summary>
public sealed class SolverParametersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{"solutions":2}""", 2)]
    [InlineData("""{"timeLimit":"00:00:00.2"}""", 1)]
    [InlineData("""{"timeLimit":"00:10:00","targetCost":-1,"solutions":2}""", 2)]
    public async Task A_solver_takes_some_settings_and_has_its_defaults_for_the_others(string json, int most)
    {
        Qubo cover = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];
        await using var client = QuantumClient.Local();
        var options = new JobOptions { Target = "local.simulated-annealing", Parameters = new Kept(json) };

        var result = await client.RunAsync(cover, options, Token);

        Assert.Equal(-1, result.Best.Cost);
        Assert.InRange(result.Solutions.Length, 1, most);
    }

    [Theory]
    [InlineData("""{"sweeps":0}""", "Sweeps")]
    [InlineData("""{"solutions":0}""", "Solutions")]
    [InlineData("""{"colour":1}""", "colour")]
    [InlineData("null", "JSON object")]
    [InlineData("[]", "sweeps")]
    public async Task A_wrong_setting_is_named(string json, string expected)
    {
        Qubo one = [(0, 0, -1)];
        await using var client = QuantumClient.Local();
        var options = new JobOptions { Target = "local.simulated-annealing", Parameters = new Kept(json) };

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => client.SubmitAsync(one, options, Token));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    private sealed record Kept(string Json) : TargetParameters
    {
        public override JsonElement ToJson() => JsonElement.Parse(Json);
    }
}
