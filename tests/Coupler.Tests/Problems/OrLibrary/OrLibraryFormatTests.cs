using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.BiqMac;
using Coupler.Problems.OrLibrary;

namespace Coupler.Tests.Problems.OrLibrary;

/// <summary>Several problems in a file, of which the largest value is looked for.</summary>
public sealed class OrLibraryFormatTests
{
    [Theory]
    [InlineData("2\n2 2\n1 1 3\n1 2 -1\n3 1\n2 3 4\n")]
    [InlineData(" 2 \r\n 2 2\r\n 1 1 3\r\n2 1 -1\r\n\r\n3 1\r\n2 3 4")]
    public void The_cost_is_the_value_of_the_symmetric_matrix_with_the_sign_turned(string text)
    {
        var problems = OrLibraryFormat.Read(new StringReader(text));

        Assert.Equal([2, 3], problems.Select(problem => problem.VariableCount));
        Assert.Equal(-3, problems[0].Cost(BitString.Parse("01")));
        Assert.Equal(-(3 - 2), problems[0].Cost(BitString.Parse("11")));
        Assert.Equal(-8, problems[1].Cost(BitString.Parse("110")));
        Assert.Equal(8, OrLibraryFormat.ValueOf(new Solution(BitString.Parse("110"), -8)));
    }

    [Fact]
    public void A_file_of_one_problem_may_be_without_their_number()
    {
        var problems = OrLibraryFormat.Read(new StringReader("2 1\n1 2 5\n"));

        Assert.Equal(-10, Assert.Single(problems).Cost(BitString.Parse("11")));
    }

    /// <summary>The Biq Mac Library has the same problems with the sign turned, to find the least.</summary>
    [Fact]
    public void The_same_numbers_mean_the_opposite_in_the_Biq_Mac_Library()
    {
        const string text = "3 3\n1 1 -5\n1 3 2\n2 3 -1.5\n";
        var largest = Assert.Single(OrLibraryFormat.Read(new StringReader("1\n" + text)));
        var least = BiqMacFormat.Read(new StringReader(text));

        for (var i = 0UL; i < 8; i++)
        {
            var bits = new BitString(i, 3);
            Assert.Equal(least.Cost(bits), -largest.Cost(bits));
        }
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            Qubo[] problems = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomProblems.Qubo(random))];
            using var text = new StringWriter();

            OrLibraryFormat.Write(problems, text);

            var read = OrLibraryFormat.Read(new StringReader(text.ToString()));
            Assert.Equal(problems.Select(problem => problem.VariableCount), read.Select(problem => problem.VariableCount));
            Assert.Equal(problems.SelectMany(problem => problem.Terms), read.SelectMany(problem => problem.Terms));
        }
    }

    [Fact]
    public void What_the_format_has_no_place_for_is_refused()
    {
        Assert.Throws<ArgumentException>(() => OrLibraryFormat.Write([], TextWriter.Null));
        Assert.Throws<ArgumentException>(() => OrLibraryFormat.Write([Qubo.Create([(0, 0, 1)], offset: 1)], TextWriter.Null));
    }

    [Theory]
    [InlineData("", 0, 1, "The text ends where the number of problems should be.")]
    [InlineData("0\n", 1, 1, "'0' is not the number of problems, a whole number from 1 to 2147483647.")]
    [InlineData("bqp\n", 1, 1, "'bqp' is not the number of problems, a whole number from 1 to 2147483647.")]
    [InlineData("2\n", 1, 2, "The text ends where problem 1 of 2 should be.")]
    [InlineData("2\n2 1\n1 1 1\n", 3, 6, "The text ends where problem 2 of 2 should be.")]
    [InlineData("1\n2 1\n1 x 1\n", 3, 3, "'x' is not a column, a whole number from 1 to 2.")]
    [InlineData("1\n2 1\n1 1 1\n1 1 1\n", 4, 1, "There is too much after the 1 entries.")]
    [InlineData("2\n1 0\n1 0\nend", 4, 1, "There is too much after the 2 problems.")]
    public void A_mistake_is_shown_where_it_is(string text, int line, int column, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => OrLibraryFormat.Read(new StringReader(text)));

        Assert.Equal((problem, line, column), (wrong.Problem, wrong.Line, wrong.Column));
    }
}
