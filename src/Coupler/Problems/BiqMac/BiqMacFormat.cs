namespace Coupler.Problems.BiqMac;

/// <summary>
/// Matrices as the Biq Mac Library has them (A. Wiegele, 2007), in files <c>.sparse</c>: a line <c>n m</c>, then m lines
/// <c>i j q</c>, variables counted from 1. The least xᵀQx is looked for, and Q is symmetric with one of its triangles written:
/// an entry beside the diagonal counts twice. Lines that begin with <c>#</c>, <c>%</c> or <c>c</c> are remarks.
/// </summary>
public static class BiqMacFormat
{
    private const string Comments = "#%c";

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such matrix.</exception>
    public static Qubo Read(string path)
    {
        using var text = new StreamReader(path);
        return Read(text, path);
    }

    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static Qubo Read(TextReader text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new WordLines(text, path, Comments);
        lines.ReadLine("the numbers of variables and of entries");
        var problem = MatrixLines.Read(lines, sign: 1);
        lines.EndText($"after the {problem.Count} entries");
        return problem;
    }

    /// <summary>Writes terms as they are, one a line, of two variables half their weight.</summary>
    /// <exception cref="ArgumentException">The problem has an offset, no variable, or a weight that cannot be halved.</exception>
    public static void Write(Qubo problem, TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(text);
        MatrixLines.Write(problem, text, sign: 1);
    }
}
