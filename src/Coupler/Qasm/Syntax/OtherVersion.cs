using System.Collections.Frozen;

namespace Coupler.Qasm.Syntax;

/// <summary>
/// What a text has of the version that it is not read as: the message says as which version it is read, why, and what to do.
/// </summary>
internal sealed class OtherVersion(TokenReader reader)
{
    /// <summary>What this version has for a word of the other, where it has something that short.</summary>
    private static readonly FrozenDictionary<string, string> Counterparts = new Dictionary<string, string>
    {
        ["qubit"] = "write 'qreg q[2];'",
        ["bit"] = "write 'creg c[2];'",
        ["{"] = "write the condition before each gate",
        ["opaque"] = "write 'gate' with a body",
    }.ToFrozenDictionary();

    /// <summary>The names of gates and subroutines so far: a word of the other version may be one.</summary>
    private readonly HashSet<string> defined = [];

    public void Define(string name) => defined.Add(name);

    /// <param name="word">The first word of a statement, taken: it is none of this version.</param>
    /// <exception cref="QasmSyntaxException">It begins a statement of the other version.</exception>
    public void CheckStatement(Token word)
    {
        if (defined.Contains(word.Text) || !Begins(word.Text)) return;
        throw Error(word.Offset, word.Shown, Counterparts.GetValueOrDefault(word.Text));
    }

    /// <exception cref="QasmSyntaxException">The file is the library of the other version.</exception>
    public void CheckInclude(string path, int offset)
    {
        if (path != IncludeStatement.Library(Other)) return;
        throw Error(offset, $"'{path}'", $"include \"{IncludeStatement.Library(reader.Version)}\"");
    }

    /// <summary>An error that says that something belongs to the other version.</summary>
    /// <param name="counterpart">What to do in this version; null if there is nothing that short.</param>
    public QasmSyntaxException Error(int offset, string construct, string? counterpart)
    {
        var reason = reader.NamesVersion ? "as its first statement says" : "as its first statement names no version";
        var instead = counterpart is null ? "" : $"{counterpart}, or ";
        return reader.Source.Error(
            offset,
            $"{construct} belongs to OpenQASM {(int)Other}, but this text is read as version {(int)reader.Version}, {reason}; "
                + $"{instead}begin the text with 'OPENQASM {(int)Other}.0;'");
    }

    private QasmVersion Other => reader.Version == QasmVersion.OpenQasm2 ? QasmVersion.OpenQasm3 : QasmVersion.OpenQasm2;

    /// <summary>What begins statements of version 2 alone is one word, which may be a variable in version 3.</summary>
    private bool Begins(string word) => reader.Version == QasmVersion.OpenQasm2
        ? word == "{" || Keywords.Reserved(Other).Contains(word)
        : word == "opaque" && reader.At(TokenKind.Name);
}
