using Coupler.Text;

namespace Coupler.Qasm;

/// <summary>
/// A text is no OpenQASM, or is more than a circuit can hold. The message says what, where and what to do, then shows the
/// line with a caret below the place.
/// </summary>
public sealed class QasmSyntaxException : FormatException
{
    internal QasmSyntaxException(string problem, string? path, SourcePosition position, string? suggestion)
        : base(Compose(problem, path, position))
    {
        Problem = problem;
        Path = path;
        Line = position.Line;
        Column = position.Column;
        LineText = position.LineText;
        Suggestion = suggestion;
    }

    /// <summary>The message without place, line and caret: <c>Unknown gate 'cnott'; did you mean 'cx'?</c></summary>
    public string Problem { get; }

    /// <summary>The file, as its reader named it; null if the text came from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    /// <summary>Counted from 1, in UTF-16 units; a tab is one.</summary>
    public int Column { get; }

    /// <summary>The whole line, without its end.</summary>
    public string LineText { get; }

    /// <summary>A name that was near, if one was.</summary>
    public string? Suggestion { get; }

    private static string Compose(string problem, string? path, SourcePosition position)
    {
        var file = path is null ? "" : $"{path}: ";
        var (excerpt, caret) = position.Excerpt();
        return $"{file}{problem} (line {position.Line}, column {position.Column})\n    {excerpt}\n    {caret}";
    }
}
