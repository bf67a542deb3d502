using Coupler.Text;

namespace Coupler.Problems;

/// <summary>A text is no problem in its format. The message says what, where and what to do, and shows the line.</summary>
public sealed class ProblemSyntaxException : FormatException
{
    internal ProblemSyntaxException(string problem, string? path, SourcePosition position)
        : base(Compose(problem, path, position))
    {
        Problem = problem;
        Path = path;
        Line = position.Line;
        Column = position.Column;
    }

    /// <summary>The message without place, line and caret.</summary>
    public string Problem { get; }

    /// <summary>The file, as its reader named it; null if the text came from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    /// <summary>Counted from 1.</summary>
    public int Column { get; }

    private static string Compose(string problem, string? path, SourcePosition position)
    {
        var file = path is null ? "" : $"{path}: ";
        var (excerpt, caret) = position.Excerpt();
        return $"{file}{problem} (line {position.Line}, column {position.Column})\n    {excerpt}\n    {caret}";
    }
}
