using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Qbsolv;

namespace Coupler.Tests.Problems.Qbsolv;

/// <summary>Problems as qbsolv reads them.</summary>
public sealed class QbsolvFormatTests
{
    [Theory]
    [InlineData("p qubo 0 4 2 2\n0 0 -5\n3 3 1\n0 3 2\n1 3 -1.5\n")]
    [InlineData("c a remark\nc\np qubo unconstrained 4 2 2\r\nc nodes\r\n0 0 -5\r\n3 3 1.0\r\nc couplers\r\n3 0 2\r\n1 3 -1.5")]
    public void Each_line_counts_once_and_variables_count_from_zero(string text)
    {
        var problem = QbsolvFormat.Read(new StringReader(text));

        Assert.Equal(4, problem.VariableCount);
        Assert.Equal(-5, problem.Cost(BitString.Parse("0001")));
        Assert.Equal(-5 + 1 + 2, problem.Cost(BitString.Parse("1001")));
        Assert.Equal(-5 + 1 + 2 - 1.5, problem.Cost(BitString.Parse("1111")));
    }

    [Fact]
    public void What_is_written_is_read_as_it_was_with_single_variables_first()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = RandomProblems.Qubo(new Random(seed));
            using var text = new StringWriter();

            QbsolvFormat.Write(problem, text);

            var read = QbsolvFormat.Read(new StringReader(text.ToString()));
            Assert.Equal(problem.Terms.OrderBy(term => term.Degree), read.Terms);
            Assert.Equal(problem.VariableCount, read.VariableCount);
        }
    }

    [Fact]
    public void What_the_format_has_no_place_for_is_refused()
    {
        Assert.Throws<ArgumentException>(() => QbsolvFormat.Write(Qubo.Create([(0, 0, 1)], offset: 1), TextWriter.Null));
        Assert.Throws<ArgumentException>(() => QbsolvFormat.Write([], TextWriter.Null));
    }

    [Theory]
    [InlineData("c only\n", 1, 1, "The text ends where the line 'p qubo 0 maxNodes nNodes nCouplers' should be.")]
    [InlineData("p cnf 3 2\n", 1, 1, "The first line should be 'p qubo 0 maxNodes nNodes nCouplers'.")]
    [InlineData("p qubo chimera 4 1 0\n", 1, 15, "The topology should be 0 or 'unconstrained'; no other is known.")]
    [InlineData("p qubo 0 4 1\n", 1, 13, "The line ends where the number of couplers should be.")]
    [InlineData("p qubo 0 4 1 0 9\n", 1, 16, "'9' is too much in this line.")]
    [InlineData("p qubo 0 4 1 0\n4 4 1\n", 2, 1, "'4' is not a variable, a whole number from 0 to 3.")]
    [InlineData("p qubo 0 4 1 0\n3 3 one\n", 2, 5, "'one' is not a weight, a finite number.")]
    [InlineData("p qubo 0 4 2 0\n0 0 1\n0 1 1\n", 3, 1, "A coupler stands among the 2 nodes, which come first.")]
    [InlineData("p qubo 0 4 1 1\n0 0 1\n1 1 1\n", 3, 1, "A node stands after the 1 nodes that there should be.")]
    [InlineData("p qubo 0 4 1 1\n0 0 1\n", 2, 6, "The text ends where coupler 1 of 1 should be.")]
    [InlineData("p qubo 0 4 1 0\n0 0 1\n0 1 1\n", 3, 1, "There is too much after the 1 nodes and 0 couplers.")]
    [InlineData("p qubo 0 4 2147483647 2147483647\n", 1, 33, "The text ends where node 1 of 2147483647 should be.")]
    public void A_mistake_is_shown_where_it_is(string text, int line, int column, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => QbsolvFormat.Read(new StringReader(text)));

        Assert.Equal((problem, line, column), (wrong.Problem, wrong.Line, wrong.Column));
    }
}
