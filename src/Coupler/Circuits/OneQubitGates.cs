using System.Numerics;
using static Coupler.Circuits.CliffordTableau;
using static Coupler.Circuits.Dialect;
using static Coupler.Circuits.Gates;
using static Coupler.Circuits.Unitary;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> on one qubit without parameters. Matrices: OpenQASM 3.1, standard library.
/// </summary>
internal static class OneQubitGates
{
    private static readonly double Half = Math.Sqrt(0.5);

    public static Gate Id { get; } = new("id", 1)
    {
        Summary = "nothing",
        Names = [new(StdGates, "id"), new(Qelib1, "id")],
        Matrix = _ => Identity(1),
        IsDiagonal = true,
        IsPermutation = true,
        Tableau = Parse("X Z"),
        Undo = a => (Id!, a),
        Body = (_, _) => [],
    };

    /// <summary>Its parameter is the length of a wait, not an angle; it does nothing.</summary>
    public static Gate U0 { get; } = new("u0", 1, "gamma")
    {
        Summary = "nothing, for gamma units of time",
        Names = [new(Qelib1, "u0")],
        Matrix = _ => Identity(1),
        IsDiagonal = true,
        IsPermutation = true,
        Tableau = Parse("X Z"),
        Undo = a => (U0!, a),
        Body = (_, _) => [],
    };

    public static Gate X { get; } = new("x", 1)
    {
        Summary = "Pauli X: bit flip",
        Names = [new(StdGates, "x"), new(Qelib1, "x")],
        Matrix = _ => new(0, 1, 1, 0),
        IsPermutation = true,
        Tableau = Parse("X -Z"),
        Undo = a => (X!, a),
        Body = (_, q) => [U(Math.PI, 0, Math.PI, q[0]), GlobalPhase(-Math.PI / 2)],
    };

    public static Gate Y { get; } = new("y", 1)
    {
        Summary = "Pauli Y: bit and phase flip",
        Names = [new(StdGates, "y"), new(Qelib1, "y")],
        Matrix = _ => new(0, -Complex.ImaginaryOne, Complex.ImaginaryOne, 0),
        Tableau = Parse("-X -Z"),
        Undo = a => (Y!, a),
        Body = (_, q) => [U(Math.PI, Math.PI / 2, Math.PI / 2, q[0]), GlobalPhase(-Math.PI / 2)],
    };

    public static Gate Z { get; } = new("z", 1)
    {
        Summary = "Pauli Z: phase flip",
        Names = [new(StdGates, "z"), new(Qelib1, "z")],
        Matrix = _ => Diagonal(1, -1),
        IsDiagonal = true,
        Tableau = Parse("-X Z"),
        Undo = a => (Z!, a),
        Body = (_, q) => [P(Math.PI, q[0])],
    };

    public static Gate H { get; } = new("h", 1)
    {
        Summary = "Hadamard: (X + Z) / √2",
        Names = [new(StdGates, "h"), new(Qelib1, "h")],
        Matrix = _ => new(Half, Half, Half, -Half),
        Tableau = Parse("Z X"),
        Undo = a => (H!, a),
        Body = (_, q) => [U(Math.PI / 2, 0, Math.PI, q[0]), GlobalPhase(-Math.PI / 4)],
    };

    public static Gate S { get; } = new("s", 1)
    {
        Summary = "√Z: p(π/2)",
        Names = [new(StdGates, "s"), new(Qelib1, "s")],
        Matrix = _ => Diagonal(1, Complex.ImaginaryOne),
        IsDiagonal = true,
        Tableau = Parse("Y Z"),
        Undo = a => (Sdg!, a),
        Body = (_, q) => [P(Math.PI / 2, q[0])],
    };

    public static Gate Sdg { get; } = new("sdg", 1)
    {
        Summary = "inverse of s: p(−π/2)",
        Names = [new(StdGates, "sdg"), new(Qelib1, "sdg")],
        Matrix = _ => Diagonal(1, -Complex.ImaginaryOne),
        IsDiagonal = true,
        Tableau = Parse("-Y Z"),
        Undo = a => (S, a),
        Body = (_, q) => [P(-Math.PI / 2, q[0])],
    };

    public static Gate T { get; } = new("t", 1)
    {
        Summary = "√s: p(π/4)",
        Names = [new(StdGates, "t"), new(Qelib1, "t")],
        Matrix = _ => Diagonal(1, new(Half, Half)),
        IsDiagonal = true,
        Undo = a => (Tdg!, a),
        Body = (_, q) => [P(Math.PI / 4, q[0])],
    };

    public static Gate Tdg { get; } = new("tdg", 1)
    {
        Summary = "inverse of t: p(−π/4)",
        Names = [new(StdGates, "tdg"), new(Qelib1, "tdg")],
        Matrix = _ => Diagonal(1, new(Half, -Half)),
        IsDiagonal = true,
        Undo = a => (T, a),
        Body = (_, q) => [P(-Math.PI / 4, q[0])],
    };

    public static Gate SX { get; } = new("sx", 1)
    {
        Summary = "√X: exp(iπ/4) rx(π/2)",
        Names = [new(StdGates, "sx")],
        Matrix = _ => new(new(0.5, 0.5), new(0.5, -0.5), new(0.5, -0.5), new(0.5, 0.5)),
        Tableau = Parse("X -Y"),
        Undo = a => (SXdg!, a),
        Body = (_, q) => [RX(Math.PI / 2, q[0]), GlobalPhase(Math.PI / 4)],
    };

    public static Gate SXdg { get; } = new("sxdg", 1)
    {
        Summary = "inverse of sx: exp(−iπ/4) rx(−π/2)",
        Matrix = _ => new(new(0.5, -0.5), new(0.5, 0.5), new(0.5, 0.5), new(0.5, -0.5)),
        Tableau = Parse("X Y"),
        Undo = a => (SX, a),
        Body = (_, q) => [RX(-Math.PI / 2, q[0]), GlobalPhase(-Math.PI / 4)],
    };
}
