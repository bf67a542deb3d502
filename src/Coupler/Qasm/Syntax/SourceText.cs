using Coupler.Text;

namespace Coupler.Qasm.Syntax;

/// <summary>A text that is being read, and the errors that point into it.</summary>
internal sealed record SourceText(string Text, string? Path, QasmLimits Limits)
{
    /// <param name="offset">Where in the text.</param>
    /// <param name="problem">A sentence without its full stop.</param>
    public QasmSyntaxException Error(int offset, string problem, string? suggestion = null) =>
        new(problem, Path, SourcePosition.Of(Text, offset), suggestion);

    /// <summary>The same, where a name is wrong and a near one may be meant.</summary>
    /// <param name="known">The names that would be right here.</param>
    public QasmSyntaxException UnknownName(int offset, string kind, string name, IEnumerable<string> known, string otherwise = "")
    {
        var near = Spelling.Nearest(name, known);
        return near is null
            ? Error(offset, $"Unknown {kind} '{Spelling.Shorten(name)}'{otherwise}")
            : Error(offset, $"Unknown {kind} '{Spelling.Shorten(name)}'; did you mean '{near}'?", near);
    }

    public QasmSyntaxException Refused(int offset, Refusal refusal) => Error(offset, refusal.Message);
}
