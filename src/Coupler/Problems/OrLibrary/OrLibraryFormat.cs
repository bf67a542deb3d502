using System.Collections.Immutable;
using System.Globalization;

namespace Coupler.Problems.OrLibrary;

/// <summary>
/// Unconstrained binary quadratic programs of the OR-Library (J. E. Beasley, 1990), in files <c>bqp*.txt</c>: a line with the
/// number of problems, then for each a line <c>n m</c> and m lines <c>i j q</c>, variables counted from 1. The <b>largest</b>
/// xᵀQx is looked for, so the cost of what is read is that value with the sign turned. Q is symmetric with one of its triangles
/// written: an entry beside the diagonal counts twice. A file of one problem may be without the first line.
/// </summary>
public static class OrLibraryFormat
{
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="ProblemSyntaxException">It holds no such problems.</exception>
    public static ImmutableArray<Qubo> Read(string path)
    {
        using var text = new StreamReader(path);
        return Read(text, path);
    }

    /// <param name="path">What a mistake names as its file.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static ImmutableArray<Qubo> Read(TextReader text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new WordLines(text, path);
        lines.ReadLine("the number of problems");
        var count = 1;
        if (lines.CountWords() == 1)
        {
            count = lines.ReadInt("the number of problems", 1, int.MaxValue);
            lines.ReadLine($"problem 1 of {count}");
        }

        var problems = ImmutableArray.CreateBuilder<Qubo>();
        for (var i = 1; i <= count; i++)
        {
            if (i > 1) lines.ReadLine($"problem {i} of {count}");
            problems.Add(MatrixLines.Read(lines, sign: -1));
        }

        lines.EndText(count == 1 ? $"after the {problems[0].Count} entries" : $"after the {count} problems");
        return problems.ToImmutable();
    }

    /// <summary>Writes terms as they are, one a line, with the sign turned, of two variables half their weight.</summary>
    /// <exception cref="ArgumentException">
    /// There is no problem, or one has an offset, no variable, or a weight that cannot be halved.
    /// </exception>
    public static void Write(IReadOnlyCollection<Qubo> problems, TextWriter text)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(text);
        if (problems.Count == 0) throw new ArgumentException("There is no problem to write.", nameof(problems));
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{problems.Count}\n"));
        foreach (var problem in problems) MatrixLines.Write(problem, text, sign: -1);
    }

    /// <summary>The value that the library's tables list, of a solution of such a problem.</summary>
    public static double ValueOf(Solution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return -solution.Cost;
    }
}
