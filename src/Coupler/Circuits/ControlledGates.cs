using static Coupler.Circuits.CliffordTableau;
using static Coupler.Circuits.Dialect;
using static Coupler.Circuits.Gates;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> with controls. Each acts as its controlled gate, global phase included, where all
/// controls are 1. Decompositions: Barenco et al., arXiv:quant-ph/9503016; phase polynomials for ccx and c3x.
/// </summary>
internal static class ControlledGates
{
    public static Gate CX { get; } = new("cx", 1, OneQubitGates.X)
    {
        Summary = "controlled x (CNOT)",
        Names = [new(StdGates, "cx"), new(StdGates, "CX"), new(Qelib1, "cx"), new(OpenQasm2, "CX")],
        Tableau = Parse("XX XI IZ ZZ"),
        Undo = a => (CX!, a),
    };

    public static Gate CY { get; } = new("cy", 1, OneQubitGates.Y)
    {
        Summary = "controlled y",
        Names = [new(StdGates, "cy"), new(Qelib1, "cy")],
        Tableau = Parse("YX XZ IZ ZZ"),
        Undo = a => (CY!, a),
        Body = (_, q) => [Sdg(q[1]), Gates.CX(q[0], q[1]), S(q[1])],
    };

    public static Gate CZ { get; } = new("cz", 1, OneQubitGates.Z)
    {
        Summary = "controlled z",
        Names = [new(StdGates, "cz"), new(Qelib1, "cz")],
        Tableau = Parse("ZX XZ IZ ZI"),
        Undo = a => (CZ!, a),
        Body = (_, q) => [H(q[1]), Gates.CX(q[0], q[1]), H(q[1])],
    };

    public static Gate CH { get; } = new("ch", 1, OneQubitGates.H)
    {
        Summary = "controlled h",
        Names = [new(StdGates, "ch")],
        Undo = a => (CH!, a),
        Body = (_, q) => [RY(-Math.PI / 4, q[1]), Gates.CZ(q[0], q[1]), RY(Math.PI / 4, q[1])],
    };

    public static Gate CSX { get; } = new("csx", 1, OneQubitGates.SX)
    {
        Summary = "controlled sx",
        Names = [new(Qelib1, "csx")],
        Body = (_, q) => [H(q[1]), Gates.CP(Math.PI / 2, q[0], q[1]), H(q[1])],
    };

    public static Gate CP { get; } = new("cp", 1, PhaseAndRotationGates.P)
    {
        Summary = "controlled p",
        Names = [new(StdGates, "cp"), new(StdGates, "cphase"), new(Qelib1, "cu1"), new(Qelib1, "cp")],
        Undo = a => (CP!, [-a[0]]),
        Body = (a, q) => [P(a[0] / 2, q[0]), Gates.CX(q[0], q[1]), P(-a[0] / 2, q[1]), Gates.CX(q[0], q[1]), P(a[0] / 2, q[1])],
    };

    public static Gate CRX { get; } = new("crx", 1, PhaseAndRotationGates.RX)
    {
        Summary = "controlled rx",
        Names = [new(StdGates, "crx"), new(Qelib1, "crx")],
        Undo = a => (CRX!, [-a[0]]),
        Body = (a, q) => [RX(a[0] / 2, q[1]), Gates.CZ(q[0], q[1]), RX(-a[0] / 2, q[1]), Gates.CZ(q[0], q[1])],
    };

    public static Gate CRY { get; } = new("cry", 1, PhaseAndRotationGates.RY)
    {
        Summary = "controlled ry",
        Names = [new(StdGates, "cry"), new(Qelib1, "cry")],
        Undo = a => (CRY!, [-a[0]]),
        Body = (a, q) => [RY(a[0] / 2, q[1]), Gates.CX(q[0], q[1]), RY(-a[0] / 2, q[1]), Gates.CX(q[0], q[1])],
    };

    public static Gate CRZ { get; } = new("crz", 1, PhaseAndRotationGates.RZ)
    {
        Summary = "controlled rz",
        Names = [new(StdGates, "crz"), new(Qelib1, "crz")],
        Undo = a => (CRZ!, [-a[0]]),
        Body = (a, q) => [RZ(a[0] / 2, q[1]), Gates.CX(q[0], q[1]), RZ(-a[0] / 2, q[1]), Gates.CX(q[0], q[1])],
    };

    /// <summary>Its body in qelib1 starts with u1((λ + φ)/2) on the control, which makes it controlled u3 exactly.</summary>
    public static Gate CU3 { get; } = new("cu3", 1, PhaseAndRotationGates.U3)
    {
        Summary = "controlled u3",
        Names = [new(Qelib1, "cu3")],
        Undo = a => (CU3!, [-a[0], -a[2], -a[1]]),
        Body = (a, q) =>
        [
            P((a[1] + a[2]) / 2, q[0]), P((a[2] - a[1]) / 2, q[1]),
            Gates.CX(q[0], q[1]), P(-(a[1] + a[2]) / 2, q[1]), RY(-a[0] / 2, q[1]),
            Gates.CX(q[0], q[1]), RY(a[0] / 2, q[1]), P(a[1], q[1]),
        ],
    };

