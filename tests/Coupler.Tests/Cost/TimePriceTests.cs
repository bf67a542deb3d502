using Coupler.Circuits;
using Coupler.Cost;
using Coupler.Problems;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Cost;

/// <summary>What targets charge by the time that a job runs, worked out by hand from the documented prices.</summary>
public sealed class TimePriceTests
{
    private static readonly Circuit Coin = [H(0), MeasureAll()];
    private static readonly Qubo Pair = [(0, 0, -1), (0, 1, 2)];

    /// <summary>0.02 USD for each 10 ms that has begun: 1.234 s are 124 of them.</summary>
    [Fact]
    public void A_unit_of_time_that_has_begun_is_paid_whole() =>
        Assert.Equal(2.48m, Bound(Coin, "rigetti.qpu.ankaa-3", TimeSpan.FromSeconds(1.234)));

    [Fact]
    public void An_hour_and_a_half_on_a_processor_of_pasqal_is_paid_by_the_hour() =>
        Assert.Equal(4_500m, Bound(Coin, "pasqal.qpu.fresnel", TimeSpan.FromMinutes(90)));

    [Fact]
    public void A_part_of_an_hour_that_is_no_decimal_costs_no_more_than_it_is() =>
        Assert.Equal(500m, Bound(Coin, "pasqal.qpu.fresnel", TimeSpan.FromMinutes(10)));

    /// <summary>0.075 USD a minute and at least a second: 0.00125 USD.</summary>
    [Fact]
    public void A_short_run_pays_the_least_time()
    {
        var estimate = PriceSheets.Estimate(Pair, "1qbit.tabu", new JobOptions { LongestRun = TimeSpan.FromSeconds(0.2) });

        Assert.Equal(0.00125m, Assert.Single(estimate.Lines).Cost);
        Assert.Equal(0.01m, estimate.UpperBound);
    }

    [Fact]
    public void Where_the_target_limits_the_time_nobody_has_to_say_it() =>
        Assert.Equal(1_800m, Bound(Pair, "toshiba.sbm.ising", null));

    [Theory]
    [InlineData(0.5, 900)]
    [InlineData(6, 1_800)]
    public void The_shorter_of_the_times_that_caller_and_target_allow_is_charged(double hours, int cost) =>
        Assert.Equal(cost, Bound(Pair, "toshiba.sbm.ising", TimeSpan.FromHours(hours)));

    [Fact]
    public void Where_nothing_limits_the_time_the_estimate_is_refused_and_says_what_to_give()
    {
        var refused = Assert.Throws<CostUnknownException>(() => Bound(Coin, "rigetti.qpu.ankaa-3", null));

        Assert.Contains("LongestRun", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--longest-run", refused.Message, StringComparison.Ordinal);
        Assert.Equal("rigetti.qpu.ankaa-3", refused.Target);
    }

    [Fact]
    public void Only_a_circuit_can_be_charged_by_the_gate()
    {
        var refused = Assert.Throws<CostUnknownException>(() => Bound(Pair, "ionq.qpu.forte-1", null));

        Assert.Contains(Pair.Format, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>5 hours at 10, 5 at 1, 5 at 4: 8 hours cost most as the first of the month, 5·10 + 3·1.</summary>
    [Theory]
    [InlineData(8, 53)]
    [InlineData(2, 20)]
    [InlineData(15, 75)]
    public void A_job_is_charged_where_in_the_month_it_costs_most(int hours, int cost) =>
        Assert.Equal(cost, Charge(new(5, 10), new(10, 1), new(15, 4)).Invoke(hours));

    /// <summary>The first six minutes are free, and the job may come after them.</summary>
    [Fact]
    public void Free_hours_may_have_been_used_before() => Assert.Equal(180m, Charge(new(0.1m, 0), new(1, 200)).Invoke(0.9m));

    private static Func<decimal, decimal> Charge(params PriceTier[] tiers) => hours =>
    {
        var options = new JobOptions { LongestRun = TimeSpan.FromTicks((long)(hours * TimeSpan.TicksPerHour)) };
        var price = new TierPrice { Targets = ["some.solver"], Currency = "USD", Tiers = [.. tiers] };
        return price.Charge(new CostBasis("some.solver", Pair, options, null)).Sum(line => line.Cost);
    };

    private static decimal Bound(Workload workload, string target, TimeSpan? longestRun) =>
        PriceSheets.Estimate(workload, target, new JobOptions { LongestRun = longestRun }).UpperBound;
}
