using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Rudy;

namespace Coupler.Tests.Problems.Rudy;

/// <summary>Graphs in the format of rudy and the Gset.</summary>
public sealed class RudyFormatTests
{
    private const string Square = "4 4\n1 2 1\n2 3 1\n3 4 1\n4 1 2\n";

    [Theory]
    [InlineData(Square)]
    [InlineData("4 4 \r\n1 2 1 \r\n2 3 1\r\n3 4 1\r\n4 1 2")]
    [InlineData("4 4 J\n\n1 2\n2 3\n3 4\n4 1 2.0\n\n")]
    public void The_cost_is_the_cut_with_the_sign_turned(string text)
    {
        var graph = RudyFormat.Read(new StringReader(text));

        Assert.Equal(4, graph.VariableCount);
        Assert.Equal(0, graph.Cost(BitString.Parse("0000")));
        Assert.Equal(-5, graph.Cost(BitString.Parse("0101")));
        Assert.Equal(-3, graph.Cost(BitString.Parse("0001")));
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var graph = MaxCut.Of([(0, 1, 0.1), (1, 5, -3), (0, 1, 1e300)], vertices: 8);
        using var text = new StringWriter();

        RudyFormat.Write(graph, text);

        var read = RudyFormat.Read(new StringReader(text.ToString()));
        Assert.Equal(graph.Terms, read.Terms);
        Assert.Equal(8, read.VariableCount);
    }

    [Fact]
    public void What_a_graph_has_no_room_for_is_refused_before_anything_is_written()
    {
        AssertRefused("the squared sum 2·(1·x0 + 1·x1)²", Ising.Create([(0, 1, 1.0)], [new SquaredSum(2, (0, 1.0), (1, 1.0))]));
        AssertRefused("no variable", Ising.Create([]));
        AssertRefused("no variable", Ising.Create([new Term(3)]));
        AssertRefused("Twice the weight of the term 1E+308·x0·x1", Ising.Create([(0, 2, 1.0), (0, 1, 1e308)]));
        AssertRefused(
            "add up to no finite number", Ising.Create([(0, 1, 8e307), (0, 2, 8e307), (1, 2, 8e307)]));
        AssertRefused("The term 1·x0 is no edge", Ising.Create([(1, 2, 1.0), (0, 1.0)]));
    }

    private static void AssertRefused(string reason, Ising problem)
    {
        using var text = new StringWriter();
        var refusal = Assert.Throws<ArgumentException>(() => RudyFormat.Write(problem, text));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("", text.ToString());
    }

    [Theory]
    [InlineData("", 0, "The text ends where the numbers of vertices and of edges should be.")]
    [InlineData("x 1\n", 1, "'x' is not the number of vertices, a whole number from 1 to 2147483646.")]
    [InlineData("3\n", 1, "The line ends where the number of edges should be.")]
    [InlineData("3 -1\n", 1, "'-1' is not the number of edges, a whole number from 0 to 2147483647.")]
    [InlineData("3 2\n1 2 1\n", 2, "The text ends where edge 2 of 2 should be.")]
    [InlineData("3 1\n1 4 1\n", 2, "'4' is not a vertex, a whole number from 1 to 3.")]
    [InlineData("3 1\n0 2 1\n", 2, "'0' is not a vertex, a whole number from 1 to 3.")]
    [InlineData("3 1\n2 2 1\n", 2, "An edge has vertex 2 at both ends; it is never cut. Leave it out, "
        + "or read the file as a matrix, of the Biq Mac Library or the OR-Library.")]
    [InlineData("3 1\n1 2 NaN\n", 2, "'NaN' is not a weight, a finite number.")]
    [InlineData("3 1\n1 2 1 7\n", 2, "'7' is too much in this line.")]
    [InlineData("3 1\n1 2 1\n2 3 1\n", 3, "There is too much after the 1 edges.")]
    public void A_mistake_is_shown_where_it_is(string text, int line, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => RudyFormat.Read(new StringReader(text), "graph.txt"));

        Assert.Equal((problem, line), (wrong.Problem, wrong.Line));
        Assert.StartsWith($"graph.txt: {problem} (line {line}, ", wrong.Message, StringComparison.Ordinal);
    }
}
