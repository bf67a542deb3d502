using Coupler.Testing.Contracts;

namespace Coupler.Tests.Statistics;

public sealed class ChiSquareTests
{
    /// <summary>As printed in the NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.4.</summary>
    [Theory]
    [InlineData(1, 0.10, 2.706)]
    [InlineData(1, 0.05, 3.841)]
    [InlineData(1, 0.001, 10.828)]
    [InlineData(2, 0.05, 5.991)]
    [InlineData(3, 0.01, 11.345)]
    [InlineData(10, 0.05, 18.307)]
    [InlineData(10, 0.001, 29.588)]
    [InlineData(31, 0.05, 44.985)]
    [InlineData(100, 0.05, 124.342)]
    [InlineData(100, 0.001, 149.449)]
    public void Critical_values_are_those_of_the_published_table(int degreesOfFreedom, double probability, double expected)
    {
        Assert.Equal(expected, ChiSquare.CriticalValue(probability, degreesOfFreedom), 0.0005);
        Assert.Equal(1, ChiSquare.Survival(expected, degreesOfFreedom) / probability, 1e-3);
    }

    /// <summary>Where df is even the tail is a finite sum: e^−x/2 · Σ (x/2)^k / k! for k &lt; df/2.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(40)]
    public void Even_degrees_of_freedom_have_a_closed_form_out_to_the_far_tail(int degreesOfFreedom)
    {
        for (var x = 0.5; x < 400; x *= 1.5)
        {
            var (term, sum) = (1.0, 1.0);
            for (var k = 1; k < degreesOfFreedom / 2; k++) sum += term *= x / 2 / k;
            var exact = Math.Exp(-x / 2) * sum;
            Assert.Equal(1, ChiSquare.Survival(x, degreesOfFreedom) / exact, 1e-10);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(2_000)]
    public void A_critical_value_has_the_tail_it_was_asked_for(int degreesOfFreedom)
    {
        var critical = ChiSquare.CriticalValue(1e-12, degreesOfFreedom);
        Assert.Equal(1e-12, ChiSquare.Survival(critical, degreesOfFreedom), 1e-18);
    }

    [Fact]
    public void The_statistic_sums_squared_deviations_in_units_of_the_expectation() =>
        Assert.Equal(4, ChiSquare.Statistic([(60, 50), (40, 50), (100, 100)]), 1e-12);
}
