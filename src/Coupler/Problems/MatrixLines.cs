using System.Globalization;
using System.Runtime.InteropServices;

namespace Coupler.Problems;

/// <summary>
/// A symmetric matrix Q as lines: <c>n m</c>, then m lines <c>i j q</c>, counted from 1. xᵀQx has an entry beside the diagonal
/// twice, as q·xᵢ·xⱼ and as q·xⱼ·xᵢ, so it is a term of 2q.
/// </summary>
internal static class MatrixLines
{
    /// <summary>Reads what follows the line with n and m, which is the present one.</summary>
    /// <param name="sign">−1 where the largest value is asked for.</param>
    public static Qubo Read(WordLines lines, int sign)
    {
        var variables = lines.ReadInt("the number of variables", 1, int.MaxValue - 1);
        var count = lines.ReadInt("the number of entries", 0, int.MaxValue);
        lines.EndLine();
        var terms = new List<(int, int, double)>();
        for (var i = 0; i < count; i++)
        {
            lines.ReadLine($"entry {i + 1} of {count}");
            var row = lines.ReadInt("a row", 1, variables);
            var column = lines.ReadInt("a column", 1, variables);
            var weight = sign * lines.ReadDouble("a weight") * (row == column ? 1 : 2);
            if (!double.IsFinite(weight)) throw lines.WrongLine("Twice this weight is no finite number.");
            lines.EndLine();
            terms.Add((row - 1, column - 1, weight));
        }

        return Qubo.Create(CollectionsMarshal.AsSpan(terms), offset: 0, variables);
    }

    /// <exception cref="ArgumentException">The problem has an offset, no variable, or a weight that cannot be halved.</exception>
    public static void Write(Qubo problem, TextWriter text, int sign)
    {
        Check(problem);
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{problem.VariableCount} {problem.Count}\n"));
        foreach (var (row, column, weight) in problem)
        {
            var entry = row == column ? weight : weight / 2;
            if (row != column && 2 * entry != weight)
            {
                throw new ArgumentException($"Half of the weight {weight} is no number of 64 bits.", nameof(problem));
            }

            text.Write(string.Create(CultureInfo.InvariantCulture, $"{row + 1} {column + 1} {sign * entry}\n"));
        }
    }

    /// <summary>What these formats, and that of qbsolv, have no room for.</summary>
    public static void Check(Qubo problem)
    {
        if (problem.VariableCount == 0) throw new ArgumentException("The problem has no variable.", nameof(problem));
        if (problem.Offset == 0) return;
        throw new ArgumentException(
            $"The format has no place for the offset {problem.Offset}. Leave it out, and add it to the costs.", nameof(problem));
    }
}
