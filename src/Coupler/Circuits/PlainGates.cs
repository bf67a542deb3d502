using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// Turns gates with controls and exponents into gates without, up to the global phase of each: OpenQASM 2 and the formats of
/// most machines have no modifiers.
/// Controls: A. Barenco et al., "Elementary gates for quantum computation", arXiv:quant-ph/9503016, lemma 7.5.
/// </summary>
/// <param name="hasName">Whether the language has a name for a gate, up to its global phase.</param>
internal sealed class PlainGates(Func<Gate, bool> hasName)
{
    /// <summary>Each control beyond those of the language's own gates triples the number of gates.</summary>
    public const int MostControls = 10;

    /// <summary>A gate of several qubits is repeated for a whole power; more often than this nobody wants to read.</summary>
    public const int MostRepetitions = 100;

    /// <summary>Below this, rounding.</summary>
    private const double Tiny = 1e-12;

    private static readonly Unitary X = GateTable.X.Unitary();

    /// <summary>The same up to a global phase, without modifiers; null if it has no such form.</summary>
    public ImmutableArray<GateInstruction>? Expand(GateInstruction gate)
    {
        var parts = new List<GateInstruction>();
        ImmutableArray<int> zeros = [.. gate.Controls.Where(control => !control.WhenOne).Select(control => control.Qubit)];
        parts.AddRange(zeros.Select(Gates.X));
        ImmutableArray<int> controls = [.. gate.Controls.Select(control => control.Qubit)];
        if (!AddPower(gate.Gate, gate.Parameters, gate.Qubits, gate.Exponent, controls, parts)) return null;
        parts.AddRange(zeros.Select(Gates.X));
        return [.. parts];
    }

    private bool AddPower(
        Gate gate,
        ImmutableArray<Angle> parameters,
        ImmutableArray<int> qubits,
        double exponent,
        ImmutableArray<int> controls,
        List<GateInstruction> parts)
    {
        if (exponent == 1) return Add(gate, parameters, qubits, controls, parts);
        if (gate == GateTable.GlobalPhase || gate == GateTable.P)
        {
            return Add(gate, [Raised(parameters[0].Radians, exponent)], qubits, controls, parts);
        }

        if (gate.Controlled is { } inner)
        {
            var count = gate.ControlCount;
            return AddPower(inner, parameters, qubits[count..], exponent, [.. controls, .. qubits[..count]], parts);
        }

        if (gate.QubitCount == 1)
        {
            return AddMatrix(Matrix(gate, parameters).Power(exponent), controls, qubits[0], parts);
        }

        if (exponent != Math.Round(exponent) || Math.Abs(exponent) > MostRepetitions) return false;
        var repeated = exponent < 0 ? gate.Inverse(parameters, qubits) : new GateInstruction(gate, parameters, qubits);
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            if (!AddOnce(repeated, controls, parts)) return false;
        }

