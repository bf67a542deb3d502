using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>The place of a parser in its text: the token that comes next, and how deep the text is nested there.</summary>
internal sealed class TokenReader(SourceText source, CancellationToken cancellationToken)
{
    private readonly Lexer lexer = new(source, cancellationToken);
    private bool started;
    private Token current;
    private int takenEnd;
    private int nesting;

    public SourceText Source { get; } = source;

    public QasmVersion Version { get; set; } = QasmVersion.OpenQasm3;

    /// <summary>Whether the text says its version.</summary>
    public bool NamesVersion { get; set; }

    /// <summary>The next token, not yet taken.</summary>
    public Token Current
    {
        get
        {
            if (!started) Take();
            return current;
        }
    }

    public int Offset => Current.Offset;

    public bool At(string text) => Current.Is(text);

    public bool At(TokenKind kind) => Current.Kind == kind;

    /// <summary>Takes the next token, whatever it is.</summary>
    public Token Take()
    {
        var taken = current;
        takenEnd = taken.End;
        current = lexer.Next();
        started = true;
        return taken;
    }

    /// <summary>Takes the next token if it is this one.</summary>
    public bool Accept(string text)
    {
        if (!At(text)) return false;
        Take();
        return true;
    }

    /// <param name="purpose">Why it must stand here, for the message.</param>
    public Token Expect(string text, string purpose) =>
        At(text) ? Take() : throw Source.Error(Gap(text), $"Expected '{text}' {purpose}, not {Current.Shown}");

    /// <param name="meaning">What the name is for: <c>the register's name</c>.</param>
    public Token ExpectName(string meaning)
    {
        if (!At(TokenKind.Name)) throw Source.Error(Offset, $"Expected {meaning}, not {Current.Shown}");
        if (Keywords.Reserved(Version).Contains(Current.Text))
        {
            throw Source.Error(Offset, $"'{Current.Text}' is a word of the language; choose another name for {meaning}");
        }

        return Take();
    }

    /// <summary>Drops the next token and the rest of its line.</summary>
    public void SkipLine()
    {
        lexer.SkipLineFrom(Current);
        Take();
    }

    /// <summary>
    /// Items between commas, at least one, up to the closing symbol, which is taken; a comma may stand before it.
    /// </summary>
    public ImmutableArray<T> List<T>(string close, string purpose, Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        while (!At(close))
        {
            items.Add(item());
            if (!Accept(",")) break;
        }

        Expect(close, purpose);
        return items.DrainToImmutable();
    }

    /// <summary>Says that what follows stands inside of something; <see cref="Leave"/> ends it.</summary>
    /// <exception cref="QasmSyntaxException">The text is nested too deep.</exception>
    public void Enter()
    {
        if (++nesting > Source.Limits.Nesting)
        {
            throw Source.Error(Offset, $"The text is nested deeper than {Source.Limits.Nesting} levels here");
        }
    }

    public void Leave() => nesting--;

    /// <summary>
    /// Where a symbol is missing: a semicolon behind the last word of its statement, another one there too if the line ends.
    /// </summary>
    private int Gap(string symbol) =>
        symbol == ";" || Source.Text.AsSpan(takenEnd, Offset - takenEnd).Contains('\n') ? takenEnd : Offset;
}
