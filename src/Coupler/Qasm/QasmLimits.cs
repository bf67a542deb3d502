namespace Coupler.Qasm;

/// <summary>
/// What one file may ask for. A text beyond a limit ends in a <see cref="QasmSyntaxException"/> that names the limit, long
/// before stack or memory end. <c>docs/formats/qasm.md</c> lists them.
/// </summary>
internal sealed record QasmLimits
{
    public static QasmLimits Default { get; } = new();

    /// <summary>Length of a text, in UTF-16 units.</summary>
    public int Characters { get; init; } = 100_000_000;

    /// <summary>Length of a line, in UTF-16 units.</summary>
    public int LineCharacters { get; init; } = 1_000_000;

    /// <summary>Length of a name.</summary>
    public int NameCharacters { get; init; } = 1_000;

    /// <summary>Digits of a number.</summary>
    public int Digits { get; init; } = 10_000;

    /// <summary>How deep parentheses, signs, powers and blocks may nest in the text.</summary>
    public int Nesting { get; init; } = 200;

    /// <summary>How many operators one expression may chain: <c>1 + 1 + …</c>.</summary>
    public int Operators { get; init; } = 500;

    /// <summary>How deep evaluation may go: blocks, subroutines, gates and expressions together.</summary>
    public int Depth { get; init; } = 1_000;

    /// <summary>Qubits of a circuit, and bits of a circuit.</summary>
    public int RegisterElements { get; init; } = 1_000_000;

    /// <summary>Bits of a number in a classical computation; one that is only compared with a register may be longer.</summary>
    public int NumberBits { get; init; } = 4_096;

    /// <summary>
    /// Instructions of a circuit, after gate definitions, broadcasts and loops are expanded; to them comes one for every four
    /// characters of the text.
    /// </summary>
    public int Instructions { get; init; } = 1_000_000;

    /// <summary>
    /// Steps of the computation that a text asks for: statements run, expressions worked out, register elements touched; to them
    /// comes one for each character of the text.
    /// </summary>
    public int Steps { get; init; } = 5_000_000;
}
