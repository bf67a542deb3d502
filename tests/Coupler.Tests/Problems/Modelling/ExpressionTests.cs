using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

public sealed class ExpressionTests
{
    private readonly Model model = new();

    [Fact]
    public void A_polynomial_has_the_value_that_arithmetic_gives()
    {
        var (x, y, count) = (model.Binary("x"), model.Binary("y"), model.Integer("count", -2, 3));
        var day = model.OneOf("day", ["Mon", "Tue"]);
        var expression = (2 * x - y + 1.5) * (count - day.Is("Tue")) * -count + x * x * x;
        for (var number = 0UL; number < 1 << 7; number++)
        {
            var bits = new BitString(number, 7);
            var solution = model.Read(new Solution(bits, 0));
            var (a, b, n) = (solution[x] ? 1 : 0, solution[y] ? 1 : 0, solution[count]);
            var tuesday = bits[day.FirstBit + 1] ? 1 : 0;

            Assert.Equal((((2 * a) - b + 1.5) * (n - tuesday) * -n) + a, solution.ValueOf(expression), 1e-12);
        }
    }

    [Fact]
    public void Powers_of_a_binary_are_the_binary()
    {
        var x = model.Binary("x");

        Assert.Equal("3·x", $"{x * x + 2 * x * x * x}");
        Assert.Equal(1, (x * x).Degree);
    }

    [Fact]
    public void What_cancels_is_gone()
    {
        var (x, y) = (model.Binary("x"), model.Binary("y"));

        Assert.Equal("0", $"{x * y - y * x}");
        Assert.Equal(0, (x - x).Degree);
    }

    [Fact]
    public void An_expression_says_how_it_is_written()
    {
        var (x, count, day) = (model.Binary("x"), model.Integer("count", 1, 4), model.OneOf("day", ["Mon"]));

        Assert.Equal("-2·x·day=Mon + 0.5·x - 3", $"{-2 * x * day.Is("Mon") + 0.5 * x - 3}");
        Assert.Equal("count[0] + 2·count[1] + 1 <= x", $"{count + 0 <= x}");
        Assert.Equal("x + count[0] + 2·count[1] + 1 == 2", $"{x + count == 2}");
    }

    [Fact]
    public void A_sum_over_nothing_is_zero() => Assert.Equal("0", $"{Expression.Sum([])}");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused(double number)
    {
        var x = model.Binary("x");

        var error = Assert.Throws<ArgumentException>(() => number * x);

        Assert.Contains("must be finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_overflows_is_refused()
    {
        var x = model.Binary("x");

        var error = Assert.Throws<ArgumentException>(() => (1e308 * x) + (1e308 * x));
        Assert.Contains("no finite number", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => 1e308 * x * 10);
    }

    [Fact]
    public void Two_models_do_not_mix()
    {
        var (x, stranger) = (model.Binary("x"), new Model().Binary("x"));

        Assert.Contains("two models", Assert.Throws<ArgumentException>(() => x + stranger).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x * stranger);
        Assert.Throws<ArgumentException>(() => model.Minimise(stranger));
        Assert.Throws<ArgumentException>(() => model.Require(stranger <= 0, "strange"));
        Assert.Throws<ArgumentException>(() => model.Read(new Solution(new BitString(0, 1), 0))[stranger]);
    }
}
