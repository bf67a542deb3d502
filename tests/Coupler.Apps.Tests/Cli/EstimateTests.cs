using System.Text.Json;

namespace Coupler.Apps.Tests.Cli;

public sealed class EstimateTests : IDisposable
{
    private const string Bell = "samples/circuits/bell.qasm";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>One h and one cx: 97.50 + 0.000220·1000 + 0.000975·1000.</summary>
    [Fact]
    public async Task An_estimate_tells_its_lines_the_bound_and_where_the_prices_are_from()
    {
        var run = await ChildProcess.RunCouplerAsync("estimate", Bell, "--target", "ionq.qpu.aria-1", "--shots", "1000");

        var output = run.Ended(0).Output;
        Assert.StartsWith($"{Bell} on ionq.qpu.aria-1: 1,000 shots\n", output, StringComparison.Ordinal);
        Assert.Matches(@"\n +two-qubit gates +1,000 gate-shot x 0\.000975 += 0\.975 USD\n", output);
        Assert.Contains("\nat most 98.70 USD\nPrices of 2025-09-17: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_this_process_a_file_costs_nothing()
    {
        var run = await ChildProcess.RunCouplerAsync("estimate", Bell);

        Assert.Equal($"{Bell} on simulator: 1,000 shots\ncosts nothing\n", run.Ended(0).Output);
    }

    [Fact]
    public async Task An_estimate_tells_every_field_of_the_contract()
    {
        var run = await ChildProcess.RunCouplerAsync(
            "estimate", Bell, "--target", "rigetti.qpu.ankaa-3", "--longest-run", "2", "--format", "json");

        var json = run.Ended(0).Json;
        Assert.Equal(
            ["target", "shots", "upperBound", "currency", "lines", "priceDate", "source", "note"],
            json.EnumerateObject().Select(member => member.Name));
        var line = Assert.Single(json.GetProperty("lines").EnumerateArray());
        Assert.Equal(["what", "amount", "unit", "unitPrice", "cost"], line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(4, json.GetProperty("upperBound").GetDecimal());
        Assert.Equal(200, line.GetProperty("amount").GetDecimal());
    }

    [Fact]
    public async Task Where_no_bound_can_be_given_the_command_says_what_to_give_and_ends_with_3()
    {
        var run = await ChildProcess.RunCouplerAsync(
            "estimate", Bell, "--target", "rigetti.qpu.ankaa-3", "--format", "json");

        var json = run.Ended(3).Json;
        Assert.Equal("rigetti.qpu.ankaa-3", json.GetProperty("target").GetString());
        var error = json.GetProperty("error");
        Assert.Equal("refused", error.GetProperty("kind").GetString());
        Assert.Contains("--longest-run", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_without_a_price_is_bad_input_and_near_names_are_told()
    {
        var run = await ChildProcess.RunCouplerAsync("estimate", Bell, "--target", "ionq.qpu.aria");

        Assert.Contains("ionq.qpu.aria-1", run.Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_inputs_needs_their_values()
    {
        var file = folder.Write(
            "loop.qasm", Circuits.Version3("input int n; qubit q; bit c; for int i in [1:n] { x q; } c = measure q;"));

        var three = await EstimateAsync(file, "n=3");

        Assert.Equal(3, Assert.Single(three, line => What(line) == "one-qubit gates").GetProperty("amount").GetInt32());
        (await ChildProcess.RunCouplerAsync("estimate", file)).Ended(2);
    }

    private static async Task<JsonElement[]> EstimateAsync(string file, string input)
    {
        var run = await ChildProcess.RunCouplerAsync(
            "estimate", file, "--target", "ionq.qpu.aria-1", "--shots", "1", "--input", input, "--format", "json");
        return [.. run.Ended(0).Json.GetProperty("lines").EnumerateArray()];
    }

    private static string? What(JsonElement line) => line.GetProperty("what").GetString();
}
