using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>What breaks a constraint costs its weight times the squared violation, by hand, in every form of penalty.</summary>
public sealed class GivenPenaltyTests
{
    private readonly Model model = new();
    private readonly BinaryVariable x;
    private readonly BinaryVariable y;
    private readonly BinaryVariable z;

    public GivenPenaltyTests() => (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));

    [Fact]
    public void What_leaves_no_room_costs_the_square_of_each_term()
    {
        model.Require(x + 2 * y <= 0, "none", penalty: 5);

        AssertCosts(("000", 0), ("100", 5), ("010", 5 * 4), ("110", 5 + 5 * 4));
    }

    [Fact]
    public void A_term_of_a_negative_coefficient_costs_its_square_where_it_is_missing()
    {
        model.Require(x - 0.5 * y <= -0.5, "none", penalty: 8);

        AssertCosts(("010", 0), ("000", 8 * 0.25), ("110", 8), ("100", 8 + 8 * 0.25));
    }

    [Fact]
    public void A_violation_by_1_costs_what_the_weight_says()
    {
        model.Require(0.5 * x + y <= 0, "none", penalty: 8);

        AssertCosts(("010", model.PenaltyOf("none")), ("100", 8 * 0.25));
    }

    [Fact]
    public void What_is_broken_beyond_its_weight_is_not_best()
    {
        model.Require(x + 2 * y <= 0, "none", penalty: 5);
        model.Maximise(12 * y);

        AssertCosts(("000", 0), ("010", -12 + 20));
    }

    [Fact]
    public void Pairs_cost_the_square_of_one_too_many_and_less_of_more()
    {
        model.Require(0.5 * x + 0.5 * y <= 0.5 - 0.5 * z, "one", penalty: 8);

        AssertCosts(("001", 0), ("011", 8 * 0.25), ("111", 3 * 8 * 0.25));
    }

    [Fact]
    public void Slack_leaves_the_square_of_the_violation()
    {
        model.Require(2 * x + 4 * y + 6 * z <= 5, "some", penalty: 3);

        AssertCosts(("010", 0), ("110", 3 * 4), ("011", 3 * 36), ("111", 3 * 64));
    }

    [Fact]
    public void An_equality_costs_the_square_of_the_difference()
    {
        model.Require(2 * x + 4 * y == 4, "four", penalty: 3);

        AssertCosts(("010", 0), ("000", 3 * 16), ("100", 3 * 4), ("110", 3 * 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_weight_that_is_found_makes_the_same_problem_when_it_is_given(int bound)
    {
        var found = Problem(bound, null, out var weight);

        var given = Problem(bound, weight, out var same);

        Assert.Equal(weight, same);
        Assert.Equal(found.Terms, given.Terms);
        Assert.Equal(found.Squares, given.Squares);
    }

    private static Pubo Problem(int bound, double? penalty, out double weight)
    {
        var one = new Model();
        var (a, b, c) = (one.Binary("a"), one.Binary("b"), one.Binary("c"));
        var sum = bound == 1 ? 0.25 * (a + b + c) : 0.25 * (a + 2 * b + 4 * c);
        one.Require(sum <= 0.25 * bound, "sum", penalty);
        one.Maximise(3 * a + b + 2 * c);
        weight = one.PenaltyOf("sum");
        return one.ToProblem();
    }

    /// <summary>Of these values of x, y and z the least cost, whatever the slacks are.</summary>
    private void AssertCosts(params (string Values, double Cost)[] expected)
    {
        var problem = model.ToProblem();
        var slacks = problem.VariableCount - 3;
        foreach (var (values, cost) in expected)
        {
            var costs = Enumerable.Range(0, 1 << slacks).Select(slack => problem.Cost(
                BitString.FromBits([.. Enumerable.Range(0, 3 + slacks).Select(i =>
                    i < 3 ? values[i] == '1' : ((slack >> (i - 3)) & 1) == 1)])));
            Assert.Equal(cost, costs.Min());
        }
    }
}
