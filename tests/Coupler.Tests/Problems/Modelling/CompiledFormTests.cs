using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>What each construct becomes, written out.</summary>
public sealed class CompiledFormTests
{
    private readonly Model model = new();

    [Fact]
    public void A_choice_is_a_group_that_solvers_know()
    {
        model.Binary("before");
        var day = model.OneOf("day", ["Mon", "Tue", "Wed"]);
        model.Minimise(day.Is("Wed"));

        var square = Assert.Single(model.ToProblem().Squares);

        Assert.Equal(new SquaredSum(square.Weight, (1, 1.0), (2, 1.0), (3, 1.0), new Term(-1)), square);
    }

    [Fact]
    public void A_sum_that_is_1_is_a_group_in_the_order_of_its_terms()
    {
        var x = Binaries(4);
        model.Require(1 == 0.5 * Expression.Sum([x[2], x[0], x[3]]) + 0.5, "one");

        var square = Assert.Single(model.ToProblem().Squares);

        Assert.Equal(new SquaredSum(1, (2, 1.0), (0, 1.0), (3, 1.0), new Term(-1)), square);
        Assert.Equal(4, model.ToProblem().VariableCount);
    }

    [Fact]
    public void An_inequality_has_a_slack_in_units_of_the_common_divisor()
    {
        var x = Binaries(3);
        model.Require(4 * x[0] + 6 * x[1] + 10 * x[2] <= 17, "budget");

        var problem = model.ToProblem();

        Assert.Equal(7, problem.VariableCount);
        Assert.Equal(
            new SquaredSum(1, (0, 2.0), (1, 3.0), (2, 5.0), (3, 1.0), (4, 2.0), (5, 4.0), (6, 1.0), new Term(-8)),
            Assert.Single(problem.Squares));
    }

    [Fact]
    public void Decimals_count_as_what_they_say()
    {
        var x = Binaries(3);
        model.Require(0.1 * x[0] + 0.2 * x[1] + (0.1 * 3) * x[2] <= 0.1 + 0.2, "budget");

        Assert.Equal(
            new SquaredSum(1, (0, 1.0), (1, 2.0), (2, 3.0), (3, 1.0), (4, 2.0), new Term(-3)),
            Assert.Single(model.ToProblem().Squares));
    }

    [Fact]
    public void Thirds_count_as_thirds()
    {
        var (x, third) = (Binaries(4), 1.0 / 3);
        model.Require(Expression.Sum(x.Select(one => third * one)) == 2 * third, "two");
        model.Require(Expression.Sum(x.Select(one => third * one)) <= 1 - third, "two at most");

        Assert.Equal(
            [
                new SquaredSum(1, (0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0), new Term(-2)),
                new SquaredSum(1, (0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0), (4, 1.0), (5, 1.0), new Term(-2)),
            ],
            model.ToProblem().Squares);
    }

    [Fact]
    public void At_least_is_at_most_with_the_signs_turned()
    {
        var x = Binaries(3);
        model.Require(x[0] - 2 * x[1] + 3 * x[2] >= 1, "enough");

        Assert.Equal(
            new SquaredSum(1, (0, -1.0), (1, 2.0), (2, -3.0), (3, 1.0), (4, 2.0), new Term(1)),
            Assert.Single(model.ToProblem().Squares));
    }

    [Fact]
    public void At_most_one_is_a_product_for_each_pair()
    {
        var x = Binaries(3);
        model.Require(Expression.Sum(x) <= 1, "one");

        AssertTerms(3, (0, 1, 1), (0, 2, 1), (1, 2, 1));
    }

    [Fact]
    public void Not_without_another_is_one_product()
    {
        var x = Binaries(2);
        model.Require(x[0] <= x[1], "implied");

        AssertTerms(2, (0, 1.0), (0, 1, -1));
    }

    [Fact]
    public void One_of_two_at_least_is_the_product_of_their_absence()
    {
        var x = Binaries(2);
        model.Require(x[0] + x[1] >= 1, "one");

        AssertTerms(2, new Term(1), (1, -1.0), (0, -1.0), (0, 1, 1));
    }

    [Fact]
    public void What_leaves_no_room_needs_no_slack()
    {
        var x = Binaries(2);
        model.Require(2 * x[0] - 3 * x[1] <= -3, "only");

        AssertTerms(2, (0, 4.0), new Term(9), (1, -9.0));
    }

    [Fact]
    public void What_always_holds_adds_nothing()
    {
        var count = model.Integer("count", 0, 5);
        model.Require(count <= 5.5, "loose");
        model.Require(count >= -1, "looser");
        model.Require(count - count == 0, "nothing");

        AssertTerms(3);
        Assert.Equal(0, model.PenaltyOf("loose"));
    }

    [Fact]
    public void A_maximum_is_a_minimum_with_the_sign_turned()
    {
        var x = Binaries(2);
        model.Maximise(3 * x[0] - 2 * x[0] * x[1] + 1);

        AssertTerms(2, (0, -3.0), (0, 1, 2), new Term(-1));
    }

    [Fact]
    public void Whole_numbers_take_every_value_of_their_range_and_no_other()
    {
        foreach (var (least, most) in new[] { (0, 10), (-3, -3), (-2, 5), (0, 7), (0, 8), (5, 6) })
        {
            var one = new Model();
            var count = one.Integer("count", least, most);
            var values = Enumerable.Range(0, 1 << count.BitCount)
                .Select(bits => one.Read(new Solution(new BitString((ulong)bits, count.BitCount), 0))[count]);

            Assert.Equal(Enumerable.Range(least, most - least + 1), values.Distinct().Order());
        }

        Assert.Equal(31, model.Integer("large", int.MinValue, -1).BitCount);
        Assert.Equal(0, model.Integer("only", 4, 4).BitCount);
    }

    private BinaryVariable[] Binaries(int count) => [.. Enumerable.Range(0, count).Select(i => model.Binary($"x{i}"))];

    /// <summary>These terms and no slack.</summary>
    private void AssertTerms(int variables, params Term[] expected)
    {
        var problem = model.ToProblem();
        Assert.Empty(problem.Squares);
        Assert.Equal(expected.ToHashSet(), problem.Terms.ToHashSet());
        Assert.Equal(variables, problem.VariableCount);
    }
}
