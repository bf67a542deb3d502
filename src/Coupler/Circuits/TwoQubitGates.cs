using System.Numerics;
using static Coupler.Circuits.CliffordTableau;
using static Coupler.Circuits.Dialect;
using static Coupler.Circuits.Gates;
using static Coupler.Circuits.Unitary;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> on two or more qubits without a control. swap: OpenQASM 3.1; the relative-phase
/// Toffoli
/// gates: Maslov, arXiv:1508.03273, as in qelib1; the others as Qiskit's circuit library defines them.
/// </summary>
internal static class TwoQubitGates
{
    private static readonly double Half = Math.Sqrt(0.5);

    public static Gate Swap { get; } = new("swap", 2)
    {
        Summary = "exchanges two qubits",
        Names = [new(StdGates, "swap"), new(Qelib1, "swap")],
        Matrix = _ => new(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1),
        IsPermutation = true,
        Tableau = Parse("XI IX ZI IZ"),
        Undo = a => (Swap!, a),
        Body = (_, q) => [CX(q[0], q[1]), CX(q[1], q[0]), CX(q[0], q[1])],
    };

    public static Gate ISwap { get; } = new("iswap", 2)
    {
        Summary = "exp(i π/4 (X⊗X + Y⊗Y)): swap, and i where the qubits differ",
        Matrix = _ => new(1, 0, 0, 0, 0, 0, Complex.ImaginaryOne, 0, 0, Complex.ImaginaryOne, 0, 0, 0, 0, 0, 1),
        Tableau = Parse("YZ ZY ZI IZ"),
        Undo = _ => (XXPlusYY!, [Math.PI, 0]),
        Body = (_, q) => [S(q[0]), S(q[1]), CZ(q[0], q[1]), Gates.Swap(q[0], q[1])],
    };

    public static Gate Ecr { get; } = new("ecr", 2)
    {
        Summary = "echoed cross resonance: (X₀ − Y₀ X₁) / √2",
        Matrix = _ => new(
            0, Half, 0, new(0, Half), Half, 0, new(0, -Half), 0, 0, new(0, Half), 0, Half, new(0, -Half), 0, Half, 0),
        Tableau = Parse("-XY XI -IZ YZ"),
        Undo = a => (Ecr!, a),
        Body = (_, q) => [S(q[0]), SX(q[1]), CX(q[0], q[1]), X(q[0]), GlobalPhase(-Math.PI / 4)],
    };

    public static Gate RXX { get; } = new("rxx", 2, "theta")
    {
        Summary = "exp(−i θ/2 X⊗X)",
        Matrix = a => Ising(a[0], _ => 1),
        Undo = a => (RXX!, [-a[0]]),
        Body = (a, q) => [H(q[0]), H(q[1]), Gates.RZZ(a[0], q[0], q[1]), H(q[0]), H(q[1])],
    };

    public static Gate RYY { get; } = new("ryy", 2, "theta")
    {
        Summary = "exp(−i θ/2 Y⊗Y)",
        Matrix = a => Ising(a[0], row => row is 0 or 3 ? -1 : 1),
        Undo = a => (RYY!, [-a[0]]),
        Body = (a, q) =>
        [
            RX(Math.PI / 2, q[0]), RX(Math.PI / 2, q[1]), Gates.RZZ(a[0], q[0], q[1]),
            RX(-Math.PI / 2, q[0]), RX(-Math.PI / 2, q[1]),
        ],
    };

    public static Gate RZZ { get; } = new("rzz", 2, "theta")
    {
        Summary = "exp(−i θ/2 Z⊗Z)",
        Matrix = a => Diagonal(Phase(-a[0] / 2), Phase(a[0] / 2), Phase(a[0] / 2), Phase(-a[0] / 2)),
        IsDiagonal = true,
        Undo = a => (RZZ!, [-a[0]]),
        Body = (a, q) => [CX(q[0], q[1]), RZ(a[0], q[1]), CX(q[0], q[1])],
    };

    public static Gate XXPlusYY { get; } = new("xx_plus_yy", 2, "theta", "beta")
    {
        Summary = "rz(−β) on the first qubit · exp(−i θ/4 (X⊗X + Y⊗Y)) · rz(β) on the first",
        Defaults = [0],
        Matrix = a =>
        {
            var (sin, cos) = Math.SinCos(a[0] / 2);
            var (up, down) = (new Complex(0, -sin) * Phase(-a[1]), new Complex(0, -sin) * Phase(a[1]));
            return new(1, 0, 0, 0, 0, cos, up, 0, 0, down, cos, 0, 0, 0, 0, 1);
        },
        Undo = a => (XXPlusYY!, [-a[0], a[1]]),
        Body = (a, q) =>
            [RZ(a[1], q[0]), Gates.RXX(a[0] / 2, q[0], q[1]), Gates.RYY(a[0] / 2, q[0], q[1]), RZ(-a[1], q[0])],
    };

    public static Gate RCCX { get; } = new("rccx", 3)
    {
        Summary = "ccx with −1 on |101⟩ and ∓i on the flip of |11⟩ (Margolus)",
        Names = [new(Qelib1, "rccx")],
        Matrix = _ => new(3, (row, column) => (row, column) switch
        {
            (3, 7) => -Complex.ImaginaryOne,
            (7, 3) => Complex.ImaginaryOne,
            (5, 5) => -1,
            _ => row == column && row is not (3 or 7) ? 1 : 0,
        }),
        Undo = a => (RCCX!, a),
        Body = (_, q) =>
            [H(q[2]), T(q[2]), CX(q[1], q[2]), Tdg(q[2]), CX(q[0], q[2]), T(q[2]), CX(q[1], q[2]), Tdg(q[2]), H(q[2])],
    };

    public static Gate RC3X { get; } = new("rc3x", 4)
    {
        Summary = "c3x with i, −i on |0011⟩, |1011⟩ and ±1 on the flip of |111⟩",
        Names = [new(Qelib1, "rc3x")],
        Matrix = _ => new(4, (row, column) => (row, column) switch
        {
            (3, 3) => Complex.ImaginaryOne,
            (11, 11) => -Complex.ImaginaryOne,
            (7, 15) => 1,
            (15, 7) => -1,
            _ => row == column && row is not (7 or 15) ? 1 : 0,
        }),
        Body = (_, q) =>
        [
            H(q[3]), T(q[3]), CX(q[2], q[3]), Tdg(q[3]), H(q[3]), CX(q[0], q[3]), T(q[3]), CX(q[1], q[3]), Tdg(q[3]),
            CX(q[0], q[3]), T(q[3]), CX(q[1], q[3]), Tdg(q[3]), H(q[3]), T(q[3]), CX(q[2], q[3]), Tdg(q[3]), H(q[3]),
        ],
    };

    /// <summary>cos θ/2 on the diagonal, −i sin θ/2 times a sign on the other one.</summary>
    private static Unitary Ising(double theta, Func<int, int> sign)
    {
        var (sin, cos) = Math.SinCos(theta / 2);
        return new(2, (row, column) => row == column ? cos : row == 3 - column ? new Complex(0, -sin * sign(row)) : 0);
    }
}
