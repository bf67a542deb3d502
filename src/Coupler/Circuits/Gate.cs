using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Coupler.Circuits;

/// <summary>
/// One entry of the <see cref="GateTable"/>: everything that readers, writers, simulators and docs know about a gate.
/// </summary>
public sealed class Gate
{
    [SetsRequiredMembers]
    internal Gate(string name, int qubitCount, params ReadOnlySpan<string> parameterNames)
    {
        Name = name;
        QubitCount = qubitCount;
        ParameterNames = [.. parameterNames];
        Summary = "";
        Matrix = _ => throw new InvalidOperationException($"The gate table has no matrix for {name}.");
    }

    /// <summary>A controlled gate: the first qubits are the controls.</summary>
    [SetsRequiredMembers]
    internal Gate(string name, int controlCount, Gate controlled)
        : this(name, controlCount + controlled.QubitCount, controlled.ParameterNames.AsSpan())
    {
        ControlCount = controlCount;
        Controlled = controlled;
        IsDiagonal = controlled.IsDiagonal;
        IsPermutation = controlled.IsPermutation;
        Matrix = angles => controlled.Unitary(angles).Controlled(controlCount);
    }

    /// <summary>
    /// The name in Coupler, unique; dialects may use others. One of the form <c>dialect.name</c> is a phase variant of <see
    /// cref="UpToPhase"/>.
    /// </summary>
    public string Name { get; }

    public int QubitCount { get; }

    public ImmutableArray<string> ParameterNames { get; }

    public int ParameterCount => ParameterNames.Length;

    /// <summary>What it does, as a formula in its parameters.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// In what the dialect that defines the gate counts its parameters; matrices and <see cref="Angle"/>s do not depend on it.
    /// </summary>
    public AngleUnit Unit { get; internal init; }

    /// <summary>Values of the last parameters where a caller leaves them out.</summary>
    public ImmutableArray<Angle> Defaults { get; internal init; } = [];

    /// <summary>
    /// What dialects call exactly this unitary, global phase included. The first name of a dialect is the one to write.
    /// </summary>
    public ImmutableArray<GateName> Names { get; internal init; } = [];

    /// <summary>The gate that this one equals but for a global phase, if it is listed as a variant of another.</summary>
    public Gate? UpToPhase { get; internal init; }

    /// <summary>For all parameters, a basis state stays what it is, up to a phase.</summary>
    public bool IsDiagonal { get; internal init; }

    /// <summary>For all parameters, a basis state becomes one, without a phase.</summary>
    public bool IsPermutation { get; internal init; }

    /// <summary>For all parameters, Pauli matrices stay Pauli matrices.</summary>
    public bool IsClifford => Tableau is not null;

    /// <summary>
    /// The images of the Pauli matrices. Null if the gate is Clifford at special angles only: ask <see
    /// cref="CliffordTableau.Of"/> then.
    /// </summary>
    public CliffordTableau? Tableau { get; internal init; }

    /// <summary>How many of the first qubits are controls of <see cref="Controlled"/>.</summary>
    public int ControlCount { get; }

    /// <summary>
    /// What a controlled gate does to its remaining qubits where all controls are 1; takes the same parameters.
    /// </summary>
    public Gate? Controlled { get; }

    /// <summary>Nothing simpler is in the table: <c>U</c>, <c>cx</c> and <c>gphase</c>.</summary>
    public bool IsPrimitive => Body is null;

    internal Func<ReadOnlySpan<double>, Unitary> Matrix { get; init; }

    /// <summary>Parameters to the gate and the parameters that undo it. Null: the gate with exponent −1 does.</summary>
    internal Func<ImmutableArray<Angle>, (Gate Gate, ImmutableArray<Angle> Parameters)>? Undo { get; init; }

    internal Func<ImmutableArray<Angle>, ImmutableArray<int>, ImmutableArray<GateInstruction>>? Body { get; init; }

    /// <summary>The matrix, exact in its global phase (which a control makes visible).</summary>
    /// <param name="radians">As many as <see cref="ParameterCount"/>.</param>
    public Unitary Unitary(params ReadOnlySpan<double> radians)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(radians.Length, ParameterCount, nameof(radians));
        return Matrix(radians);
    }

    /// <summary>
    /// The inverse, on the same qubits: another gate or other parameters if the table has them, else this gate with exponent −1.
    /// </summary>
    public GateInstruction Inverse(ImmutableArray<Angle> parameters, ImmutableArray<int> qubits)
    {
        if (Undo is null) return new(this, parameters, qubits) { Exponent = -1 };
        var (gate, angles) = Undo(parameters);
        return new(gate, angles, qubits);
    }

    /// <summary>
    /// The same unitary, global phase included, as simpler gates of the table, the first to act first. Repeated, it ends in
    /// <c>U</c>, <c>cx</c> and <c>gphase</c>. No gate in it has a modifier.
    /// </summary>
    /// <exception cref="InvalidOperationException">The gate <see cref="IsPrimitive"/>.</exception>
    public ImmutableArray<GateInstruction> Decompose(ImmutableArray<Angle> parameters, ImmutableArray<int> qubits) => Body is null
        ? throw new InvalidOperationException($"The gate {Name} is primitive: nothing simpler is in the table.")
        : Body(parameters, qubits);

    /// <summary>What the dialect calls exactly this unitary; null if it has no name for it.</summary>
    public string? NameIn(Dialect dialect)
    {
        foreach (var name in Names)
        {
            if (name.Dialect == dialect) return name.Name;
        }

        return null;
    }

    /// <summary>
    /// What the dialect calls this unitary or one that differs by a global phase only: for languages that cannot see it, as
    /// OpenQASM 2. Null if it has no name for either.
    /// </summary>
    public string? NameUpToPhaseIn(Dialect dialect) => NameIn(dialect)
        ?? GateTable.All.FirstOrDefault(other => IsUpToPhase(other) && other.NameIn(dialect) is not null)?.NameIn(dialect);

    public override string ToString() => Name;

    private bool IsUpToPhase(Gate other) => (other.UpToPhase ?? other) == (UpToPhase ?? this);
}
