using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>One entry of the <see cref="GateTable"/>: everything that readers, writers, simulators and docs know about a gate.</summary>
public sealed class Gate
{
    private readonly Func<ReadOnlySpan<double>, Unitary> unitary;

    internal Gate(string name, int qubitCount, ImmutableArray<string> parameterNames, Func<ReadOnlySpan<double>, Unitary> unitary)
    {
        Name = name;
        QubitCount = qubitCount;
        ParameterNames = parameterNames;
        this.unitary = unitary;
    }

    /// <summary>The name in Coupler; dialects may use others.</summary>
    public string Name { get; }

    public int QubitCount { get; }

    public ImmutableArray<string> ParameterNames { get; }

    public int ParameterCount => ParameterNames.Length;

    /// <summary>How many of the first qubits are controls of <see cref="Controlled"/>.</summary>
    public int ControlCount { get; internal init; }

    /// <summary>What a controlled gate does to its remaining qubits where all controls are 1; takes the same parameters.</summary>
    public Gate? Controlled { get; internal init; }

    /// <summary>The matrix, exact in its global phase (which a control makes visible).</summary>
    /// <param name="radians">As many as <see cref="ParameterCount"/>.</param>
    public Unitary Unitary(params ReadOnlySpan<double> radians)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(radians.Length, ParameterCount, nameof(radians));
        return unitary(radians);
    }

    public override string ToString() => Name;
}
