using Coupler.Problems.Tsplib;
using Coupler.Tests.Reference;

namespace Coupler.Tests.Problems.Tsplib;

/// <summary>The distances are those for which TSPLIB's optimal lengths hold.</summary>
public sealed class TsplibLengthTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "data", "problems", "tsp");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.tsp").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [InlineData("burma14", 3323)]
    [InlineData("ulysses16", 6859)]
    [InlineData("gr17", 2085)]
    public void The_shortest_tour_has_the_published_length(string name, long length)
    {
        Assert.Equal(length, Tours.ShortestLength(Read(name + ".tsp")));
    }

    [Theory]
    [InlineData("bays29", 29, 2020)]
    [InlineData("berlin52", 52, 7542)]
    [InlineData("fri26", 26, 937)]
    [InlineData("gr21", 21, 2707)]
    [InlineData("ulysses22", 22, 7013)]
    public void A_search_finds_a_tour_of_the_published_length_and_none_below(string name, int nodes, long length)
    {
        var instance = Read(name + ".tsp");

        Assert.Equal(nodes, instance.NodeCount);
        Assert.Equal(length, instance.LengthOf(Tours.Short(instance, shakes: 1000, seed: 1)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_written_is_read_as_it_was(string file)
    {
        var instance = Read(file);
        using var text = new StringWriter();

        TsplibFormat.Write(instance, text);

        var read = TsplibFormat.Read(new StringReader(text.ToString()));
        Assert.Equal((instance.Name, instance.NodeCount), (read.Name, read.NodeCount));
        Assert.Equal(instance.Points, read.Points);
        for (var i = 0; i < instance.NodeCount; i++)
        {
            for (var j = 0; j < instance.NodeCount; j++) Assert.Equal(instance[i, j], read[i, j]);
        }
    }

    private static TspInstance Read(string file) => TsplibFormat.Read(Path.Combine(Folder, file));
}
