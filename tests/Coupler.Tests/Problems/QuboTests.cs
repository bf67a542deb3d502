using Coupler.Circuits;
using Coupler.Problems;
using CsCheck;

namespace Coupler.Tests.Problems;

public sealed class QuboTests
{
    internal static readonly Gen<(int Row, int Column, double Weight)[]> Terms =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[-9, 9]).Select((i, j, w) => (i, j, (double)w)).Array[1, 30];

    [Fact]
    public void A_term_counts_once_as_it_is_written_and_equal_pairs_add_up()
    {
        Qubo problem = [(0, 1, 2), (1, 0, 3), (1, 1, 10)];

        Assert.Equal(0, problem.Cost(BitString.Parse("01")));
        Assert.Equal(10, problem.Cost(BitString.Parse("10")));
        Assert.Equal(15, problem.Cost(BitString.Parse("11")));
    }

    [Fact]
    public void Variables_are_counted_to_the_largest_that_is_named()
    {
        Qubo problem = [(3, 3, 1)];

        Assert.Equal(4, problem.VariableCount);
        Assert.Equal(1, problem.Cost(BitString.Parse("1000")));
    }

    [Theory]
    [InlineData(-1, 0, 1.0, "negative variable")]
    [InlineData(int.MaxValue, 0, 1.0, "the last is 2147483646")]
    [InlineData(0, int.MaxValue, 1.0, "the last is 2147483646")]
    [InlineData(0, 1, double.NaN, "not finite")]
    [InlineData(0, 1, double.PositiveInfinity, "not finite")]
    public void A_term_that_makes_no_sense_is_refused_with_the_term(int row, int column, double weight, string reason)
    {
        var exception = Assert.Throws<ArgumentException>(() => Qubo.Create([(row, column, weight)]));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"({row}, {column}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_down_is_read_back() => Terms.Sample(terms =>
    {
        var problem = Qubo.Create(terms);

        var read = QuboFormat.Read(QuboFormat.Write(problem).Detached());

        return read.Terms.SequenceEqual(problem.Terms);
    });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"terms":1}""")]
    [InlineData("""{"terms":[1]}""")]
    [InlineData("""{"terms":[[0,0]]}""")]
    [InlineData("""{"terms":[[0,0,"x"]]}""")]
    [InlineData("""{"terms":[[-1,0,1]]}""")]
    [InlineData("""{"terms":[[0,2147483647,1]]}""")]
    [InlineData("""{"terms":[[0,99999999999,1]]}""")]
    public void Bytes_that_are_no_problem_are_a_format_exception(string text) => Assert.Throws<FormatException>(
        () => QuboFormat.Read(new Payload(QuboFormat.Name, System.Text.Encoding.UTF8.GetBytes(text))));
}