    /// <summary>
    /// The product of its bodies in stdgates.inc and qelib1.inc. (The text of OpenQASM 3.1's standard library says U where its
    /// file has u3: a factor exp(iθ/2).)
    /// </summary>
    public static Gate CU { get; } = new("cu", 2, "theta", "phi", "lambda", "gamma")
    {
        Summary = "controlled exp(iγ) u3(θ, φ, λ)",
        Names = [new(StdGates, "cu"), new(Qelib1, "cu")],
        Matrix = a => (Circuits.Unitary.Phase(a[3]) * PhaseAndRotationGates.U3.Unitary(a[..3])).Controlled(),
        Undo = a => (CU!, [-a[0], -a[2], -a[1], -a[3]]),
        Body = (a, q) => [P(a[3], q[0]), Gates.CU3(a[0], a[1], a[2], q[0], q[1])],
    };

    public static Gate CCX { get; } = new("ccx", 2, OneQubitGates.X)
    {
        Summary = "x with 2 controls (Toffoli)",
        Names = [new(StdGates, "ccx"), new(Qelib1, "ccx")],
        Undo = a => (CCX!, a),
        Body = (_, q) =>
        [
            H(q[2]), Gates.CX(q[1], q[2]), Tdg(q[2]), Gates.CX(q[0], q[2]), T(q[2]), Gates.CX(q[1], q[2]), Tdg(q[2]),
            Gates.CX(q[0], q[2]), T(q[1]), T(q[2]), H(q[2]), Gates.CX(q[0], q[1]), T(q[0]), Tdg(q[1]), Gates.CX(q[0], q[1]),
        ],
    };

    public static Gate CSwap { get; } = new("cswap", 1, TwoQubitGates.Swap)
    {
        Summary = "controlled swap (Fredkin)",
        Names = [new(StdGates, "cswap"), new(Qelib1, "cswap")],
        Undo = a => (CSwap!, a),
        Body = (_, q) => [Gates.CX(q[2], q[1]), Gates.CCX(q[0], q[1], q[2]), Gates.CX(q[2], q[1])],
    };

    public static Gate C3X { get; } = new("c3x", 3, OneQubitGates.X)
    {
        Summary = "x with 3 controls",
        Names = [new(Qelib1, "c3x")],
        Undo = a => (C3X!, a),
        Body = (_, q) =>
        [
            H(q[3]), Gates.CP(Math.PI / 2, q[2], q[3]), H(q[3]), Gates.CCX(q[0], q[1], q[2]),
            H(q[3]), Gates.CP(-Math.PI / 2, q[2], q[3]), H(q[3]), Gates.CCX(q[0], q[1], q[2]), .. CCSX(q[0], q[1], q[3]),
        ],
    };

    public static Gate C3SqrtX { get; } = new("c3sqrtx", 3, OneQubitGates.SX)
    {
        Summary = "sx with 3 controls",
        Names = [new(Qelib1, "c3sqrtx")],
        Body = (_, q) =>
        [
            H(q[3]), Gates.CP(Math.PI / 4, q[2], q[3]), Gates.CCX(q[0], q[1], q[2]),
            Gates.CP(-Math.PI / 4, q[2], q[3]), Gates.CCX(q[0], q[1], q[2]), .. CCP(Math.PI / 4, q[0], q[1], q[3]), H(q[3]),
        ],
    };

    public static Gate C4X { get; } = new("c4x", 4, OneQubitGates.X)
    {
        Summary = "x with 4 controls",
        Names = [new(Qelib1, "c4x")],
        Undo = a => (C4X!, a),
        Body = (_, q) =>
        [
            H(q[4]), Gates.CP(Math.PI / 2, q[3], q[4]), H(q[4]), Gates.C3X(q[0], q[1], q[2], q[3]),
            H(q[4]), Gates.CP(-Math.PI / 2, q[3], q[4]), H(q[4]), Gates.C3X(q[0], q[1], q[2], q[3]),
            Gates.C3SqrtX(q[0], q[1], q[2], q[4]),
        ],
    };

    private static GateInstruction[] CCSX(int first, int second, int target) =>
        [H(target), .. CCP(Math.PI / 2, first, second, target), H(target)];

    /// <summary>p(angle) with two controls.</summary>
    private static GateInstruction[] CCP(double angle, int first, int second, int target) =>
    [
        Gates.CP(angle / 2, second, target), Gates.CX(first, second), Gates.CP(-angle / 2, second, target),
        Gates.CX(first, second), Gates.CP(angle / 2, first, target),
    ];
}
