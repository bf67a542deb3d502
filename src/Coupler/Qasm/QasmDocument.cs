using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Lowering;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm;

/// <summary>
/// The syntax tree of an OpenQASM file, version 2 or 3. Immutable. The dialect, its limits and what is refused stand in
/// <c>docs/formats/qasm.md</c>.
/// </summary>
public sealed class QasmDocument
{
    private readonly SourceText source;

    private QasmDocument(SourceText source, QasmVersion version, ImmutableArray<Statement> statements)
    {
        this.source = source;
        Version = version;
        Statements = statements;
    }

    public QasmVersion Version { get; }

    internal ImmutableArray<Statement> Statements { get; }

    /// <summary>Reads a text. Without a version in its first statement it is read as OpenQASM 3.</summary>
    /// <param name="path">The file it came from, for messages; nothing is read from there.</param>
    /// <exception cref="QasmSyntaxException">The text is no OpenQASM, or has what Coupler refuses.</exception>
    public static QasmDocument Parse(string text, string? path = null) => Parse(text, path, QasmLimits.Default);

    /// <summary>Reads a file, UTF-8. Includes are built in: no other file is read.</summary>
    /// <exception cref="QasmSyntaxException">As for <see cref="Parse(string, string?)"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<QasmDocument> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var limit = QasmLimits.Default.Characters;
        using var reader = new StreamReader(path);
        var text = new System.Text.StringBuilder();
        var buffer = new char[1 << 16];

        // A device or a pipe has no length to ask for: the text ends one character beyond the limit, where the parser refuses it.
        while (text.Length <= limit)
        {
            var count = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            text.Append(buffer, 0, count);
        }

        return Parse(text.ToString(), path);
    }

    /// <summary>
    /// The circuit that the program stands for: gate definitions, broadcasts, constant loops and subroutines are expanded.
    /// Inputs of type <c>float</c> or <c>angle</c> without a value become the circuit's parameters.
    /// </summary>
    /// <param name="inputs">Values of inputs by name; whole numbers for integers, 0 or 1 for <c>bool</c>.</param>
    /// <exception cref="QasmSyntaxException">The program has an error, or needs more than a circuit can express.</exception>
    /// <exception cref="ArgumentException">The program has no input of a given name.</exception>
    public Circuit ToCircuit(IReadOnlyDictionary<string, double>? inputs = null)
    {
        var given = inputs ?? ImmutableDictionary<string, double>.Empty;
        var declared = Statements.OfType<InputDeclaration>().Select(input => input.Name).ToHashSet();
        if (given.Keys.FirstOrDefault(name => !declared.Contains(name)) is { } unknown)
        {
            var known = declared.Count == 0 ? "none" : string.Join(", ", declared);
            throw new ArgumentException($"The program has no input '{unknown}'; its inputs: {known}.", nameof(inputs));
        }

        return Circuit.Create(CircuitExpansion.Run(source, Version, Statements, given).AsSpan());
    }

    internal static QasmDocument Parse(string text, string? path, QasmLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = new SourceText(text, path, limits);
        var (version, statements) = ProgramParser.Read(source);
        return new QasmDocument(source, version, statements);
    }
}
