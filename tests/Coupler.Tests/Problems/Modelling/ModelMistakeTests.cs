using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>A mistake is refused where it is made, and the message says what is wrong.</summary>
public sealed class ModelMistakeTests
{
    private readonly Model model = new();

    [Fact]
    public void A_name_belongs_to_one_variable_or_constraint()
    {
        var x = model.Binary("x");
        model.Require(x >= 1, "one");

        AssertRefused("two of the name 'x'", () => model.Integer("x", 0, 1));
        AssertRefused("two of the name 'one'", () => model.OneOf("one", ["a"]));
        AssertRefused("two of the name 'x'", () => model.Require(x >= 1, "x"));
        AssertRefused("", () => model.Binary(" "));
    }

    [Fact]
    public void A_range_has_a_value_and_is_not_too_large()
    {
        AssertRefused("The range of 'count' is empty: 3 to 2", () => model.Integer("count", 3, 2));
        AssertRefused("may be 2147483647 apart", () => model.Integer("count", -1, int.MaxValue));
        AssertRefused("no value to choose", () => model.OneOf("day", []));
        AssertRefused("the value 'Mon' twice", () => model.OneOf("day", ["Mon", "Tue", "Mon"]));
    }

    [Fact]
    public void A_choice_says_what_its_values_are()
    {
        var day = model.OneOf("day", ["Mon", "Tue"]);

        AssertRefused("no value 'Wed'; it is one of Mon, Tue", () => day.Is("Wed"));
    }

    [Fact]
    public void A_constraint_is_linear()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));

        AssertRefused("'square' is not linear: it has the term 2·x·y.", () => model.Require(2 * x * y + x <= 1, "square"));
        AssertRefused("z >= x + y - 1", () => model.Require(1 >= x * y, "square"));
        model.Require(x * x + x * y - y * x <= 1, "square");
    }

    [Fact]
    public void What_can_never_hold_is_refused_with_figures()
    {
        var (x, count) = (model.Binary("x"), model.Integer("count", 2, 5));

        AssertRefused(
            "'few' can never hold: its left side is always more than its right side, by 3 at least",
            () => model.Require(x + 2 * count <= 1, "few"));
        AssertRefused("always less than its right side, by 0.5 at least", () => model.Require(count >= 5.5, "many"));
        AssertRefused("its sides always differ, by 0.5 at least", () => model.Require(x + count == 3.5, "half"));
        AssertRefused("by 1 at least", () => model.Require(2 * x + 4 * count == 11, "odd"));
        AssertRefused("by 4 at least", () => model.Require(count == 9, "nine"));
        AssertRefused("by 1 at least", () => model.Require(count - count >= 1, "nothing"));
    }

    [Fact]
    public void An_inequality_has_a_common_unit()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));

        AssertRefused("'root' have no common unit", () => model.Require(Math.Sqrt(2) * x + y <= 1, "root", penalty: 3));
        AssertRefused("round them", () => model.Require(1e10 * x + y <= 5, "wide"));
    }

    [Fact]
    public void A_penalty_is_above_0_and_finite()
    {
        var x = model.Binary("x");

        AssertRefused("The penalty of 'p' is 0", () => model.Require(x <= 0, "p", penalty: 0));
        AssertRefused("The penalty of 'p' is NaN", () => model.Require(x <= 0, "p", penalty: double.NaN));
        AssertRefused("The penalty of 'd' is -1", () => model.OneOf("d", ["a"], penalty: -1));
        AssertRefused("no constraint and no choice 'x'", () => model.PenaltyOf("x"));
    }

    [Fact]
    public void There_is_one_objective()
    {
        var x = model.Binary("x");
        model.Minimise(x);

        Assert.Throws<InvalidOperationException>(() => model.Maximise(x));
    }

    private static void AssertRefused(string words, Action action) =>
        Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
