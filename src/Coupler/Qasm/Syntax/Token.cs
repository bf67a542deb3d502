namespace Coupler.Qasm.Syntax;

/// <summary>A word of the text.</summary>
/// <param name="Text">The characters; of a name or symbol interned, so that equal ones are the same object.</param>
/// <param name="Offset">Where the first character stands.</param>
/// <param name="End">Where the last character ends.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset, int End)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Name && Text == text;

    /// <summary>How a message names the token.</summary>
    public string Shown => Kind == TokenKind.End ? "the end of the file" : $"'{Spelling.Shorten(Text)}'";
}
