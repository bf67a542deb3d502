using System.Collections.Immutable;
using System.Globalization;
using Coupler.Circuits;
using Coupler.Qasm.Lowering;
using Coupler.Qasm.Syntax;
using Coupler.Qasm.Writing;

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
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left behind.</exception>
    public static QasmDocument Parse(string text, string? path = null, CancellationToken cancellationToken = default) =>
        Parse(text, path, QasmLimits.Default, cancellationToken);

    /// <summary>Reads a file, UTF-8. Includes are built in: no other file is read.</summary>
    /// <param name="cancellationToken">Ends the reading and the parsing; to open the file may take what the system takes.</param>
    /// <exception cref="QasmSyntaxException">
    /// As for <see cref="Parse(string, string?, CancellationToken)"/>.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read: there is none, for example.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<QasmDocument> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var limit = QasmLimits.Default.Characters;
        using var reader = new StreamReader(path);
        var text = new System.Text.StringBuilder();
        var buffer = new char[1 << 16];

        // A device or a pipe has no length to ask for. The text ends one character beyond the limit, or soon after the first NUL:
        // the parser refuses both.
        while (text.Length <= limit)
        {
            var count = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (count == 0) break;
            text.Append(buffer, 0, count);
            if (buffer.AsSpan(0, count).Contains('\0')) break;
        }

        return Parse(text.ToString(), path, cancellationToken);
    }

    /// <summary>
    /// The circuit that the program stands for: gate definitions, broadcasts, constant loops and subroutines are expanded.
    /// Inputs of type <c>float</c> or <c>angle</c> without a value become the circuit's parameters.
    /// </summary>
    /// <param name="inputs">
    /// Values of inputs by name: any finite number for <c>float</c> and <c>angle</c>, 0 or 1 for <c>bool</c>, for the others a
    /// whole number that the type holds, below 2⁵³ in magnitude, where doubles are exact.
    /// </param>
    /// <exception cref="QasmSyntaxException">The program has an error, or needs more than a circuit can express.</exception>
    /// <exception cref="ArgumentException">
    /// The program has no input of a given name; or an input has a value that its type does not hold; or inputs have none
    /// and must have one: all of them are named.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the document stays as it was.</exception>
    public Circuit ToCircuit(
        IReadOnlyDictionary<string, double>? inputs = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = inputs ?? ImmutableDictionary<string, double>.Empty;
        var declared = Statements.OfType<InputDeclaration>().Select(input => input.Name).ToHashSet();
        if (given.Keys.FirstOrDefault(name => !declared.Contains(name)) is { } unknown)
        {
            var known = declared.Count == 0 ? "none" : string.Join(", ", declared);
            throw new ArgumentException($"The program has no input '{unknown}'; its inputs: {known}.", nameof(inputs));
        }

        return Circuit.Create(CircuitExpansion.Run(source, Version, Statements, given, cancellationToken).AsSpan());
    }

    /// <summary>The program that stands for a circuit, one line for each instruction.</summary>
    /// <remarks>
    /// Version 3 expresses every circuit exactly. Version 2 has no global phase, no inputs and no modifiers, and conditions on
    /// whole registers only: what it can express otherwise is rewritten. A name that the language does not allow is changed.
    /// </remarks>
    /// <exception cref="ArgumentException">An instruction has no form in version 2; names it.</exception>
    public static QasmDocument FromCircuit(Circuit circuit, QasmVersion version)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        var statements = version == QasmVersion.OpenQasm2 ? Qasm2Tree.Of(circuit) : Qasm3Tree.Of(circuit);

        // The tree is as large as the circuit, which exists: there is nothing to protect.
        var limits = new QasmLimits { Instructions = int.MaxValue, Steps = int.MaxValue };
        return new QasmDocument(new SourceText("", null, limits), version, statements);
    }

    /// <summary>Writes the program, one statement a line; comments of a file that was read are lost.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new TreePrinter(writer, Version).Write(Statements);
    }

    /// <summary>The program as text; as <see cref="Write"/>.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        Write(writer);
        return writer.ToString();
    }

    internal static QasmDocument Parse(
        string text, string? path, QasmLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        cancellationToken.ThrowIfCancellationRequested();
        var source = new SourceText(text, path, limits);
        var (version, statements) = ProgramParser.Read(source, cancellationToken);
        return new QasmDocument(source, version, statements);
    }
}
