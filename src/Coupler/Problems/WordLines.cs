using System.Globalization;
using Coupler.Text;

namespace Coupler.Problems;

/// <summary>Reads a text of lines of numbers, one line at a time, and says where a mistake is.</summary>
internal sealed class WordLines(TextReader text, string? path)
{
    private string line = "";
    private int number;
    private int at;

    /// <summary>Whether the line goes on.</summary>
    public bool HasWord
    {
        get
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            return at < line.Length;
        }
    }

    /// <summary>Goes on to the next line that is not empty.</summary>
    /// <exception cref="ProblemSyntaxException">There is none.</exception>
    public void ReadLine(string what)
    {
        if (!TryReadLine()) throw Wrong($"The text ends where {what} should be.");
    }

    /// <exception cref="ProblemSyntaxException">There is no whole number in that range.</exception>
    public int ReadInt(string what, int least, int most)
    {
        var word = ReadWord(what, out var start);
        if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value < least || value > most)
        {
            throw Wrong($"'{word}' is not {what}, a whole number from {least} to {most}.", start);
        }

        return value;
    }

    /// <exception cref="ProblemSyntaxException">There is no finite number.</exception>
    public double ReadDouble(string what)
    {
        var word = ReadWord(what, out var start);
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Wrong($"'{word}' is not {what}, a finite number.", start);
    }

    /// <exception cref="ProblemSyntaxException">The line goes on.</exception>
    public void EndLine()
    {
        if (HasWord) throw Wrong($"'{ReadWord("", out var start)}' is too much in this line.", start);
    }

    /// <exception cref="ProblemSyntaxException">The text goes on.</exception>
    public void EndText(string where)
    {
        if (TryReadLine()) throw Wrong($"There is too much {where}.");
    }

    public ProblemSyntaxException Wrong(string problem) => Wrong(problem, at);

    private ProblemSyntaxException Wrong(string problem, int column) =>
        new(problem, path, new SourcePosition(number, column + 1, line));

    private bool TryReadLine()
    {
        while (text.ReadLine() is { } next)
        {
            (line, at) = (next, 0);
            number++;
            if (HasWord) return true;
        }

        return false;
    }

    private ReadOnlySpan<char> ReadWord(string what, out int start)
    {
        if (!HasWord) throw Wrong($"The line ends where {what} should be.");
        start = at;
        while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
        return line.AsSpan(start, at - start);
    }
}
