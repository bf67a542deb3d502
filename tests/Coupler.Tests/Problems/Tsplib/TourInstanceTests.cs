using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Tsplib;

namespace Coupler.Tests.Problems.Tsplib;

/// <summary>A problem of a tour that a store has kept is known again, and no other is taken for one.</summary>
public sealed class TourInstanceTests
{
    private static readonly TspInstance Five = TspInstance.Create(
        "five", new[,] { { 0, 3, 4, 2, 7 }, { 3, 0, 4, 6, 3 }, { 4, 4, 0, 5, 8 }, { 2, 6, 5, 0, 6 }, { 7, 3, 8, 6, 0 } });

    [Fact]
    public void The_distances_of_a_tour_come_back_from_its_bytes()
    {
        var kept = PuboFormat.Read(PuboFormat.Write(TravellingSalesman.Of(Five)).Detached());

        var found = TravellingSalesman.InstanceOf(kept);

        Assert.NotNull(found);
        Assert.Equal(Five.NodeCount, found.NodeCount);
        for (var i = 0; i < Five.NodeCount; i++)
        {
            for (var j = 0; j < Five.NodeCount; j++) Assert.Equal(Five[i, j], found[i, j]);
        }
    }

    /// <summary>Each differs from a tour in one weight, of a distance or of a rule, or has one term more.</summary>
    [Fact]
    public void What_differs_in_one_weight_is_no_tour()
    {
        var tour = TravellingSalesman.Of(Five);
        Term[] terms = [.. tour.Terms];
        SquaredSum[] squares = [.. tour.Squares];

        for (var i = 0; i < terms.Length; i++)
        {
            Term[] changed = [.. terms];
            int[] variables = [.. Enumerable.Range(0, terms[i].Degree).Select(place => terms[i][place])];
            changed[i] = new Term(terms[i].Weight + 0.5, variables);
            Assert.Null(TravellingSalesman.InstanceOf(Pubo.Create(changed, squares, tour.VariableCount)));
        }

        SquaredSum[] softer = [.. squares[..^1], new(1, squares[^1].Terms.AsSpan())];
        Assert.Null(TravellingSalesman.InstanceOf(Pubo.Create(terms, softer, tour.VariableCount)));
        Assert.Null(TravellingSalesman.InstanceOf(Pubo.Create([.. terms, (0, 1.0)], squares, tour.VariableCount)));
        Assert.Null(TravellingSalesman.InstanceOf(Pubo.Create([(0, 1.0)])));
        SquaredSum[] more = [.. squares, new SquaredSum(1, (0, 1.0))];
        Assert.Null(TravellingSalesman.InstanceOf(Pubo.Create(terms, more, tour.VariableCount)));
    }

    [Fact]
    public void There_and_back_again_is_twice_the_distance_however_far()
    {
        var two = TspInstance.Create("two", new[,] { { 0, 2_000_000_000 }, { 2_000_000_000, 0 } });

        Assert.Equal(4e9, TravellingSalesman.Of(two).Cost(BitString.Parse("0")));
    }
}