        return true;
    }

    /// <summary>A gate, or the inverse of one that has no other name: then its parts are inverted.</summary>
    private bool AddOnce(GateInstruction gate, ImmutableArray<int> controls, List<GateInstruction> parts) => gate.Exponent == 1
        ? Add(gate.Gate, gate.Parameters, gate.Qubits, controls, parts)
        : gate.Gate.Decompose(gate.Parameters, gate.Qubits).Reverse()
            .All(part => AddPower(part.Gate, part.Parameters, part.Qubits, -1, controls, parts));

    private bool Add(
        Gate gate, ImmutableArray<Angle> parameters, ImmutableArray<int> qubits, ImmutableArray<int> controls,
        List<GateInstruction> parts)
    {
        if (controls.IsEmpty)
        {
            if (gate != GateTable.GlobalPhase) parts.Add(new GateInstruction(gate, parameters, qubits));
            return true;
        }

        if (gate.Controlled is { } inner)
        {
            var count = gate.ControlCount;
            return Add(inner, parameters, qubits[count..], [.. controls, .. qubits[..count]], parts);
        }

        if (gate == GateTable.GlobalPhase) return Add(GateTable.P, parameters, [controls[^1]], controls[..^1], parts);
        if (FindControlled(gate, controls.Length) is { } named)
        {
            parts.Add(new GateInstruction(named, parameters, [.. controls, .. qubits]));
            return true;
        }

        if (gate.QubitCount > 1)
        {
            return gate.Decompose(parameters, qubits).All(part => Add(part.Gate, part.Parameters, part.Qubits, controls, parts));
        }
        return AddMatrix(Matrix(gate, parameters), controls, qubits[0], parts);
    }

    private Gate? FindControlled(Gate gate, int controlCount) =>
        GateTable.All.FirstOrDefault(other => other.Controlled == gate && other.ControlCount == controlCount && hasName(other));

    /// <summary>Any unitary of one qubit, with any number of controls.</summary>
    private bool AddMatrix(Unitary matrix, ImmutableArray<int> controls, int target, List<GateInstruction> parts)
    {
        if (controls.Length > MostControls) return false;
        if (!controls.IsEmpty && IsX(matrix) && FindControlled(GateTable.X, controls.Length) is { } named)
        {
            parts.Add(new GateInstruction(named, [], [.. controls, target]));
            return true;
        }

        var (theta, phi, lambda, gamma) = Angles(matrix);
        if (controls.IsEmpty) parts.Add(new GateInstruction(GateTable.U3, [theta, phi, lambda], [target]));
        else if (theta == 0 && gamma == 0 && FindControlled(GateTable.P, controls.Length) is { } phase)
        {
            parts.Add(new GateInstruction(phase, [phi + lambda], [.. controls, target]));
        }
        else if (controls is [var control])
        {
            parts.Add(new GateInstruction(GateTable.CU, [theta, phi, lambda, gamma], [control, target]));
        }
        else AddHalves(matrix, controls, target, parts);
        return true;
    }

    /// <summary>
    /// The lemma: with V² = U, V where the last control is 1, V⁻¹ where it differs from the others' product, V where that is 1.
    /// </summary>
    private void AddHalves(Unitary matrix, ImmutableArray<int> controls, int target, List<GateInstruction> parts)
    {
        var (others, last) = (controls[..^1], controls[^1]);
        AddMatrix(matrix.Power(0.5), [last], target, parts);
        AddMatrix(X, others, last, parts);
        AddMatrix(matrix.Power(-0.5), [last], target, parts);
        AddMatrix(X, others, last, parts);
        AddMatrix(matrix.Power(0.5), others, target, parts);
    }

    private static Unitary Matrix(Gate gate, ImmutableArray<Angle> parameters) =>
        gate.Unitary([.. parameters.Select(angle => angle.Radians)]);

    /// <summary>The phase of a power: a fraction is taken of the phase in (−π, π].</summary>
    private static double Raised(double phase, double exponent)
    {
        if (double.IsInteger(exponent)) return exponent * phase;
        var principal = Math.IEEERemainder(phase, Math.Tau);
        return exponent * (principal <= Tiny - Math.PI ? Math.PI : principal);
    }

    private static bool IsX(Unitary matrix) =>
        matrix.Elements.ToArray().Zip(X.Elements.ToArray(), (left, right) => Complex.Abs(left - right)).Max() < Tiny;

    /// <summary>The angles with U = exp(iγ) · u3(θ, φ, λ), as Qiskit's cu takes them.</summary>
    private static (double Theta, double Phi, double Lambda, double Gamma) Angles(Unitary matrix)
    {
        var (a, b, c, d) = (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]);
        if (Complex.Abs(c) < Tiny) return (0, 0, Clean(d.Phase - a.Phase), Clean(a.Phase));
        if (Complex.Abs(a) < Tiny) return (Math.PI, 0, Clean((-b).Phase - c.Phase), Clean(c.Phase));
        var theta = 2 * Math.Atan2(Complex.Abs(c), Complex.Abs(a));
        return (Clean(theta), Clean(c.Phase - a.Phase), Clean((-b).Phase - a.Phase), Clean(a.Phase));
    }

    /// <summary>Rounding turned fractions of π into numbers near them.</summary>
    private static double Clean(double angle)
    {
        const int parts = 1 << 12;
        var whole = Math.Round(angle * parts / Math.PI);
        return Math.Abs((whole * Math.PI / parts) - angle) < Tiny ? whole * Math.PI / parts : angle;
    }
}
