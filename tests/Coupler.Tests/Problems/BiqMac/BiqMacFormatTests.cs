using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.BiqMac;
using Coupler.Tests.Reference;

namespace Coupler.Tests.Problems.BiqMac;

/// <summary>Matrices of the Biq Mac Library.</summary>
public sealed class BiqMacFormatTests
{
    private const string Small = "3 3\n1 1 -5\n1 3 2\n2 3 -1.5\n";

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "data", "problems", "biqmac");

    [Theory]
    [InlineData(Small)]
    [InlineData("# a remark\nc another\n% and one more\n3 3\r\n\r\n1 1 -5\r\n3 1 2\r\n  2\t3 -15e-1")]
    public void The_cost_is_the_value_of_the_symmetric_matrix(string text)
    {
        var problem = BiqMacFormat.Read(new StringReader(text));

        Assert.Equal(3, problem.VariableCount);
        Assert.Equal(-5, problem.Cost(BitString.Parse("001")));
        Assert.Equal(-5 + (2 * 2), problem.Cost(BitString.Parse("101")));
        Assert.Equal(-5 + (2 * 2) - (2 * 1.5), problem.Cost(BitString.Parse("111")));
    }

    /// <summary>The values published for xᵀQx, of which a search finds each, hold for this reading only.</summary>
    [Theory]
    [InlineData("bqp50-1", -2098)]
    [InlineData("bqp50-2", -3702)]
    [InlineData("bqp50-10", -3507)]
    [InlineData("bqp100-1", -7970)]
    [InlineData("gka1a", -3414)]
    [InlineData("gka6a", -3980)]
    [InlineData("gka1b", -133)]
    [InlineData("gka1c", -5058)]
    public void The_least_cost_of_a_published_matrix_is_the_published_one(string name, double least)
    {
        var problem = BiqMacFormat.Read(Path.Combine(Folder, name + ".sparse"));

        Assert.Equal(least, TabuSearch.LeastCost(problem, seed: 1));
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = RandomProblems.Qubo(new Random(seed));
            using var text = new StringWriter();

            BiqMacFormat.Write(problem, text);

            var read = BiqMacFormat.Read(new StringReader(text.ToString()));
            Assert.Equal(problem.Terms, read.Terms);
            Assert.Equal(problem.VariableCount, read.VariableCount);
        }
    }

    [Fact]
    public void What_the_format_has_no_place_for_is_refused()
    {
        Assert.Contains("offset 3", Refusal(Qubo.Create([(0, 0, 1)], offset: 3)), StringComparison.Ordinal);
        Assert.Contains("no variable", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("Half of the weight 5E-324", Refusal([(0, 1, double.Epsilon)]), StringComparison.Ordinal);

        static string Refusal(Qubo problem) =>
            Assert.Throws<ArgumentException>(() => BiqMacFormat.Write(problem, TextWriter.Null)).Message;
    }

    [Theory]
    [InlineData("", 0, 1, "The text ends where the numbers of variables and of entries should be.")]
    [InlineData("x 1\n", 1, 1, "'x' is not the number of variables, a whole number from 1 to 2147483646.")]
    [InlineData("0 1\n", 1, 1, "'0' is not the number of variables, a whole number from 1 to 2147483646.")]
    [InlineData("99999999999 1\n", 1, 1, "'99999999999' is not the number of variables, a whole number from 1 to 2147483646.")]
    [InlineData("3\n", 1, 2, "The line ends where the number of entries should be.")]
    [InlineData("3 1 1\n1 1 1", 1, 5, "'1' is too much in this line.")]
    [InlineData("3 2\n1 2 1\n", 2, 6, "The text ends where entry 2 of 2 should be.")]
    [InlineData("3 1\n1 4 1\n", 2, 3, "'4' is not a column, a whole number from 1 to 3.")]
    [InlineData("3 1\n0 2 1\n", 2, 1, "'0' is not a row, a whole number from 1 to 3.")]
    [InlineData("3 1\n1 2\n", 2, 4, "The line ends where a weight should be.")]
    [InlineData("3 1\n1 2 NaN\n", 2, 5, "'NaN' is not a weight, a finite number.")]
    [InlineData("3 1\n1 2 1e400\n", 2, 5, "'1e400' is not a weight, a finite number.")]
    [InlineData("3 1\n1 2 1.7e308\n", 2, 1, "Twice this weight is no finite number.")]
    [InlineData("3 1\n1 2 1 7\n", 2, 7, "'7' is too much in this line.")]
    [InlineData("3 1\n1 2 1\n2 3 1\n", 3, 1, "There is too much after the 1 entries.")]
    public void A_mistake_is_shown_where_it_is(string text, int line, int column, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => BiqMacFormat.Read(new StringReader(text), "q.sparse"));

        Assert.Equal((problem, line, column), (wrong.Problem, wrong.Line, wrong.Column));
        Assert.StartsWith($"q.sparse: {problem} (line {line}, column {column})", wrong.Message, StringComparison.Ordinal);
    }
}
