using System.Globalization;
using System.Runtime.InteropServices;

namespace Coupler.Problems.Qbsolv;

/// <summary>
/// Problems as D-Wave's qbsolv reads them, in files <c>.qubo</c>: a line <c>p qubo 0 maxNodes nNodes nCouplers</c>, then nNodes
/// lines <c>i i w</c> and nCouplers lines <c>i j w</c>, variables counted from 0 and below maxNodes. The least Σ w·xᵢ·xⱼ is
/// looked for, and each line counts once. Lines that begin with <c>c</c> are remarks.
/// </summary>
public static class QbsolvFormat
{
    private const string Comments = "c";

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such problem.</exception>
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
        var (variables, nodes, couplers) = ReadHeader(lines);
        var terms = new List<(int, int, double)>();
        for (var i = 0L; i < (long)nodes + couplers; i++)
        {
            var isNode = i < nodes;
            lines.ReadLine(isNode ? $"node {i + 1} of {nodes}" : $"coupler {i - nodes + 1} of {couplers}");
            var first = lines.ReadInt("a variable", 0, variables - 1);
            var second = lines.ReadInt("a variable", 0, variables - 1);
            var weight = lines.ReadDouble("a weight");
            lines.EndLine();
            if (isNode && first != second) throw lines.WrongLine($"A coupler stands among the {nodes} nodes, which come first.");
            if (!isNode && first == second) throw lines.WrongLine($"A node stands after the {nodes} nodes that there should be.");
            terms.Add((first, second, weight));
        }

        lines.EndText($"after the {nodes} nodes and {couplers} couplers");
        return Qubo.Create(CollectionsMarshal.AsSpan(terms), offset: 0, variables);
    }

    private static (int Variables, int Nodes, int Couplers) ReadHeader(WordLines lines)
    {
        lines.ReadLine("the line 'p qubo 0 maxNodes nNodes nCouplers'");
        if (lines.ReadWord("'p'") != "p" || lines.ReadWord("'qubo'") != "qubo")
        {
            throw lines.WrongLine("The first line should be 'p qubo 0 maxNodes nNodes nCouplers'.");
        }

        if (lines.ReadWord("the topology 0") is not ("0" or "unconstrained"))
        {
            throw lines.Wrong("The topology should be 0 or 'unconstrained'; no other is known.");
        }

        var header = (
            lines.ReadInt("the number of variables", 1, int.MaxValue - 1),
            lines.ReadInt("the number of nodes", 0, int.MaxValue),
            lines.ReadInt("the number of couplers", 0, int.MaxValue));
        lines.EndLine();
        return header;
    }

    /// <summary>Writes terms as they are, one a line, those of one variable first.</summary>
    /// <exception cref="ArgumentException">The problem has an offset, or no variable.</exception>
    public static void Write(Qubo problem, TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(text);
        MatrixLines.Check(problem);
        var nodes = problem.Count(term => term.Row == term.Column);
        text.Write(string.Create(
            CultureInfo.InvariantCulture, $"p qubo 0 {problem.VariableCount} {nodes} {problem.Count - nodes}\n"));
        foreach (var isNode in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var (row, column, weight) in problem)
            {
                if (isNode != (row == column)) continue;
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{row} {column} {weight}\n"));
            }
        }
    }
}
