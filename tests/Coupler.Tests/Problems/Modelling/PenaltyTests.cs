using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>Weights by the rule, reckoned by hand, in models where less would not do or little less.</summary>
public sealed class PenaltyTests
{
    private readonly Model model = new();

    [Fact]
    public void A_constraint_weighs_more_than_the_range_of_the_objective()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));
        model.Require(x + y <= 0, "none");
        model.Maximise(5 * x + 3 * y);

        Assert.Equal(9, model.PenaltyOf("none"));
        AssertBestIs(0);
    }

    [Fact]
    public void A_range_of_less_than_1_gives_a_power_of_two()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));
        model.Require(x + y <= 1, "one");
        model.Minimise(-0.1 * x - 0.2 * y);

        Assert.Equal(0.5, model.PenaltyOf("one"));
        AssertBestIs(-0.2);
    }

    [Fact]
    public void What_is_not_connected_counts_for_nothing()
    {
        var (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));
        model.Require(x + y == 1, "one");
        model.Maximise(2 * x + y + 1_000 * z);

        Assert.Equal(4, model.PenaltyOf("one"));
        AssertBestIs(1_002);
    }

    /// <summary>The second constraint leads from the first to the objective.</summary>
    [Fact]
    public void What_is_connected_by_a_constraint_counts()
    {
        var (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));
        model.Require(x == 0, "off");
        model.Require(x == y, "same");
        model.Require(y == z, "same again");
        model.Maximise(100 * z);

        Assert.Equal(101, model.PenaltyOf("off"));
        AssertBestIs(0);
    }

    /// <summary>A product is shared by its variables: x brings 4 − 1 − 1 at least, y and z −1 each.</summary>
    [Fact]
    public void Products_are_weighed_with_what_they_come_with()
    {
        var (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));
        model.Require(x + y + z == 1, "one");
        model.Minimise(4 * x - 2 * x * y - 2 * x * z);

        Assert.Equal(4 + 2 + 1, model.PenaltyOf("one"));
        AssertBestIs(0);
    }

    /// <summary>Of two values that are set the one that brings less is cleared, which costs 9 at most.</summary>
    [Fact]
    public void A_choice_alone_weighs_what_mending_it_costs()
    {
        var (day, x) = (model.OneOf("day", ["Mon", "Tue", "Wed"]), model.Binary("x"));
        model.Maximise(100 * day.Is("Mon") + 9 * day.Is("Tue") - 2 * day.Is("Wed") + 500 * x + 3 * x * day.Is("Wed"));

        Assert.Equal(10, model.PenaltyOf("day"));
        AssertBestIs(600);
    }

    [Fact]
    public void A_choice_that_costs_is_made_all_the_same()
    {
        var day = model.OneOf("day", ["Mon", "Tue"]);
        model.Minimise(7 * day.Is("Mon") + 5 * day.Is("Tue"));

        Assert.Equal(6, model.PenaltyOf("day"));
        AssertBestIs(5);
    }

    /// <summary>Both values of the choice would bring 7 and 5; one of them alone differs from the other by 2.</summary>
    [Fact]
    public void A_constraint_weighs_what_is_left_to_choices_that_are_kept()
    {
        var (day, x) = (model.OneOf("day", ["Mon", "Tue"]), model.Binary("x"));
        model.Require(day.Is("Mon") <= x, "with x");
        model.Require(x <= 0, "without x");
        model.Maximise(7 * day.Is("Mon") + 5 * day.Is("Tue"));

        Assert.Equal(3, model.PenaltyOf("with x"));
        Assert.Equal(8, model.PenaltyOf("day"));
        AssertBestIs(5);
    }

    [Fact]
    public void A_penalty_that_is_given_counts_in_the_numbers_of_the_constraint()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));
        var day = model.OneOf("day", ["Mon"], penalty: 3);
        model.Require(2 * x + 4 * y == 6, "six", penalty: 0.5);

        var problem = model.ToProblem();

        Assert.Equal(0.5, model.PenaltyOf("six"));
        Assert.Equal(3, model.PenaltyOf(day.Name));
        Assert.Equal(3 + (0.5 * 36), problem.Cost(BitString.Parse("000")));
        Assert.Equal(0.5 * 16, problem.Cost(BitString.Parse("101")));
    }

    [Fact]
    public void An_equality_without_a_common_unit_takes_a_penalty_that_is_given()
    {
        var (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));
        var sum = Math.Sqrt(2) * x + y + Math.PI * z;

        var error = Assert.Throws<ArgumentException>(() => model.Require(sum == Math.Sqrt(2) + Math.PI, "sum"));
        model.Require(sum == Math.Sqrt(2) + Math.PI, "sum", penalty: 90);

        Assert.Contains("'sum' have no common unit", error.Message, StringComparison.Ordinal);
        Assert.Contains("penalty:", error.Message, StringComparison.Ordinal);
        Assert.True(Read("101").IsFeasible);
        Assert.Equal(1, Assert.Single(Read("111").Violations).Excess, 1e-12);
        Assert.Equal(90, model.ToProblem().Cost(BitString.Parse("111")), 1e-12);
    }

    [Fact]
    public void An_objective_beyond_all_weights_is_refused()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));
        model.Require(x + y == 1, "one");
        model.Minimise(1.5e308 * x + 1.5e308 * y);

        Assert.Contains(
            "too large", Assert.Throws<InvalidOperationException>(model.ToProblem).Message, StringComparison.Ordinal);
    }

    private ModelSolution Read(string bits) => model.Read(new Solution(BitString.Parse(bits), 0));

    /// <summary>Everything that costs least is feasible and has this objective.</summary>
    private void AssertBestIs(double objective)
    {
        var problem = model.ToProblem();
        foreach (var bits in PenaltyBruteForce.LeastOf(problem).Bits)
        {
            var solution = model.Read(new Solution(new BitString(bits, problem.VariableCount), 0));
            Assert.Empty(solution.Violations);
            Assert.Equal(objective, solution.Objective, 1e-9);
        }
    }
}
