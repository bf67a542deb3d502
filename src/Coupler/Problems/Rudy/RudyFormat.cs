using System.Collections.Immutable;
using System.Globalization;

namespace Coupler.Problems.Rudy;

/// <summary>
/// Graphs as G. Rinaldi's generator rudy writes them, and as the Gset has them (Y. Ye, 2003): a line <c>vertices edges</c>, then
/// a line <c>i j weight</c> for each edge, vertices counted from 1. Read as a <see cref="MaxCut"/> problem. A weight that is
/// missing is 1; ends of lines may be LF or CRLF, and the last may be missing.
/// </summary>
public static class RudyFormat
{
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It is no such graph.</exception>
    public static Ising Read(string path)
    {
        using var text = new StreamReader(path);
        return Read(text, path);
    }

    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static Ising Read(TextReader text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new WordLines(text, path);
        lines.ReadLine("the numbers of vertices and of edges");
        var vertices = lines.ReadInt("the number of vertices", 1, int.MaxValue - 1);

        // Whatever else the line has, as that of G1, is a remark.
        var count = lines.ReadInt("the number of edges", 0, int.MaxValue);
        var edges = new List<(int, int, double)>();
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            lines.ReadLine($"edge {i + 1} of {count}");
            var first = lines.ReadInt("a vertex", 1, vertices);
            var second = lines.ReadInt("a vertex", 1, vertices);
            if (first == second)
            {
                throw lines.Wrong($"An edge has vertex {first} at both ends; it is never cut. Leave it out, "
                    + "or read the file as a matrix, of the Biq Mac Library or the OR-Library.");
            }

            var weight = lines.HasWord ? lines.ReadDouble("a weight") : 1;
            sum += weight / 2;
            if (!double.IsFinite(sum)) throw lines.WrongLine("The weights add up to no finite number.");
            edges.Add((first - 1, second - 1, weight));
            lines.EndLine();
        }

        lines.EndText($"after the {count} edges");
        return MaxCut.Of(edges, vertices);
    }

    /// <summary>Writes couplings as edges of twice their weight, of which <see cref="Read(string)"/> makes them.</summary>
    /// <exception cref="ArgumentException">
    /// The problem has no variable, squared sums, other terms than couplings of two spins and constants, or weights of which
    /// twice one, or their sum, is not finite. Nothing is written then.
    /// </exception>
    public static void Write(Ising problem, TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(text);
        var edges = problem.Terms.RemoveAll(term => term.Degree == 0);
        Check(problem, edges);
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{problem.VariableCount} {edges.Length}\n"));
        foreach (var edge in edges)
        {
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{edge[0] + 1} {edge[1] + 1} {2 * edge.Weight}\n"));
        }
    }

    /// <summary>What a graph has no room for, and what would not be read again.</summary>
    private static void Check(Ising problem, ImmutableArray<Term> edges)
    {
        if (problem.VariableCount == 0) throw new ArgumentException("The problem has no variable.", nameof(problem));
        if (!problem.Squares.IsEmpty)
        {
            throw new ArgumentException(
                $"A graph has no place for the squared sum {problem.Squares[0]}. Multiply it out: write its products as terms.",
                nameof(problem));
        }

        var sum = 0.0;
        foreach (var edge in edges)
        {
            if (edge.Degree != 2)
            {
                throw new ArgumentException($"The term {edge} is no edge of a graph: that has two ends.", nameof(problem));
            }

            if (!double.IsFinite(2 * edge.Weight))
            {
                throw new ArgumentException($"Twice the weight of the term {edge} is no finite number.", nameof(problem));
            }

            sum += edge.Weight;
            if (!double.IsFinite(sum)) throw new ArgumentException("The weights add up to no finite number.", nameof(problem));
        }
    }
}
