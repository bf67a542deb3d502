using System.Globalization;

namespace Coupler.Apps.Tests.Cli;

/// <summary>Texts and names of problem files, and a max-cut counted in another way.</summary>
internal static class Problems
{
    public const string Annealing = "local.simulated-annealing";

    /// <summary>800 vertices; no cut known is more than 11,624.</summary>
    public const string G1 = "samples/problems/G1.txt";

    /// <summary>5,000 vertices; no cut known is more than 10,299, and a search gets better for seconds.</summary>
    public const string G55 = "samples/problems/G55.txt";

    /// <summary>20,000 vertices: no solver is soon done with it.</summary>
    public const string G81 = "samples/problems/G81.txt";

    /// <summary>Four vertices in a ring: all its edges can be cut.</summary>
    public const string Square = "4 4\n1 2 1\n2 3 1\n3 4 1\n4 1 1\n";

    /// <summary>One of two, or both at a price: the least is −1, twice, of 10 and 01.</summary>
    public const string Cover = """{"terms":[[0,0,-1],[1,1,-1],[0,1,2]]}""";

    /// <summary>Three spins that want to be alike, and up: −4 for + + +.</summary>
    public const string Aligned = """{"variables":3,"terms":[[-1,0,1],[-1,1,2],[-2,0]]}""";

    /// <summary>Around it are 40, across 48; nodes 1 to 4 follow each other.</summary>
    public const string Corners =
        "NAME: corners\nTYPE: TSP\nDIMENSION: 4\nEDGE_WEIGHT_TYPE: EUC_2D\nNODE_COORD_SECTION\n"
        + "1 0 0\n2 0 10\n3 10 10\n4 10 0\nEOF\n";

    /// <summary>The weight between the vertices of +1 and those of −1.</summary>
    public static double CutOf(string path, IReadOnlyList<int> spins) =>
        File.ReadLines(path).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3)
            .Where(words => spins[Vertex(words[0])] != spins[Vertex(words[1])])
            .Sum(words => double.Parse(words[2], CultureInfo.InvariantCulture));

    private static int Vertex(string word) => int.Parse(word, CultureInfo.InvariantCulture) - 1;
}
