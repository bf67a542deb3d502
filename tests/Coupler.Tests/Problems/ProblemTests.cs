using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Tests.Problems;

/// <summary>Terms of bits and of spins, and what becomes of one as the other.</summary>
public sealed class ProblemTests
{
    [Fact]
    public void A_cost_of_spins_is_the_sum_of_signed_weights()
    {
        Ising ring = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (0, 0.5), new(10)];

        // s = −1, +1, −1: two couplings are −1, one is +1, the field −0.5.
        Assert.Equal(10 - 1 - 1 + 1 - 0.5, ring.Cost(BitString.Parse("101")));
        Assert.Equal((3, 5), (ring.VariableCount, ring.Count));
    }

    [Fact]
    public void A_cost_of_bits_counts_the_terms_whose_bits_are_all_one()
    {
        Pubo three = [new(2, 0, 1, 2), (0, 1, -1), (2, -3.0)];

        Assert.Equal(2 - 1 - 3, three.Cost(BitString.Parse("111")));
        Assert.Equal(-3, three.Cost(BitString.Parse("110")));
        Assert.Equal(-1, three.Cost(BitString.Parse("011")));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1, -1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(1, 3, 3)]
    [InlineData(1, 1, 2, 1)]
    public void A_term_that_means_nothing_is_refused(double weight, params int[] variables) =>
        Assert.Throws<ArgumentException>(() => new Term(weight, variables));

    [Fact]
    public void A_problem_of_bits_is_the_same_over_spins()
    {
        var random = new Random(20_261_126);
        for (var i = 0; i < 1_000; i++)
        {
            var count = random.Next(1, 8);
            (int, int, double)[] terms = [.. Enumerable.Range(0, random.Next(12))
                .Select(_ => (random.Next(count), random.Next(count), (double)random.Next(-1_000_000_000, 1_000_000_000)))];
            var qubo = Qubo.Create(terms, random.Next(-5, 5));

            var ising = qubo.ToIsing();

            for (var values = 0UL; values < 1UL << qubo.VariableCount; values++)
            {
                var bits = new BitString(values, qubo.VariableCount);
                Assert.Equal(qubo.Cost(bits), ising.Cost(bits));
            }
        }
    }

    [Fact]
    public void What_a_store_keeps_of_a_problem_is_read_as_it_was()
    {
        Ising ising = Ising.Create([(0, 1, 1.5), new(-2), new(0.1, 4, 2, 0)], 9);
        Pubo pubo = Pubo.Create([new(0.1, 4, 2, 0)], [new(0.5, (1, 0.1), new(-1)), new(1)], 9);
        Qubo qubo = Qubo.Create([(0, 0, -1), (2, 1, 0.1)], 7, 5);

        foreach (Problem problem in new Problem[] { ising, pubo, qubo })
        {
            var payload = problem.ToPayload();
            var read = Assert.IsAssignableFrom<Problem>(Workload.FromPayload(new Payload(payload.Format, payload.Content)));
            Assert.Equal(problem.GetType(), read.GetType());
            Assert.Equal(problem.Terms, read.Terms);
            Assert.Equal(problem.Squares, read.Squares);
            Assert.Equal(problem.VariableCount, read.VariableCount);
        }
    }

    [Theory]
    [InlineData("coupler.ising.v1", "{}")]
    [InlineData("coupler.ising.v1", """{"variables":1,"terms":[[]]}""")]
    [InlineData("coupler.pubo.v1", """{"variables":1,"terms":[[1,0,0]]}""")]
    [InlineData("coupler.pubo.v1", """{"variables":-1,"terms":[]}""")]
    [InlineData("coupler.qubo.v1", """{"offset":"x","terms":[]}""")]
    public void Bytes_that_are_no_problem_are_refused_with_the_format(string format, string json)
    {
        var payload = new Payload(format, System.Text.Encoding.UTF8.GetBytes(json));

        var refusal = Assert.Throws<FormatException>(() => Workload.FromPayload(payload));

        Assert.Contains(format, refusal.Message, StringComparison.Ordinal);
    }
}
