using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Coupler.Qasm.Syntax;

/// <summary>Cuts a text into tokens, one at a time; comments and white space fall away.</summary>
internal sealed class Lexer
{
    private const int LongestSymbol = 3;

    private static readonly FrozenSet<string> Symbols = new[]
    {
        "**=", "<<=", ">>=",
        "->", "==", "!=", "<=", ">=", "&&", "||", "++", "**", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
        "(", ")", "[", "]", "{", "}", ",", ";", ":",
        "+", "-", "*", "/", "%", "^", "&", "|", "~", "!", "<", ">", "=", "@", "#", ".",
    }.ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SymbolsByText =
        Symbols.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] TimeUnits = ["dt", "ns", "us", "µs", "μs", "ms", "s"];

    /// <summary>So many characters are read between two looks at the token of cancellation.</summary>
    private const int CharactersPerCheck = 1 << 16;

    private readonly SourceText source;
    private readonly CancellationToken cancellationToken;
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> wordsByText;
    private int position;
    private int checkedAt;

    /// <exception cref="QasmSyntaxException">The text, or a line of it, is too long, or it is no text.</exception>
    public Lexer(SourceText source, CancellationToken cancellationToken)
    {
        this.source = source;
        this.cancellationToken = cancellationToken;
        wordsByText = words.GetAlternateLookup<ReadOnlySpan<char>>();
        CheckLength();
        CheckCharacters();
        CheckLines();
    }

    private string Text => source.Text;

    private char Character => At(position);

    public Token Next()
    {
        var last = position;
        SkipSpace();
        var start = position;

        // What is missing at the end of the file is missing behind its last word, whatever comments and lines follow.
        if (position >= Text.Length) return new Token(TokenKind.End, "", last, position = last);
        if (IsNameStart(position, out _)) return ReadName(start);
        if (char.IsAsciiDigit(Character) || (Character == '.' && char.IsAsciiDigit(At(position + 1)))) return ReadNumber(start);
        return Character switch
        {
            '"' or '\'' => ReadText(start),
            '$' when char.IsAsciiDigit(At(position + 1)) => ReadHardwareQubit(start),
            _ => ReadSymbol(start),
        };
    }

    /// <summary>Goes to the end of the token's line: what follows an annotation or a pragma is not OpenQASM.</summary>
    public void SkipLineFrom(Token token)
    {
        position = token.End;
        SkipLine();
    }

    private void SkipLine()
    {
        var end = Text.AsSpan(position).IndexOf('\n');
        position = end < 0 ? Text.Length : position + end;
    }

    private char At(int index) => index < Text.Length ? Text[index] : '\0';

    private void CheckLength()
    {
        var limit = source.Limits.Characters;
        if (Text.Length <= limit) return;
        throw source.Error(0, $"The text has {Text.Length:N0} characters; at most {limit:N0} are read");
    }

    /// <summary>A file that has a NUL is no text, and was read up to there only: comments are no place for one either.</summary>
    private void CheckCharacters()
    {
        if (Text.IndexOf('\0', StringComparison.Ordinal) is var nul and >= 0) throw Meaningless(nul);
    }

    private void CheckLines()
    {
        var limits = source.Limits;
        for (var start = 0; start < Text.Length;)
        {
            var end = Text.AsSpan(start).IndexOf('\n');
            var length = end < 0 ? Text.Length - start : end;
            if (length > limits.LineCharacters)
            {
                throw source.Error(
                    start + limits.LineCharacters,
                $"The line has {length:N0} characters; at most {limits.LineCharacters:N0} are read");
            }

            start += length + 1;
        }
    }

    private void SkipSpace()
    {
        while (position < Text.Length)
        {
            if (position - checkedAt > CharactersPerCheck)
            {
                cancellationToken.ThrowIfCancellationRequested();
                checkedAt = position;
            }

            if (Character is ' ' or '\t' or '\r' or '\n') position++;
            else if (Character == '/' && At(position + 1) == '/') SkipLine();
            else if (Character == '/' && At(position + 1) == '*') SkipComment();
            else if (Character == '\uFEFF' && position == 0) position++;
            else return;
        }
    }

    private void SkipComment()
    {
        var end = Text.AsSpan(position + 2).IndexOf("*/");
        if (end < 0) throw source.Error(position, "This comment has no end; close it with '*/'");
        position += end + 4;
    }

    private Token ReadName(int start)
    {
        while (IsNameStart(position, out var length) || char.IsAsciiDigit(Character)) position += Math.Max(1, length);
        if (position - start > source.Limits.NameCharacters)
        {
            throw source.Error(
                start, $"The name has {position - start:N0} characters; at most {source.Limits.NameCharacters:N0} are read");
        }

        return new Token(TokenKind.Name, Interned(start, position), start, position);
    }

    /// <summary>The words of a text repeat: each is one object.</summary>
    private string Interned(int start, int end)
    {
        var text = Text.AsSpan(start, end - start);
        if (wordsByText.TryGetValue(text, out var word)) return word;
        word = text.ToString();
        words.Add(word);
        return word;
    }

    /// <summary>Letters of any script, and the underscore: the Unicode classes that the OpenQASM 3 grammar names.</summary>
    private bool IsNameStart(int index, out int length)
    {
        length = 1;
        if (index >= Text.Length) return false;
        if (char.IsAscii(Text[index])) return char.IsAsciiLetter(Text[index]) || Text[index] == '_';
        if (Rune.DecodeFromUtf16(Text.AsSpan(index), out var rune, out length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }
        return Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;
    }

    private Token ReadNumber(int start)
    {
        var kind = Character == '0' && char.ToLowerInvariant(At(position + 1)) is 'x' or 'b' or 'o'
            ? ReadPrefixed()
            : ReadDecimal();
        if (position - start > source.Limits.Digits)
        {
            throw source.Error(start, $"The number has {position - start:N0} digits; at most {source.Limits.Digits:N0} are read");
        }

        var end = position;
        while (At(position) is ' ' or '\t') position++;
        if (!char.IsLetter(Character)) return new Token(kind, Interned(start, end), start, position = end);
        var unit = position;
        while (IsNameStart(position, out var length)) position += length;
        var suffix = Text.AsSpan(unit, position - unit);
        if (suffix is "im") return new Token(TokenKind.Imaginary, Text[start..position], start, position);
        foreach (var time in TimeUnits)
        {
            if (suffix.SequenceEqual(time)) return new Token(TokenKind.Time, Text[start..position], start, position);
        }

        position = end;
        return new Token(kind, Interned(start, end), start, end);
    }

    private TokenKind ReadPrefixed()
    {
        position += 2;
        while (char.IsAsciiHexDigit(Character) || Character == '_') position++;
        return TokenKind.Integer;
    }

    private TokenKind ReadDecimal()
    {
        var kind = TokenKind.Integer;
        SkipDigits();
        if (Character == '.')
        {
            kind = TokenKind.Real;
            position++;
            SkipDigits();
        }

        var sign = At(position + 1) is '+' or '-' ? 1 : 0;
        if (Character is not ('e' or 'E') || !char.IsAsciiDigit(At(position + 1 + sign))) return kind;
        position += 1 + sign;
        SkipDigits();
        return TokenKind.Real;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Character) || (Character == '_' && char.IsAsciiDigit(At(position + 1)))) position++;
    }

    private Token ReadText(int start)
    {
        var rest = Text.AsSpan(start + 1);
        var end = rest.IndexOfAny(Text[start], '\n');
        if (end < 0 || rest[end] == '\n') throw source.Error(start, "This text has no end; close the quotes on the same line");
        position = start + end + 2;
        return new Token(TokenKind.Text, rest[..end].ToString(), start, position);
    }

    private Token ReadHardwareQubit(int start)
    {
        position++;
        SkipDigits();
        return new Token(TokenKind.HardwareQubit, Text[start..position], start, position);
    }

    private Token ReadSymbol(int start)
    {
        for (var length = Math.Min(LongestSymbol, Text.Length - start); length > 0; length--)
        {
            if (!SymbolsByText.TryGetValue(Text.AsSpan(start, length), out var symbol)) continue;
            position = start + length;
            return new Token(TokenKind.Symbol, symbol, start, position);
        }

        throw Meaningless(start);
    }

    private QasmSyntaxException Meaningless(int offset)
    {
        var character = Text[offset];
        var shown = char.IsControl(character) || char.IsSurrogate(character) ? $"U+{(int)character:X4}" : $"'{character}'";
        return source.Error(offset, $"The character {shown} has no meaning here");
    }
}
