using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// The words of a circuit: <c>using static Coupler.Circuits.Gates;</c>, then <c>[H(0), CX(0, 1), MeasureAll()]</c>. Angles come
/// first, then controls, then targets, as in OpenQASM. What each gate does stands in <see cref="GateTable"/>.
/// </summary>
public static class Gates
{
    /// <summary>Declares qubits; a circuit without this declaration has as many as its instructions name.</summary>
    public static QubitsInstruction Qubits(int count, string register = "q") => new(register, count);

    /// <summary>Declares a register of bits.</summary>
    public static BitsInstruction Bits(string register, int count) => new(register, count);

    public static GateInstruction Id(int qubit) => new(GateTable.Id, [], [qubit]);

    public static GateInstruction X(int qubit) => new(GateTable.X, [], [qubit]);

    public static GateInstruction Y(int qubit) => new(GateTable.Y, [], [qubit]);

    public static GateInstruction Z(int qubit) => new(GateTable.Z, [], [qubit]);

    public static GateInstruction H(int qubit) => new(GateTable.H, [], [qubit]);

    public static GateInstruction S(int qubit) => new(GateTable.S, [], [qubit]);

    public static GateInstruction Sdg(int qubit) => new(GateTable.Sdg, [], [qubit]);

    public static GateInstruction T(int qubit) => new(GateTable.T, [], [qubit]);

    public static GateInstruction Tdg(int qubit) => new(GateTable.Tdg, [], [qubit]);

    public static GateInstruction SX(int qubit) => new(GateTable.SX, [], [qubit]);

    public static GateInstruction SXdg(int qubit) => new(GateTable.SXdg, [], [qubit]);

    /// <summary>Nothing, for gamma units of time.</summary>
    public static GateInstruction U0(Angle gamma, int qubit) => new(GateTable.U0, [gamma], [qubit]);

    /// <summary>exp(iγ). A control makes it visible: <c>GlobalPhase(γ).Controlled(q)</c> is <c>P(γ, q)</c>.</summary>
    public static GateInstruction GlobalPhase(Angle gamma) => new(GateTable.GlobalPhase, [gamma], []);

    /// <summary>OpenQASM 3's built-in gate: exp(iθ/2) times <see cref="U3"/>.</summary>
    public static GateInstruction U(Angle theta, Angle phi, Angle lambda, int qubit) =>
        new(GateTable.U, [theta, phi, lambda], [qubit]);

    /// <summary>OpenQASM 2's and Qiskit's general rotation: p(φ) · ry(θ) · p(λ).</summary>
    public static GateInstruction U3(Angle theta, Angle phi, Angle lambda, int qubit) =>
        new(GateTable.U3, [theta, phi, lambda], [qubit]);

    public static GateInstruction U2(Angle phi, Angle lambda, int qubit) => new(GateTable.U2, [phi, lambda], [qubit]);

    /// <summary>Another name of <see cref="P"/>.</summary>
    public static GateInstruction U1(Angle lambda, int qubit) => new(GateTable.P, [lambda], [qubit]);

    public static GateInstruction P(Angle lambda, int qubit) => new(GateTable.P, [lambda], [qubit]);

    public static GateInstruction RX(Angle theta, int qubit) => new(GateTable.RX, [theta], [qubit]);

    public static GateInstruction RY(Angle theta, int qubit) => new(GateTable.RY, [theta], [qubit]);

    public static GateInstruction RZ(Angle theta, int qubit) => new(GateTable.RZ, [theta], [qubit]);

    public static GateInstruction Swap(int first, int second) => new(GateTable.Swap, [], [first, second]);

    public static GateInstruction ISwap(int first, int second) => new(GateTable.ISwap, [], [first, second]);

    public static GateInstruction Ecr(int first, int second) => new(GateTable.Ecr, [], [first, second]);

    public static GateInstruction RXX(Angle theta, int first, int second) => new(GateTable.RXX, [theta], [first, second]);

    public static GateInstruction RYY(Angle theta, int first, int second) => new(GateTable.RYY, [theta], [first, second]);

    public static GateInstruction RZZ(Angle theta, int first, int second) => new(GateTable.RZZ, [theta], [first, second]);

    /// <param name="beta">0 if left out.</param>
    public static GateInstruction XXPlusYY(Angle theta, int first, int second, Angle beta = default) =>
        new(GateTable.XXPlusYY, [theta, beta], [first, second]);

    public static GateInstruction CX(int control, int target) => new(GateTable.CX, [], [control, target]);

    public static GateInstruction CY(int control, int target) => new(GateTable.CY, [], [control, target]);

    public static GateInstruction CZ(int control, int target) => new(GateTable.CZ, [], [control, target]);

    public static GateInstruction CH(int control, int target) => new(GateTable.CH, [], [control, target]);

    public static GateInstruction CSX(int control, int target) => new(GateTable.CSX, [], [control, target]);

    public static GateInstruction CP(Angle lambda, int control, int target) => new(GateTable.CP, [lambda], [control, target]);

    public static GateInstruction CRX(Angle theta, int control, int target) => new(GateTable.CRX, [theta], [control, target]);

    public static GateInstruction CRY(Angle theta, int control, int target) => new(GateTable.CRY, [theta], [control, target]);

