using System.Diagnostics.CodeAnalysis;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>The gates that a text may use without defining them.</summary>
internal sealed class GateLibrary(QasmVersion version)
{
    private bool included;

    /// <summary>The file that declares gates, of which the content is built in.</summary>
    public string FileName => IncludeStatement.Library(version);

    private Dialect BuiltIn => version == QasmVersion.OpenQasm2 ? Dialect.OpenQasm2 : Dialect.OpenQasm3;

    private Dialect Library => version == QasmVersion.OpenQasm2 ? Dialect.Qelib1 : Dialect.StdGates;

    public IEnumerable<string> Names => GateTable.All.SelectMany(gate => gate.Names)
        .Where(name => name.Dialect == BuiltIn || (included && name.Dialect == Library))
        .Select(name => name.Name);

    public void Include() => included = true;

    /// <summary>The dialect's own gates first; with its library, the other gates of the table too, by Coupler's name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Gate? gate) =>
        GateTable.TryFind(BuiltIn, name, out gate) || (included && TryFindIncluded(name, out gate));

    /// <summary>Whether the missing include would declare the gate.</summary>
    public bool Misses(string name) => !included && TryFindIncluded(name, out _);

    private bool TryFindIncluded(string name, [NotNullWhen(true)] out Gate? gate) =>
        GateTable.TryFind(Library, name, out gate) || (GateTable.TryFind(name, out gate) && gate.Unit == AngleUnit.Radians);
}
