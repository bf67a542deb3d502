using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>
/// What gates are called in a text. One that the language has no name for gets a definition from its decomposition in the
/// gate table, before its first use.
/// </summary>
internal sealed class GateDefinitions(QasmVersion version, NamePool names)
{
    private readonly Dictionary<Gate, Gate> written = [];
    private readonly Dictionary<Gate, string> defined = [];
    private readonly ImmutableArray<Statement>.Builder definitions = ImmutableArray.CreateBuilder<Statement>();

    private bool IsOld => version == QasmVersion.OpenQasm2;

    private Dialect Library => IsOld ? Dialect.Qelib1 : Dialect.StdGates;

    private Dialect Language => IsOld ? Dialect.OpenQasm2 : Dialect.OpenQasm3;

    /// <summary>The definitions that the names need, each after those it uses.</summary>
    public ImmutableArray<Statement> Statements => definitions.ToImmutable();

    /// <summary>A name for exactly this gate, global phase included: the language's own, or that of a definition.</summary>
    public string ExactName(Gate gate) => NameOf(gate) ?? Defined(gate);

    /// <summary>Whether the language has a name for the gate, up to its global phase.</summary>
    public bool HasName(Gate gate) => NameOf(Written(gate)) is not null;

    /// <summary>
    /// The gate that is written for this one where nothing controls it: the language has a name for it, and it differs by a
    /// phase at most.
    /// </summary>
    public Gate Written(Gate gate)
    {
        if (written.TryGetValue(gate, out var found)) return found;
        found = NameOf(gate) is not null ? gate : Alike(gate, Library) ?? Alike(gate, Language) ?? gate;
        return written[gate] = found;
    }

    /// <summary>How much further this gate turns the global phase than the gate that is written for it.</summary>
    public Angle PhaseBeyond(Gate gate, ImmutableArray<Angle> parameters)
    {
        var other = Written(gate);
        return other == gate ? 0 : Phase(gate, parameters) - Phase(other, parameters);
    }

    private string? NameOf(Gate gate) => gate.NameIn(Library) ?? gate.NameIn(Language);

    private static Gate? Alike(Gate gate, Dialect dialect) =>
        GateTable.All.FirstOrDefault(other => Original(other) == Original(gate) && other.NameIn(dialect) is not null);

    private static Gate Original(Gate gate) => gate.UpToPhase ?? gate;

    /// <summary>The phase of a gate beyond that of its original: the gate is decomposed into that and a phase.</summary>
    private static Angle Phase(Gate gate, ImmutableArray<Angle> parameters)
    {
        var original = Original(gate);
        if (gate == original) return 0;
        var parts = gate.Decompose(parameters, [.. Enumerable.Range(0, gate.QubitCount)]);
        return parts is [var same, { Gate: var phase, Parameters: [var angle] }]
            && same.Gate == original && phase == GateTable.GlobalPhase
            ? angle
            : throw new InvalidOperationException($"The gate table does not say by which phase {gate} differs from {original}.");
    }

    private string Defined(Gate gate)
    {
        if (defined.TryGetValue(gate, out var name)) return name;
        var parameters = gate.ParameterNames.Select(parameter => new Parameter(parameter)).ToImmutableArray();
        var parts = gate.Decompose(
            [.. parameters.Select(parameter => (Angle)parameter)], [.. Enumerable.Range(0, gate.QubitCount)]);
        var local = new NamePool(version);
        var angles = gate.ParameterNames.ToDictionary(parameter => parameter, local.Take);
        ImmutableArray<string> qubits = [.. Enumerable.Range(0, gate.QubitCount).Select(i => local.Take($"q{i}"))];

        // OpenQASM 2 has no global phase; nothing there controls a definition, so it is lost unseen.
        ImmutableArray<Statement> body = [.. parts.Where(part => !IsOld || part.Gate != GateTable.GlobalPhase).Select(Line)];
        name = names.Take(gate.Name);
        definitions.Add(new GateDefinition(name, [.. angles.Values], qubits, body, 0));
        return defined[gate] = name;

        Statement Line(GateInstruction part) => new GateCall(
            [],
            ExactName(IsOld ? Written(part.Gate) : part.Gate),
            [.. part.Parameters.Select(angle => AngleSyntax.Of(angle, angles))],
            [.. part.Qubits.Select(qubit => new NameExpression(qubits[qubit], 0))],
            0);
    }
}
