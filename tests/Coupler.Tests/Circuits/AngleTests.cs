using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.Circuits;

/// <summary>Against plain numbers: an expression with values put in is the same expression of numbers.</summary>
public class AngleTests
{
    private static readonly Parameter Theta = new("theta");
    private static readonly Parameter Phi = new("phi");

    [Fact]
    public void Binding_gives_what_the_numbers_give() =>
        Gen.Select(Gen.Double[-5, 5].Array[5], Gen.Double[-5, 5], Gen.Double[-5, 5]).Sample((k, theta, phi) =>
            {
                var angle = (k[0] * Theta) + (Phi / 3) - (k[1] * (Theta - (k[2] * Phi) + k[3])) + (-Phi) - k[4];
                var expected = (k[0] * theta) + (phi / 3) - (k[1] * (theta - (k[2] * phi) + k[3])) + (-phi) - k[4];
                Assert.Equal(expected, Bound(angle, theta, phi).Radians, 1e-9);
            });

    [Fact]
    public void Addition_does_not_depend_on_the_order() =>
        Gen.Select(Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Int[-4, 4]).Sample((a, b, c) =>
            Assert.Equal((a * Theta) + ((b * Phi) + (Angle)c), ((Angle)c + (a * Theta)) + (b * Phi)));

    [Fact]
    public void What_cancels_is_gone()
    {
        Assert.True((Theta - Theta).IsConstant);
        Assert.True((0 * (Angle)Theta).IsConstant);
        Assert.Equal((Angle)0, Theta + (Angle)1 - Theta - 1);
    }

    [Fact]
    public void A_partly_bound_angle_keeps_the_rest()
    {
        var angle = (2 * Theta) + Phi + 1;
        var bound = angle.Bind(new Dictionary<string, double> { ["phi"] = 0.5 });
        Assert.Equal((2 * Theta) + 1.5, bound);
        Assert.False(bound.IsConstant);
        var exception = Assert.Throws<InvalidOperationException>(() => bound.Radians);
        Assert.Contains("2*theta + 1.5", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_are_converted()
    {
        Assert.Equal(Math.PI, Angle.FromTurns(0.5).Radians, 1e-15);
        Assert.Equal(Math.PI, Angle.FromHalfTurns(1).Radians, 1e-15);
        Assert.Equal(Math.PI, Angle.FromDegrees(180).Radians, 1e-15);
        Assert.Equal(Math.PI, ((Angle)Math.PI).Radians);
    }

    [Theory]
    [InlineData("0", 0, 0, 0)]
    [InlineData("-1.5", 0, 0, -1.5)]
    [InlineData("theta", 1, 0, 0)]
    [InlineData("-theta - 0.25", -1, 0, -0.25)]
    [InlineData("-2*phi + 0.5*theta + 3", 0.5, -2, 3)]
    public void The_text_reads_as_an_expression(string expected, double theta, double phi, double constant) =>
        Assert.Equal(expected, ((theta * Theta) + (phi * Phi) + constant).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2x")]
    [InlineData("a b")]
    [InlineData("a-b")]
    [InlineData(null)]
    public void A_parameter_needs_a_name(string? name) => Assert.Throws<ArgumentException>(() => new Parameter(name!));

    private static Angle Bound(Angle angle, double theta, double phi) =>
        angle.Bind(new Dictionary<string, double> { ["theta"] = theta, ["phi"] = phi });
}
