using static Coupler.Circuits.Dialect;
using static Coupler.Circuits.Unitary;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> on at most one qubit with parameters. Matrices: OpenQASM 3.1, built-in gates and
/// standard library; u2 and u3 as Qiskit's.
/// </summary>
internal static class PhaseAndRotationGates
{
    public static Gate GlobalPhase { get; } = new("gphase", 0, "gamma")
    {
        Summary = "exp(iγ), on no qubit",
        Names = [new(OpenQasm3, "gphase")],
        Matrix = a => new(Phase(a[0])),
        IsDiagonal = true,
        Tableau = CliffordTableau.Parse(""),
        Undo = a => (GlobalPhase!, [-a[0]]),
    };

    public static Gate U3 { get; } = new("u3", 1, "theta", "phi", "lambda")
    {
        Summary = "p(φ) · ry(θ) · p(λ)",
        Names = [new(Qelib1, "u3"), new(Qelib1, "u"), new(OpenQasm2, "U")],
        Matrix = a => Euler(a[0], a[1], a[2]),
        Undo = a => (U3!, [-a[0], -a[2], -a[1]]),
        Body = (a, q) => [Gates.U(a[0], a[1], a[2], q[0]), Gates.GlobalPhase(-a[0] / 2)],
    };

    /// <summary>
    /// OpenQASM 3 (spec/v3.1.0, "Built-in gates") writes ½(1 + exp(iθ)) in the corner: exp(iθ/2) times OpenQASM 2's.
    /// </summary>
    public static Gate U { get; } = new("U", 1, "theta", "phi", "lambda")
    {
        Summary = "exp(iθ/2) u3(θ, φ, λ)",
        Names = [new(OpenQasm3, "U")],
        UpToPhase = U3,
        Matrix = a => Phase(a[0] / 2) * Euler(a[0], a[1], a[2]),
        Undo = a => (U!, [-a[0], -a[2], -a[1]]),
    };

    public static Gate U2 { get; } = new("u2", 1, "phi", "lambda")
    {
        Summary = "u3(π/2, φ, λ)",
        Names = [new(Qelib1, "u2")],
        Matrix = a => Euler(Math.PI / 2, a[0], a[1]),
        Undo = a => (U2!, [-a[1] - Math.PI, -a[0] + Math.PI]),
        Body = (a, q) => [Gates.U(Math.PI / 2, a[0], a[1], q[0]), Gates.GlobalPhase(-Math.PI / 4)],
    };

    public static Gate P { get; } = new("p", 1, "lambda")
    {
        Summary = "diag(1, exp(iλ))",
        Names = [new(StdGates, "p"), new(StdGates, "phase"), new(StdGates, "u1"), new(Qelib1, "u1"), new(Qelib1, "p")],
        Matrix = a => Diagonal(1, Phase(a[0])),
        IsDiagonal = true,
        Undo = a => (P!, [-a[0]]),
        Body = (a, q) => [Gates.U(0, 0, a[0], q[0])],
    };

    public static Gate RX { get; } = new("rx", 1, "theta")
    {
        Summary = "exp(−i θ/2 X)",
        Names = [new(StdGates, "rx"), new(Qelib1, "rx")],
        Matrix = a => Euler(a[0], -Math.PI / 2, Math.PI / 2),
        Undo = a => (RX!, [-a[0]]),
        Body = (a, q) => [Gates.U(a[0], -Math.PI / 2, Math.PI / 2, q[0]), Gates.GlobalPhase(-a[0] / 2)],
    };

    public static Gate RY { get; } = new("ry", 1, "theta")
    {
        Summary = "exp(−i θ/2 Y)",
        Names = [new(StdGates, "ry"), new(Qelib1, "ry")],
        Matrix = a => Euler(a[0], 0, 0),
        Undo = a => (RY!, [-a[0]]),
        Body = (a, q) => [Gates.U(a[0], 0, 0, q[0]), Gates.GlobalPhase(-a[0] / 2)],
    };

    public static Gate RZ { get; } = new("rz", 1, "theta")
    {
        Summary = "exp(−i θ/2 Z) = exp(−iθ/2) p(θ)",
        Names = [new(StdGates, "rz")],
        Matrix = a => Diagonal(Phase(-a[0] / 2), Phase(a[0] / 2)),
        IsDiagonal = true,
        Undo = a => (RZ!, [-a[0]]),
        Body = (a, q) => [Gates.P(a[0], q[0]), Gates.GlobalPhase(-a[0] / 2)],
    };

    private static Unitary Euler(double theta, double phi, double lambda)
    {
        var (sin, cos) = Math.SinCos(theta / 2);
        return new(cos, -sin * Phase(lambda), sin * Phase(phi), cos * Phase(phi + lambda));
    }
}