    public static GateInstruction CRZ(Angle theta, int control, int target) => new(GateTable.CRZ, [theta], [control, target]);

    /// <summary>Controlled <see cref="U3"/>.</summary>
    public static GateInstruction CU3(Angle theta, Angle phi, Angle lambda, int control, int target) =>
        new(GateTable.CU3, [theta, phi, lambda], [control, target]);

    /// <summary>Controlled exp(iγ) times <see cref="U3"/>.</summary>
    public static GateInstruction CU(Angle theta, Angle phi, Angle lambda, Angle gamma, int control, int target) =>
        new(GateTable.CU, [theta, phi, lambda, gamma], [control, target]);

    public static GateInstruction CCX(int control1, int control2, int target) =>
        new(GateTable.CCX, [], [control1, control2, target]);

    public static GateInstruction CSwap(int control, int first, int second) =>
        new(GateTable.CSwap, [], [control, first, second]);

    public static GateInstruction C3X(int control1, int control2, int control3, int target) =>
        new(GateTable.C3X, [], [control1, control2, control3, target]);

    public static GateInstruction C3SqrtX(int control1, int control2, int control3, int target) =>
        new(GateTable.C3SqrtX, [], [control1, control2, control3, target]);

    public static GateInstruction C4X(int control1, int control2, int control3, int control4, int target) =>
        new(GateTable.C4X, [], [control1, control2, control3, control4, target]);

    public static GateInstruction RCCX(int control1, int control2, int target) =>
        new(GateTable.RCCX, [], [control1, control2, target]);

    public static GateInstruction RC3X(int control1, int control2, int control3, int target) =>
        new(GateTable.RC3X, [], [control1, control2, control3, target]);

    /// <summary>IonQ counts φ in turns: <c>GPi(Angle.FromTurns(0.25), 0)</c>.</summary>
    public static GateInstruction GPi(Angle phi, int qubit) => new(GateTable.GPi, [phi], [qubit]);

    /// <summary>IonQ counts φ in turns.</summary>
    public static GateInstruction GPi2(Angle phi, int qubit) => new(GateTable.GPi2, [phi], [qubit]);

    /// <summary>IonQ counts the angles in turns.</summary>
    /// <param name="theta">A quarter turn if left out.</param>
    public static GateInstruction MS(Angle phi0, Angle phi1, int first, int second, Angle? theta = null) =>
        new(GateTable.MS, [phi0, phi1, theta ?? GateTable.MS.Defaults[0]], [first, second]);

    /// <summary>IonQ counts θ in turns.</summary>
    public static GateInstruction ZZ(Angle theta, int first, int second) => new(GateTable.ZZ, [theta], [first, second]);

    /// <summary>pytket counts the angles in half-turns: <c>PhasedX(Angle.FromHalfTurns(0.5), 0, 0)</c>.</summary>
    public static GateInstruction PhasedX(Angle alpha, Angle beta, int qubit) => new(GateTable.PhasedX, [alpha, beta], [qubit]);

    public static GateInstruction U1q(Angle theta, Angle phi, int qubit) => new(GateTable.U1q, [theta, phi], [qubit]);

    public static GateInstruction ZZMax(int first, int second) => new(GateTable.ZZMax, [], [first, second]);

    /// <summary>Measures a qubit into a bit of a declared register.</summary>
    public static MeasureInstruction Measure(int qubit, Bit bit) => new(qubit, bit);

    /// <summary>Measures a qubit into bit <paramref name="bit"/> of register <c>c</c>, which needs no declaration.</summary>
    public static MeasureInstruction Measure(int qubit, int bit) => new(qubit, new Bit("c", bit));

    /// <summary>Measures every qubit, qubit i into bit i of register <c>c</c>.</summary>
    public static MeasureAllInstruction MeasureAll() => new();

    public static ResetInstruction Reset(int qubit) => new(qubit);

    /// <summary>No qubits means all.</summary>
    public static BarrierInstruction Barrier(params ReadOnlySpan<int> qubits) => new([.. qubits]);

    /// <summary>
    /// Runs the instructions where the condition holds; <see cref="IfInstruction.Otherwise"/> adds the other branch.
    /// </summary>
    public static IfInstruction If(Condition condition, params ReadOnlySpan<Instruction> then) => new(condition, [.. then], []);

    /// <summary>Runs the instructions where the bit is 1.</summary>
    public static IfInstruction If(Bit bit, params ReadOnlySpan<Instruction> then) =>
        new(new Condition([bit], Comparison.Equal, new BitString(1, 1)), [.. then], []);

    /// <summary>Runs the instructions where the register, read as an unsigned number, equals the value.</summary>
    public static IfInstruction If(BitsInstruction register, ulong value, params ReadOnlySpan<Instruction> then)
    {
        ArgumentNullException.ThrowIfNull(register);
        if (register.Count < 64 && value >> register.Count != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"The value does not fit into the {register.Count} bits of {register.Register}.");
        }

        ImmutableArray<Bit> bits = [.. Enumerable.Range(0, register.Count).Select(i => register[i])];
        var wide = new BitString([value, .. new ulong[register.Count / 64]], register.Count);
        return If(new Condition(bits, Comparison.Equal, wide), then);
    }
}
