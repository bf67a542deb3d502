using System.Globalization;

namespace Coupler.Problems.Tsplib;

/// <summary>
/// Symmetric travelling-salesman problems of TSPLIB (G. Reinelt, TSPLIB 95), in files <c>.tsp</c>. EDGE_WEIGHT_TYPE may be
/// EXPLICIT, in any order of the matrix, EUC_2D, CEIL_2D, MAN_2D, MAX_2D, ATT or GEO.
/// </summary>
public static class TsplibFormat
{
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
    public static TspInstance Read(string path)
    {
        using var text = new StreamReader(path);
        return Read(text, path);
    }

    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static TspInstance Read(TextReader text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TsplibReader(new WordLines(text, path)).Read();
    }

    /// <summary>
    /// Writes the distances as a full matrix, and where the nodes stand, if that is known, as data for a picture.
    /// </summary>
    public static void Write(TspInstance instance, TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(text);
        text.Write($"NAME: {instance.Name}\nTYPE: TSP\n");
        text.Write(string.Create(CultureInfo.InvariantCulture, $"DIMENSION: {instance.NodeCount}\n"));
        text.Write("EDGE_WEIGHT_TYPE: EXPLICIT\nEDGE_WEIGHT_FORMAT: FULL_MATRIX\n");
        if (!instance.Points.IsEmpty) text.Write("DISPLAY_DATA_TYPE: TWOD_DISPLAY\n");
        text.Write("EDGE_WEIGHT_SECTION\n");
        for (var from = 0; from < instance.NodeCount; from++)
        {
            for (var to = 0; to < instance.NodeCount; to++)
            {
                var end = to == instance.NodeCount - 1 ? '\n' : ' ';
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{instance[from, to]}{end}"));
            }
        }

        if (!instance.Points.IsEmpty) text.Write("DISPLAY_DATA_SECTION\n");
        for (var i = 0; i < instance.Points.Length; i++)
        {
            var (x, y) = instance.Points[i];
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{i + 1} {x} {y}\n"));
        }

        text.Write("EOF\n");
    }
}
