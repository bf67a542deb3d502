using Coupler.Text;

namespace Coupler.Problems;

/// <summary>
/// A text is no problem in its format. The message says what, where and what to do, and shows the line of a text.
/// </summary>
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

    /// <summary>A mistake in a text whose lines are too long to be shown, or that was compressed.</summary>
    internal ProblemSyntaxException(string problem, string? path, int line, int column, long byteOffset, string? code)
        : base($"{File(path)}{problem} (line {line}, column {column}){Ending(code)}")
    {
        Problem = problem;
        Path = path;
        Line = line;
        Column = column;
        ByteOffset = byteOffset;
        Code = code;
    }

    /// <summary>A mistake in bytes that are no text.</summary>
    internal ProblemSyntaxException(string problem, string? path, long byteOffset, string? code)
        : base($"{File(path)}{problem} (byte {byteOffset}){Ending(code)}")
    {
        Problem = problem;
        Path = path;
        ByteOffset = byteOffset;
        Code = code;
    }

    /// <summary>The message without place, line and caret.</summary>
    public string Problem { get; }

    /// <summary>The file, as its reader named it; null if the text came from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Counted from 1; 0 in a format that is no text.</summary>
    public int Line { get; }

    /// <summary>Counted from 1, in JSON in bytes; 0 in a format that is no text.</summary>
    public int Column { get; }

    /// <summary>Counted from 0, of JSON and protobuf only, after decompression; of an archive, in its member.</summary>
    public long? ByteOffset { get; }

    /// <summary>
    /// What Azure Quantum's optimisation service calls the mistake, from AZQ101 to AZQ107; of its formats only.
    /// </summary>
    public string? Code { get; }

    private static string Compose(string problem, string? path, SourcePosition position)
    {
        var (excerpt, caret) = position.Excerpt();
        return $"{File(path)}{problem} (line {position.Line}, column {position.Column})\n    {excerpt}\n    {caret}";
    }

    private static string File(string? path) => path is null ? "" : $"{path}: ";

    private static string Ending(string? code) => code is null ? "" : $" [{code}]";
}
