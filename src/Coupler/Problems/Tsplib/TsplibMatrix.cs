namespace Coupler.Problems.Tsplib;

/// <summary>
/// The distances of EDGE_WEIGHT_SECTION: one triangle of the matrix, row by row, as they come. A column of one triangle is a row
/// of the other, since the matrix is symmetric.
/// </summary>
internal sealed class TsplibMatrix
{
    /// <summary>The most whose triangle fits into one array.</summary>
    public const int MostNodes = 65_536;

    private static readonly Layout[] Layouts =
    [
        new("FULL_MATRIX", IsUpper: true, HasDiagonal: true, IsFull: true),
        new("UPPER_ROW", IsUpper: true),
        new("LOWER_COL", IsUpper: true),
        new("UPPER_DIAG_ROW", IsUpper: true, HasDiagonal: true),
        new("LOWER_DIAG_COL", IsUpper: true, HasDiagonal: true),
        new("LOWER_ROW", IsUpper: false),
        new("UPPER_COL", IsUpper: false),
        new("LOWER_DIAG_ROW", IsUpper: false, HasDiagonal: true),
        new("UPPER_DIAG_COL", IsUpper: false, HasDiagonal: true),
    ];

    private readonly Layout layout;
    private readonly int nodes;
    private readonly List<int> distances = [];

    private TsplibMatrix(Layout layout, int nodes)
    {
        this.layout = layout;
        this.nodes = nodes;
    }

    public static IEnumerable<string> Formats => Layouts.Select(layout => layout.Name);

    public int this[int from, int to] => distances[Index(Math.Min(from, to), Math.Max(from, to))];

    public static TsplibMatrix Read(WordLines lines, string format, int nodes)
    {
        var matrix = new TsplibMatrix(Array.Find(Layouts, layout => layout.Name == format)!, nodes);
        for (var row = 0; row < nodes; row++) matrix.ReadRow(lines, row);
        lines.EndLine();
        return matrix;
    }

    private void ReadRow(WordLines lines, int row)
    {
        var (first, last) = layout.IsFull ? (0, nodes - 1) : layout.IsUpper ? (row, nodes - 1) : (0, row);
        for (var column = first; column <= last; column++)
        {
            if (column == row && !layout.HasDiagonal) continue;
            lines.Seek($"the distance of nodes {row + 1} and {column + 1}");
            var distance = lines.ReadInt("a distance", column == row ? int.MinValue : 0, int.MaxValue);
            if (column == row) continue;
            if (!layout.IsFull || column > row) distances.Add(distance);
            else if (this[row, column] != distance) throw Asymmetric(lines, row, column, distance);
        }
    }

    private ProblemSyntaxException Asymmetric(WordLines lines, int row, int column, int distance) => lines.Wrong(
        $"From node {row + 1} to {column + 1} it is {distance}, and {this[row, column]} back; they should be the same.");

    private int Index(long low, long high) =>
        (int)(layout.IsUpper ? (low * (2L * nodes - low - 1) / 2) + high - low - 1 : (high * (high - 1) / 2) + low);

    private sealed record Layout(string Name, bool IsUpper, bool HasDiagonal = false, bool IsFull = false);
}
