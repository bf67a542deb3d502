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
    private const int LargestMatrix = 10;

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

    /// <summary>
    /// The matrix of the gate with its exponent, <b>without</b> <see cref="Controls"/>, on <see cref="Qubits"/> in their order.
    /// </summary>
    /// <exception cref="InvalidOperationException">A parameter has no value yet.</exception>
    public Unitary ToUnitary()
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(Parameters.Length, Gate.ParameterCount, nameof(Parameters));
        Span<double> radians = stackalloc double[Parameters.Length];
        for (var i = 0; i < radians.Length; i++) radians[i] = Parameters[i].Radians;
        if (Exponent == 1) return Gate.Unitary(radians);

        // A power of a controlled gate is the controlled power: the eigenvalue 1 of the rest stays 1.
        return Gate.Controlled is { } controlled
            ? controlled.Unitary(radians).Power(Exponent).Controlled(Gate.ControlCount)
            : Gate.Unitary(radians).Power(Exponent);
    }

    /// <summary>The matrix with <see cref="Controls"/>: their qubits come first, then <see cref="Qubits"/>.</summary>
    /// <exception cref="InvalidOperationException">
    /// A parameter has no value yet, or the matrix would act on more than 10 qubits.
    /// </exception>
    public Unitary ToControlledUnitary()
    {
        if (Controls.Length + Qubits.Length > LargestMatrix)
        {
            throw new InvalidOperationException(
                $"The matrix of '{this}' acts on {Controls.Length + Qubits.Length} qubits, which is more than {LargestMatrix}.");
        }

        var inner = ToUnitary();
        var count = Controls.Length;
        var active = 0;
        for (var i = 0; i < count; i++) active |= (Controls[i].WhenOne ? 1 : 0) << i;
        var mask = (1 << count) - 1;
        return new(count + inner.QubitCount, (row, column) =>
            (row & mask) == active && (column & mask) == active ? inner[row >> count, column >> count] : row == column ? 1 : 0);
    }

    public bool Equals(GateInstruction? other) =>
        other is not null && Gate == other.Gate && Exponent.Equals(other.Exponent) && Parameters.SequenceEqual(other.Parameters)
        && Qubits.SequenceEqual(other.Qubits) && Controls.SequenceEqual(other.Controls);

    public override int GetHashCode() => Qubits.Aggregate(HashCode.Combine(Gate, Exponent, Controls.Length), HashCode.Combine);

    /// <summary>Modifiers and name: <c>ctrl @ pow(0.5) @ x</c>.</summary>
    internal string Operation => InstructionText.Operation(this);

    private protected override string Text => InstructionText.Of(this);
}
