namespace Coupler.Text;

/// <summary>A place in a text, with the line it stands in.</summary>
internal readonly record struct SourcePosition(int Line, int Column, string LineText)
{
    /// <summary>A terminal's width; longer lines are shown in part.</summary>
    private const int ExcerptLength = 110;

    private const string Cut = "…";

    public static SourcePosition Of(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        var start = before.LastIndexOf('\n') + 1;
        var rest = text.AsSpan(start);
        var end = rest.IndexOf('\n');
        var line = (end < 0 ? rest : rest[..end]).TrimEnd('\r').ToString();
        return new SourcePosition(before.Count('\n') + 1, before.Length - start + 1, line);
    }

    /// <summary>The line, or as much of it around the column as fits, and a caret that stands below the column.</summary>
    public (string Line, string Caret) Excerpt()
    {
        var start = LineText.Length <= ExcerptLength
            ? 0
            : Math.Clamp(Column - 1 - (ExcerptLength / 2), 0, LineText.Length - ExcerptLength);
        var shown = Printable(LineText.AsSpan(start, Math.Min(ExcerptLength, LineText.Length - start)));
        var prefix = start > 0 ? Cut : "";
        var suffix = start + ExcerptLength < LineText.Length ? Cut : "";
        return (prefix + shown + suffix, new string(' ', prefix.Length + Column - 1 - start) + "^");
    }

    /// <summary>
    /// What a terminal would act on, or not show, becomes a space or a replacement character: the caret keeps its place.
    /// </summary>
    private static string Printable(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (shown, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            shown[i] = text[i] == '\t' ? ' ' : char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '\uFFFD' : text[i];
        }
    });
}
