using Coupler.Problems;
using Coupler.Problems.Tsplib;

namespace Coupler.Tests.Problems.Tsplib;

/// <summary>What a file of TSPLIB may say, and what is wrong with one.</summary>
public sealed class TsplibFormatTests
{
    private const string Head = "NAME: four\nTYPE: TSP\nDIMENSION: 4\nEDGE_WEIGHT_TYPE: EXPLICIT\n";

    private static readonly int[,] Four = { { 0, 1, 2, 3 }, { 1, 0, 4, 5 }, { 2, 4, 0, 6 }, { 3, 5, 6, 0 } };

    [Theory]
    [InlineData("FULL_MATRIX", "0 1 2 3\n1 0 4 5\n2 4 0 6\n3 5 6 0")]
    [InlineData("UPPER_ROW", "1 2 3\n4 5\n6")]
    [InlineData("LOWER_COL", "1 2 3 4 5 6")]
    [InlineData("LOWER_ROW", "1\n2 4\n3 5 6")]
    [InlineData("UPPER_COL", "1 2\r\n4 3 5\r\n6\r\n")]
    [InlineData("UPPER_DIAG_ROW", "0 1 2 3 0 4 5 0 6 0")]
    [InlineData("LOWER_DIAG_COL", "0 1 2 3\n0 4 5\n0 6\n0")]
    [InlineData("LOWER_DIAG_ROW", "0 1 0 2 4 0 3 5 6 0")]
    [InlineData("UPPER_DIAG_COL", "9\n1 9\n2 4 9\n3 5 6 9\nEOF\nwhat follows is not read")]
    public void Every_order_of_the_matrix_gives_the_same_distances(string format, string weights)
    {
        var text = $"{Head}EDGE_WEIGHT_FORMAT: {format}\nEDGE_WEIGHT_SECTION\n{weights}";

        var instance = TsplibFormat.Read(new StringReader(text));

        Assert.Equal(("four", 4), (instance.Name, instance.NodeCount));
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++) Assert.Equal(Four[i, j], instance[i, j]);
        }
    }

    /// <summary>Worked out by hand from the definitions of TSPLIB 95.</summary>
    [Theory]
    [InlineData("EUC_2D", "1 1", 1)]
    [InlineData("EUC_2D", "1.5 2.0", 3)]
    [InlineData("CEIL_2D", "1 1", 2)]
    [InlineData("CEIL_2D", "3 4", 5)]
    [InlineData("MAN_2D", "1.2 -1.2", 2)]
    [InlineData("MAN_2D", "1.25 1.25", 3)]
    [InlineData("MAX_2D", "1.4 -2.5", 3)]
    [InlineData("MAX_2D", "7.4 2", 7)]
    [InlineData("ATT", "10 0", 4)]
    [InlineData("ATT", "100 0", 32)]
    [InlineData("ATT", "30 10", 10)]
    [InlineData("GEO", "0 0.3", 56)]
    [InlineData("GEO", "0 -0.3", 56)]
    [InlineData("GEO", "0 0", 1)]
    public void Distances_are_rounded_as_TSPLIB_does(string type, string second, int distance)
    {
        var text = $"DIMENSION:2\nEDGE_WEIGHT_TYPE : {type}\nNODE_COORD_SECTION\n2 {second}\n1 0 0\n";

        var instance = TsplibFormat.Read(new StringReader(text));

        Assert.Equal(distance, instance[0, 1]);
        Assert.Equal(distance, instance[1, 0]);
        Assert.Equal(0, instance[1, 1]);
    }

    [Fact]
    public void Coordinates_and_data_for_a_picture_are_points()
    {
        var text = $"{Head}EDGE_WEIGHT_FORMAT: UPPER_ROW\nDISPLAY_DATA_TYPE: TWOD_DISPLAY\nEDGE_WEIGHT_SECTION:\n1 2 3 4 5 6\n"
            + "DISPLAY_DATA_SECTION\n1 0 0\n3 2.5 1e1\n2 -1 0\n4 0 1\nEOF\n";

        var instance = TsplibFormat.Read(new StringReader(text));

        Assert.Equal([(0, 0), (-1, 0), (2.5, 10), (0, 1)], instance.Points);
    }

    [Fact]
    public void A_tour_is_closed_and_visits_each_node_once()
    {
        var instance = TspInstance.Create("four", Four);

        Assert.Equal(1 + 4 + 6 + 3, instance.LengthOf([0, 1, 2, 3]));
        Assert.Throws<ArgumentException>(() => instance.LengthOf([0, 1, 2]));
        Assert.Throws<ArgumentException>(() => instance.LengthOf([0, 1, 2, 2]));
        Assert.ThrowsAny<ArgumentException>(() => instance.LengthOf([0, 1, 2, 4]));
        Assert.ThrowsAny<ArgumentException>(() => instance[0, -1]);
    }

    [Fact]
    public void An_instance_that_is_made_is_checked()
    {
        Assert.Throws<ArgumentException>(() => TspInstance.Create("a\nb", Four));
        Assert.Throws<ArgumentException>(() => TspInstance.Create("", new int[2, 3]));
        Assert.Throws<ArgumentException>(() => TspInstance.Create("", new int[0, 0]));
        Assert.Throws<ArgumentException>(() => TspInstance.Create("", new[,] { { 0, 1 }, { 2, 0 } }));
        Assert.Throws<ArgumentException>(() => TspInstance.Create("", new[,] { { 0, -1 }, { -1, 0 } }));
        Assert.Throws<ArgumentException>(() => TspInstance.Create("", Four, [(0, 0)]));
    }

    [Theory]
    [InlineData("", 0, 1, "The text ends where a keyword such as NAME should be.")]
    [InlineData("NAME: x\n", 1, 8, "There is no EDGE_WEIGHT_TYPE.")]
    [InlineData("TYPE: ATSP\n", 1, 1, "'ATSP' is not a symmetric problem; there are TSP.")]
    [InlineData("DIMENSION: 0\n", 1, 12, "'0' is not the number of nodes, a whole number from 1 to 2147483646.")]
    [InlineData("DIMENSION: 4\nDIMENSION: 5\n", 2, 1, "DIMENSION stands there twice.")]
    [InlineData("WHAT: 4\n", 1, 1, "'WHAT' is no keyword of a symmetric travelling-salesman problem.")]
    [InlineData("NODE_COORD_SECTION\n1 0 0\n", 1, 1, "DIMENSION should stand before this section.")]
    [InlineData("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n1 0 0", 4, 1, "Node 1 stands there twice.")]
    [InlineData("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n3 0 0", 4, 1, "'3' is not a node, a whole number from 1 to 2.")]
    [InlineData("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n2 0", 4, 4, "The line ends where a coordinate should be.")]
    [InlineData("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0 0\n", 3, 7, "'0' is too much in this line.")]
    [InlineData("DIMENSION: 2\nNODE_COORD_SECTION\n1 0 0\n", 3, 6, "The text ends where node 2 of 2 should be.")]
    [InlineData(Head + "EDGE_WEIGHT_SECTION\n", 5, 1, "EDGE_WEIGHT_FORMAT should stand before, with the order.")]
    [InlineData(Head, 4, 27, "There is no EDGE_WEIGHT_SECTION, which EXPLICIT distances need.")]
    [InlineData(Head + "EDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2\n3", 8, 2,
        "The text ends where the distance of nodes 2 and 3 should be.")]
    [InlineData(Head + "EDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 3 4 5 6 7", 7, 13,
        "'7' is too much in this line.")]
    [InlineData(Head + "EDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n1 2 -3", 7, 5,
        "'-3' is not a distance, a whole number from 0 to 2147483647.")]
    [InlineData(Head + "EDGE_WEIGHT_FORMAT: FULL_MATRIX\nEDGE_WEIGHT_SECTION\n0 1 2 3\n7 0", 8, 2,
        "From node 2 to 1 it is 7, and 1 back; they should be the same.")]
    [InlineData("DIMENSION: 2\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n1 0 0\n2 1e300 0\n", 5, 10,
        "The nodes are too far apart: a distance has 31 bits.")]
    [InlineData("DIMENSION: 2\nEDGE_WEIGHT_TYPE: GEO\nEOF\n", 3, 4, "There is no NODE_COORD_SECTION, which GEO distances need.")]
    [InlineData("DIMENSION: 70000\nEDGE_WEIGHT_FORMAT: UPPER_ROW\nEDGE_WEIGHT_SECTION\n", 3, 1,
        "A matrix has at most 65536 nodes.")]
    public void A_mistake_is_shown_where_it_is(string text, int line, int column, string problem)
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => TsplibFormat.Read(new StringReader(text)));

        Assert.Equal((problem, line, column), (wrong.Problem, wrong.Line, wrong.Column));
    }

    [Fact]
    public void An_unknown_kind_of_distance_is_answered_with_those_that_are_known()
    {
        var wrong = Assert.Throws<ProblemSyntaxException>(() => TsplibFormat.Read(new StringReader("EDGE_WEIGHT_TYPE: XRAY1\n")));

        Assert.Equal(
            "'XRAY1' is not a known EDGE_WEIGHT_TYPE; there are EXPLICIT, ATT, CEIL_2D, EUC_2D, GEO, MAN_2D, MAX_2D.",
            wrong.Problem);
    }
}
