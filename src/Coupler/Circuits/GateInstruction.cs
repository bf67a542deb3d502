using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// A gate on qubits. Its meaning: the gate's unitary, raised to <see cref="Exponent"/> by the principal logarithm
/// (eigenphases in (−π, π]), then controlled by <see cref="Controls"/>: the modifiers of OpenQASM 3, in this order.
/// </summary>
/// <param name="Parameters">As many as <see cref="Gate.ParameterCount"/>.</param>
/// <param name="Qubits">As many as <see cref="Gate.QubitCount"/>, flat indices, no two alike, in the gate's own order.</param>
public sealed record GateInstruction(Gate Gate, ImmutableArray<Angle> Parameters, ImmutableArray<int> Qubits) : Instruction
{
    /// <summary>Controls added to those that the gate itself may have; the outermost first.</summary>
    public ImmutableArray<Control> Controls { get; init; } = [];

    public double Exponent { get; init; } = 1;

    /// <summary>Adds controls: the gate acts where all of these qubits are 1. Its global phase becomes visible.</summary>
    public GateInstruction Controlled(params ReadOnlySpan<int> controls)
    {
        var added = new Control[controls.Length];
        for (var i = 0; i < added.Length; i++) added[i] = new(controls[i]);
        return this with { Controls = [.. added, .. Controls] };
    }

    /// <summary>Adds a control, which may wait for 0: <c>X(1).Controlled(new Control(0, WhenOne: false))</c>.</summary>
    public GateInstruction Controlled(Control control) => this with { Controls = [control, .. Controls] };

    /// <summary>What undoes the gate: the inverse of the table where it has one, else the exponent negated.</summary>
    public GateInstruction Inverse() => Exponent == 1
        ? Gate.Inverse(Parameters, Qubits) with { Controls = Controls }
        : this with { Exponent = -Exponent };

    /// <summary>
    /// The gate as often as <paramref name="exponent"/> says; a fraction is taken by the principal logarithm, so that
    /// <c>X(0).Power(0.5)</c> is <c>SX(0)</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// A fraction of a power that winds: x² is the identity, and so is its root, but exponents multiplied would give x.
    /// </exception>
    public GateInstruction Power(double exponent)
    {
        if (exponent == 1) return this;
        if (double.IsInteger(exponent) || Exponent is > -1 and <= 1) return this with { Exponent = Exponent * exponent };
        if (Exponent == -1 && Gate.Inverse(Parameters, Qubits) is { Exponent: 1 } inverse)
        {
            return inverse with { Controls = Controls, Exponent = exponent };
        }

        throw new InvalidOperationException(
            $"The power {exponent} of '{this}' is none of the gate itself: write the inner power as gates of its own.");
    }

    public bool Equals(GateInstruction? other) =>
        other is not null && Gate == other.Gate && Exponent.Equals(other.Exponent) && Parameters.SequenceEqual(other.Parameters)
        && Qubits.SequenceEqual(other.Qubits) && Controls.SequenceEqual(other.Controls);

    public override int GetHashCode() => Qubits.Aggregate(HashCode.Combine(Gate, Exponent, Controls.Length), HashCode.Combine);

    private protected override string Text => InstructionText.Of(this);
}
