using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Local;
using Coupler.Tests.Jobs;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Cost;

/// <summary>Who is asked what a job costs.</summary>
public sealed class EstimateTests
{
    private static readonly Circuit Coin = [H(0), MeasureAll()];

    [Fact]
    public async Task A_place_that_knows_its_prices_is_asked_first()
    {
        var place = new ScriptedWorkspace("ionq.qpu") { Aliases = ["ionq.qpu.aria-1"] };
        place.Costs = new CostEstimate { Lines = [new("each job", 1, "job", 7)], UpperBound = 7, Currency = "CHF" };

        Assert.Same(place.Costs, await EstimateAsync(place, "ionq.qpu.aria-1"));
    }

    [Fact]
    public async Task A_place_elsewhere_that_says_nothing_costs_what_the_price_lists_say()
    {
        var place = new ScriptedWorkspace("elsewhere");

        var refused = await Assert.ThrowsAsync<CostUnknownException>(() => EstimateAsync(place, place.TargetId));

        Assert.Contains("no price list", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hardware_is_not_free_because_it_is_in_the_process()
    {
        var place = new ScriptedWorkspace("bench", TargetKind.Hardware) { InProcess = true };

        await Assert.ThrowsAsync<CostUnknownException>(() => EstimateAsync(place, place.TargetId));
    }

    [Fact]
    public async Task A_place_that_does_not_answer_hinders_no_estimate_from_the_price_lists()
    {
        var place = new ScriptedWorkspace
        {
            OnGetTargets = () => throw new WorkspaceException(FailureClass.NeverAccepted, "Away", "It is away."),
        };

        Assert.Equal("USD", (await EstimateAsync(place, "ionq.qpu.aria-1")).Currency);
    }

    [Fact]
    public async Task An_alias_of_the_configuration_is_resolved()
    {
        var options = new CouplerOptions { Aliases = { ["there"] = "ionq.qpu.aria-1" } };
        await using var client = new QuantumClient([], options);

        var estimate = await client.EstimateAsync(
            Coin, new JobOptions { Target = "there" }, TestContext.Current.CancellationToken);

        Assert.False(estimate.IsFree);
    }

    [Theory]
    [InlineData("ionq.qpu.aria-9", "ionq.qpu.aria-1")]
    [InlineData("inoq.qpu.aria-1", "ionq.qpu.aria-1")]
    [InlineData("aria-1", "ionq.qpu.aria-1")]
    [InlineData("nowhere", "local.auto")]
    public async Task A_target_that_nobody_knows_is_the_caller_s_mistake_and_near_names_are_told(string target, string near)
    {
        await using var client = QuantumClient.Local();

        var wrong = await Assert.ThrowsAsync<ArgumentException>(
            () => client.EstimateAsync(Coin, new JobOptions { Target = target }, TestContext.Current.CancellationToken));

        Assert.Contains($"'{target}'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(near, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_out_of_its_range_is_refused_as_by_a_submit()
    {
        await using var client = QuantumClient.Local();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.EstimateAsync(
            Coin, new JobOptions { LongestRun = TimeSpan.Zero }, TestContext.Current.CancellationToken));
    }

    private static async Task<CostEstimate> EstimateAsync(ScriptedWorkspace place, string target)
    {
        await using var client = new QuantumClient([place]);
        return await client.EstimateAsync(Coin, new JobOptions { Target = target }, TestContext.Current.CancellationToken);
    }
}
