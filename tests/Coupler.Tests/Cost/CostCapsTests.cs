using System.Collections.Immutable;
using Coupler.Cost;
using Coupler.Tests.Jobs;

namespace Coupler.Tests.Cost;

/// <summary>A job that may come to run in several ways is charged for one of them.</summary>
public sealed class CostCapsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly Budget Dollars = new() { Name = "dollars", Limit = 10, Currency = "USD", Period = BudgetPeriod.Ever };

    private static readonly Budget Euros = Dollars with { Name = "euros", Currency = "EUR" };

    [Fact]
    public async Task The_largest_bound_is_reserved_in_each_currency()
    {
        var (bounds, reservations) = new CostCaps([Dollars, Euros]).Weigh(
            [await At("a", 3, "USD"), await At("b", 5, "usd"), await At("c", 2, "EUR"), await At("d", 0, "")],
            new JobOptions(),
            Noon);

        Assert.Equal(
            [("a.machine", 3), ("b.machine", 5), ("c.machine", 2), ("d.machine", 0)],
            bounds.Select(bound => (bound.Target, bound.Amount)));
        Assert.Equal(
            [("dollars", "b.machine", 5), ("euros", "c.machine", 2)],
            reservations.Select(one => (one.Budget!.Name, one.Target, one.Amount)));
    }

    [Fact]
    public async Task The_cap_of_the_job_holds_for_each_way_in_its_own_currency()
    {
        var (_, reservations) = new CostCaps([]).Weigh(
            [await At("a", 3, "USD"), await At("b", 2, "EUR")], new JobOptions { MaxCost = 2.5m }, Noon);

        Assert.Equal([("USD", 3, 2.5m), ("EUR", 2, 2.5m)], reservations.Select(one => (one.Currency, one.Amount, one.Limit)));
    }

    [Fact]
    public async Task One_way_whose_cost_is_not_known_leaves_the_whole_without_a_bound()
    {
        ImmutableArray<CostCandidate> candidates = [await At("a", 3, "USD"), await At("b", null, "")];

        Assert.Throws<CostUnknownException>(() => new CostCaps([Euros]).Weigh(candidates, new JobOptions(), Noon));
        Assert.Empty(new CostCaps([]).Weigh(candidates, new JobOptions(), Noon).Bounds);
    }

    [Fact]
    public async Task What_is_free_reserves_nothing()
    {
        var (bounds, reservations) = new CostCaps([Dollars]).Weigh(
            [await At("a", 0, "USD")], new JobOptions { MaxCost = 0 }, Noon);

        Assert.Equal(0, Assert.Single(bounds).Amount);
        Assert.Empty(reservations);
    }

    private static async Task<CostCandidate> At(string place, decimal? price, string currency)
    {
        var workspace = new ScriptedWorkspace(place);
        if (price is { } known) workspace.Costs = new CostEstimate { Lines = [], UpperBound = known, Currency = currency };
        var targets = await workspace.GetTargetsAsync(TestContext.Current.CancellationToken);
        return new CostCandidate(workspace, ScriptedClient.Problem, targets[0], new JobOptions());
    }
}
