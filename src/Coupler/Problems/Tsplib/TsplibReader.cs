using System.Collections.Immutable;

namespace Coupler.Problems.Tsplib;

/// <summary>Reads one file, keyword by keyword.</summary>
internal sealed class TsplibReader(WordLines lines)
{
    private const string Explicit = "EXPLICIT";

    private readonly HashSet<string> keys = [];
    private string name = "";
    private string? weightType;
    private string? weightFormat;
    private int nodes;
    private TsplibMatrix? matrix;
    private ImmutableArray<(double X, double Y)> coordinates = [];
    private ImmutableArray<(double X, double Y)> display = [];

    public TspInstance Read()
    {
        lines.ReadLine("a keyword such as NAME");
        do
        {
            var key = lines.ReadKey();
            if (key == "EOF") break;
            if (key != "COMMENT" && !keys.Add(key)) throw lines.WrongLine($"{key} stands there twice.");
            ReadEntry(key);
        }
        while (lines.TryReadLine());

        return Finish();
    }

    private void ReadEntry(string key)
    {
        switch (key)
        {
            case "NAME":
                name = lines.ReadRest();
                break;
            case "TYPE":
                // Some published files name a person after it.
                ReadChoice("a symmetric problem", ["TSP"]);
                lines.ReadRest();
                break;
            case "DIMENSION":
                nodes = lines.ReadInt("the number of nodes", 1, int.MaxValue - 1);
                lines.EndLine();
                break;
            case "EDGE_WEIGHT_TYPE":
                weightType = ReadChoice("a known EDGE_WEIGHT_TYPE", [Explicit, .. TsplibDistance.ByName.Keys.Order()]);
                lines.EndLine();
                break;
            case "EDGE_WEIGHT_FORMAT":
                weightFormat = ReadChoice("a known EDGE_WEIGHT_FORMAT", ["FUNCTION", .. TsplibMatrix.Formats]);
                lines.EndLine();
                break;
            case "NODE_COORD_TYPE":
                ReadChoice("a known NODE_COORD_TYPE", ["TWOD_COORDS", "NO_COORDS"]);
                lines.EndLine();
                break;
            case "COMMENT" or "DISPLAY_DATA_TYPE":
                lines.ReadRest();
                break;
            default:
                ReadSection(key);
                break;
        }
    }

    private void ReadSection(string key)
    {
        switch (key)
        {
            case "NODE_COORD_SECTION":
                coordinates = ReadPoints();
                break;
            case "DISPLAY_DATA_SECTION":
                display = ReadPoints();
                break;
            case "EDGE_WEIGHT_SECTION":
                matrix = ReadMatrix();
                break;
            default:
                throw lines.WrongLine($"'{key}' is no keyword of a symmetric travelling-salesman problem.");
        }
    }

    private string ReadChoice(string what, IReadOnlyCollection<string> choices)
    {
        var word = lines.ReadWord(what);
        if (!choices.Contains(word)) throw lines.WrongLine($"'{word}' is not {what}; there are {string.Join(", ", choices)}.");
        return word;
    }

    private ImmutableArray<(double X, double Y)> ReadPoints()
    {
        lines.EndLine();
        if (nodes == 0) throw lines.WrongLine("DIMENSION should stand before this section.");
        var points = new Dictionary<int, (double X, double Y)>();
        for (var i = 0; i < nodes; i++)
        {
            lines.ReadLine($"node {i + 1} of {nodes}");
            var node = lines.ReadInt("a node", 1, nodes);
            var point = (lines.ReadDouble("a coordinate"), lines.ReadDouble("a coordinate"));
            lines.EndLine();
            if (!points.TryAdd(node - 1, point)) throw lines.WrongLine($"Node {node} stands there twice.");
        }

        return [.. Enumerable.Range(0, nodes).Select(node => points[node])];
    }

    private TsplibMatrix ReadMatrix()
    {
        lines.EndLine();
        if (nodes == 0) throw lines.WrongLine("DIMENSION should stand before this section.");
        if (nodes > TsplibMatrix.MostNodes) throw lines.WrongLine($"A matrix has at most {TsplibMatrix.MostNodes} nodes.");
        if (weightFormat is null or "FUNCTION") throw lines.WrongLine("EDGE_WEIGHT_FORMAT should stand before, with the order.");
        return TsplibMatrix.Read(lines, weightFormat, nodes);
    }

    private TspInstance Finish()
    {
        if (weightType is null) throw lines.Wrong("There is no EDGE_WEIGHT_TYPE.");
        var points = coordinates.IsEmpty ? display : coordinates;
        if (weightType == Explicit)
        {
            var read = matrix ?? throw lines.Wrong("There is no EDGE_WEIGHT_SECTION, which EXPLICIT distances need.");
            return new TspInstance(name, nodes, (from, to) => read[from, to], points);
        }

        if (matrix is not null) throw lines.Wrong($"There is an EDGE_WEIGHT_SECTION, but distances are {weightType}.");
        if (coordinates.IsEmpty) throw lines.Wrong($"There is no NODE_COORD_SECTION, which {weightType} distances need.");
        var width = coordinates.Max(point => point.X) - coordinates.Min(point => point.X);
        var height = coordinates.Max(point => point.Y) - coordinates.Min(point => point.Y);
        if (!(width + height < int.MaxValue)) throw lines.Wrong("The nodes are too far apart: a distance has 31 bits.");
        var (distance, of) = (TsplibDistance.ByName[weightType], coordinates);
        return new TspInstance(name, nodes, (from, to) => distance(of[from], of[to]), points);
    }
}
