using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static Coupler.Circuits.Dialect;

namespace Coupler.Circuits;

/// <summary>
/// The part of the <see cref="GateTable"/> for names that one dialect gives another global phase than the rest. The phase cannot
/// be seen until a control is put before the gate, as OpenQASM 3's <c>ctrl @</c> and <see cref="GateInstruction.Controls"/> do.
/// Each is exp(iφ) times its original.
/// </summary>
internal static class PhaseVariants
{
    /// <summary>The body is sdg · h · sdg.</summary>
    public static Gate Qelib1SX { get; } =
        Variant(Qelib1, "sx", OneQubitGates.SX, "exp(−iπ/4) sx", _ => -Math.PI / 4, a => (Qelib1SXdg!, a));

    /// <summary>The body is s · h · s.</summary>
    public static Gate Qelib1SXdg { get; } =
        Variant(Qelib1, "sxdg", OneQubitGates.SXdg, "exp(iπ/4) sxdg", _ => Math.PI / 4, a => (Qelib1SX, a));

    /// <summary>The body is u1.</summary>
    public static Gate Qelib1RZ { get; } =
        Variant(Qelib1, "rz", PhaseAndRotationGates.RZ, "exp(iθ/2) rz(θ) = p(θ)", a => a[0] / 2, a => (Qelib1RZ!, [-a[0]]));

    /// <summary>The body gives controlled h times exp(iπ/4), whatever the control is.</summary>
    public static Gate Qelib1CH { get; } =
        Variant(Qelib1, "ch", ControlledGates.CH, "exp(iπ/4) ch", _ => Math.PI / 4, undo: null);

    /// <summary>The body is u3 · h · cx · u1(−θ) · cx · h · u2, its phases not centred.</summary>
    public static Gate Qelib1RXX { get; } =
        Variant(Qelib1, "rxx", TwoQubitGates.RXX, "exp(−iθ/2) rxx(θ)", a => -a[0] / 2, a => (Qelib1RXX!, [-a[0]]));

    /// <summary>The body is cx · u1 · cx.</summary>
    public static Gate Qelib1RZZ { get; } =
        Variant(Qelib1, "rzz", TwoQubitGates.RZZ, "exp(iθ/2) rzz(θ)", a => a[0] / 2, a => (Qelib1RZZ!, [-a[0]]));

    /// <summary>Has determinant 1: rz(φ) · ry(π/2) · rz(λ).</summary>
    public static Gate StdGatesU2 { get; } = Variant(
        StdGates, "u2", PhaseAndRotationGates.U2, "exp(−i(φ+λ)/2) u2(φ, λ)",
        a => -(a[0] + a[1]) / 2, a => (StdGatesU2!, [-a[1] - Math.PI, -a[0] + Math.PI]));

    /// <summary>Has determinant 1, rz(φ) · ry(θ) · rz(λ), so that <c>ctrl @ u3</c> is not qelib1's <c>cu3</c>.</summary>
    public static Gate StdGatesU3 { get; } = Variant(
        StdGates, "u3", PhaseAndRotationGates.U3, "exp(−i(φ+λ)/2) u3(θ, φ, λ)",
        a => -(a[1] + a[2]) / 2, a => (StdGatesU3!, [-a[0], -a[2], -a[1]]));

    private static Gate Variant(
        Dialect dialect, string name, Gate original, string summary, Func<ImmutableArray<Angle>, Angle> phase,
        Func<ImmutableArray<Angle>, (Gate Gate, ImmutableArray<Angle> Parameters)>? undo)
    {
        var prefix = dialect == Qelib1 ? "qelib1" : "stdgates";
        return new($"{prefix}.{name}", original.QubitCount, original.ParameterNames.AsSpan())
        {
            Summary = summary,
            Names = [new(dialect, name)],
            UpToPhase = original,
            Matrix = radians => Unitary.Phase(phase(Angles(radians)).Radians) * original.Unitary(radians),
            IsDiagonal = original.IsDiagonal,
            Tableau = original.Tableau,
            Undo = undo,
            Body = (a, q) => [new(original, a, q), Gates.GlobalPhase(phase(a))],
        };
    }

    private static ImmutableArray<Angle> Angles(ReadOnlySpan<double> radians)
    {
        var angles = new Angle[radians.Length];
        for (var i = 0; i < angles.Length; i++) angles[i] = radians[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(angles);
    }
}
