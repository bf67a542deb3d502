using System.Globalization;
using Coupler.Text;

namespace Coupler.Problems;

/// <summary>Reads a text of lines of numbers, one line at a time, and says where a mistake is.</summary>
/// <param name="comments">A line that begins with one of these characters is passed over.</param>
internal sealed class WordLines(TextReader text, string? path, string comments = "")
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

    /// <summary>Goes on to the next line that is not empty, if there is one.</summary>
    public bool TryReadLine()
    {
        while (text.ReadLine() is { } next)
        {
            (line, at) = (next, 0);
            number++;
            if (HasWord && !comments.Contains(line[at])) return true;
        }

        return false;
    }

    /// <summary>Goes on to the next line that is not empty.</summary>
    /// <exception cref="ProblemSyntaxException">There is none.</exception>
    public void ReadLine(string what)
    {
        if (!TryReadLine()) throw Wrong($"The text ends where {what} should be.");
    }

    /// <summary>Goes on to the next word, which may be in a line below.</summary>
    /// <exception cref="ProblemSyntaxException">There is none.</exception>
    public void Seek(string what)
    {
        if (!HasWord) ReadLine(what);
    }

    /// <summary>How many words are left in the line.</summary>
    public int CountWords() =>
        line[at..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>What is left of the line, without spaces at its ends.</summary>
    public string ReadRest()
    {
        var rest = line[at..].Trim();
        at = line.Length;
        return rest;
    }

    /// <summary>The word before a colon or a space; the colon is passed over.</summary>
    public string ReadKey()
    {
        var start = HasWord ? at : line.Length;
        while (at < line.Length && line[at] != ':' && !char.IsWhiteSpace(line[at])) at++;
        var key = line[start..at];
        if (HasWord && line[at] == ':') at++;
        return key;
    }

    /// <exception cref="ProblemSyntaxException">The line ends.</exception>
    public string ReadWord(string what) => ReadWord(what, out _).ToString();

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

    /// <param name="problem">Something about the whole line.</param>
    public ProblemSyntaxException WrongLine(string problem) => Wrong(problem, 0);

    private ProblemSyntaxException Wrong(string problem, int column) =>
        new(problem, path, new SourcePosition(number, column + 1, line));

    private ReadOnlySpan<char> ReadWord(string what, out int start)
    {
        if (!HasWord) throw Wrong($"The line ends where {what} should be.");
        start = at;
        while (at < line.Length && !char.IsWhiteSpace(line[at])) at++;
        return line.AsSpan(start, at - start);
    }
}
