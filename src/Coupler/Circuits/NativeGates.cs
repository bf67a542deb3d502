using System.Numerics;
using static Coupler.Circuits.CliffordTableau;
using static Coupler.Circuits.Dialect;
using static Coupler.Circuits.Gates;
using static Coupler.Circuits.Unitary;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> that machines name. IonQ: "Getting started with native gates" of its documentation;
/// Quantinuum: pytket's <c>OpType</c> and the System Model's U1q.
/// </summary>
internal static class NativeGates
{
    public static Gate GPi { get; } = new("gpi", 1, "phi")
    {
        Summary = "cos φ X + sin φ Y",
        Unit = AngleUnit.Turns,
        Names = [new(IonQ, "gpi")],
        Matrix = a => new(0, Phase(-a[0]), Phase(a[0]), 0),
        Undo = a => (GPi!, a),
        Body = (a, q) => [RZ(-2 * a[0], q[0]), X(q[0])],
    };

    public static Gate GPi2 { get; } = new("gpi2", 1, "phi")
    {
        Summary = "exp(−i π/4 (cos φ X + sin φ Y))",
        Unit = AngleUnit.Turns,
        Names = [new(IonQ, "gpi2")],
        Matrix = a => Rotation(Math.PI / 2, a[0]),
        Undo = a => (GPi2!, [a[0] + Math.PI]),
        Body = (a, q) => [RZ(-a[0], q[0]), RX(Math.PI / 2, q[0]), RZ(a[0], q[0])],
    };

    public static Gate MS { get; } = new("ms", 2, "phi0", "phi1", "theta")
    {
        Summary = "exp(−i θ/2 gpi(φ₀) ⊗ gpi(φ₁)) (Mølmer–Sørensen)",
        Unit = AngleUnit.Turns,
        Defaults = [Angle.FromTurns(0.25)],
        Names = [new(IonQ, "ms")],
        Matrix = a => MolmerSorensen(a[0], a[1], a[2]),
        Undo = a => (MS!, [a[0], a[1], -a[2]]),
        Body = (a, q) =>
            [RZ(-a[0], q[0]), RZ(-a[1], q[1]), RXX(a[2], q[0], q[1]), RZ(a[0], q[0]), RZ(a[1], q[1])],
    };

    public static Gate ZZ { get; } = new("zz", 2, "theta")
    {
        Summary = "exp(−i θ/2 Z⊗Z)",
        Unit = AngleUnit.Turns,
        Names = [new(IonQ, "zz")],
        Matrix = a => TwoQubitGates.RZZ.Unitary(a),
        IsDiagonal = true,
        Undo = a => (ZZ!, [-a[0]]),
        Body = (a, q) => [RZZ(a[0], q[0], q[1])],
    };

    public static Gate PhasedX { get; } = new("phasedx", 1, "alpha", "beta")
    {
        Summary = "rz(β) · rx(α) · rz(−β)",
        Unit = AngleUnit.HalfTurns,
        Names = [new(Quantinuum, "PhasedX")],
        Matrix = a => Rotation(a[0], a[1]),
        Undo = a => (PhasedX!, [-a[0], a[1]]),
        Body = (a, q) => [RZ(-a[1], q[0]), RX(a[0], q[0]), RZ(a[1], q[0])],
    };

    public static Gate U1q { get; } = new("u1q", 1, "theta", "phi")
    {
        Summary = "exp(−i θ/2 (cos φ X + sin φ Y))",
        Names = [new(Quantinuum, "U1q")],
        Matrix = a => Rotation(a[0], a[1]),
        Undo = a => (U1q!, [-a[0], a[1]]),
        Body = (a, q) => [RZ(-a[1], q[0]), RX(a[0], q[0]), RZ(a[1], q[0])],
    };

    public static Gate ZZMax { get; } = new("zzmax", 2)
    {
        Summary = "exp(−i π/4 Z⊗Z)",
        Names = [new(Quantinuum, "ZZMax")],
        Matrix = _ => TwoQubitGates.RZZ.Unitary(Math.PI / 2),
        IsDiagonal = true,
        Tableau = Parse("ZY YZ IZ ZI"),
        Undo = _ => (TwoQubitGates.RZZ, [-Math.PI / 2]),
        Body = (_, q) => [RZZ(Math.PI / 2, q[0], q[1])],
    };

    /// <summary>A rotation by theta about the axis at angle phi in the equator.</summary>
    private static Unitary Rotation(double theta, double phi)
    {
        var (sin, cos) = Math.SinCos(theta / 2);
        return new(cos, new Complex(0, -sin) * Phase(-phi), new Complex(0, -sin) * Phase(phi), cos);
    }

    private static Unitary MolmerSorensen(double phi0, double phi1, double theta)
    {
        var (sin, cos) = Math.SinCos(theta / 2);
        var up = new Complex(0, -sin);
        return new(
            cos, 0, 0, up * Phase(-phi0 - phi1),
            0, cos, up * Phase(phi0 - phi1), 0,
            0, up * Phase(phi1 - phi0), cos, 0,
            up * Phase(phi0 + phi1), 0, 0, cos);
    }
}
