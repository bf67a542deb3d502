using System.Numerics;

namespace Coupler.Tests.Circuits;

/// <summary>
/// What gates mean according to the files and specifications that define them, written down again by hand: bodies in the names
/// of the same dialect, down to the matrix of its built-in gate. Knows nothing of Coupler's gate table.
/// </summary>
internal sealed class LiteralGates
{
    private const double Pi = Math.PI;
    private readonly Dictionary<string, Func<double[], SlowMatrix>> gates = [];

    /// <summary>qelib1.inc of Qiskit 2.5.2, with the matrix of Qiskit's UGate for U.</summary>
    public static LiteralGates Qelib1 { get; } = MakeQelib1();

    /// <summary>stdgates.inc of OpenQASM 3.1, with the specification's matrix for U.</summary>
    public static LiteralGates StdGates { get; } = MakeStdGates();

    public IEnumerable<string> Names => gates.Keys;

    public SlowMatrix Matrix(string name, params double[] angles) => gates[name](angles);

    /// <summary>A body: its parts act in the order they stand in.</summary>
    private void Define(
        string name, int qubitCount, Func<double[], IEnumerable<(string Name, double[] Angles, int[] Qubits)>> body) =>
        gates[name] = angles => body(angles).Aggregate(
            SlowMatrix.Identity(1 << qubitCount),
            (product, part) => Matrix(part.Name, part.Angles).On(qubitCount, part.Qubits) * product);

    private static (string Name, double[] Angles, int[] Qubits) G(string name, params int[] qubits) => (name, [], qubits);

    private static (string Name, double[] Angles, int[] Qubits) G(string name, double[] angles, params int[] qubits) =>
        (name, angles, qubits);

    private static Complex E(double angle) => Complex.Exp(new Complex(0, angle));

    private static LiteralGates MakeQelib1()
    {
        var q = new LiteralGates();
        q.gates["U"] = a => SlowMatrix.Rows(
            [Math.Cos(a[0] / 2), -E(a[2]) * Math.Sin(a[0] / 2)],
            [E(a[1]) * Math.Sin(a[0] / 2), E(a[1] + a[2]) * Math.Cos(a[0] / 2)]);
        q.gates["CX"] = _ => SlowMatrix.Rows([1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0], [0, 1, 0, 0]);
        OneQubit(q);
        TwoQubits(q);
        RotationsOnTwo(q);
        MoreQubits(q);
        return q;
    }

    private static void OneQubit(LiteralGates q)
    {
        q.Define("u3", 1, a => [G("U", [a[0], a[1], a[2]], 0)]);
        q.Define("u2", 1, a => [G("U", [Pi / 2, a[0], a[1]], 0)]);
        q.Define("u1", 1, a => [G("U", [0, 0, a[0]], 0)]);
        q.Define("cx", 2, _ => [G("CX", 0, 1)]);
        q.Define("id", 1, _ => [G("U", [0, 0, 0], 0)]);
        q.Define("u0", 1, _ => [G("U", [0, 0, 0], 0)]);
        q.Define("u", 1, a => [G("U", [a[0], a[1], a[2]], 0)]);
        q.Define("p", 1, a => [G("U", [0, 0, a[0]], 0)]);
        q.Define("x", 1, _ => [G("u3", [Pi, 0, Pi], 0)]);
        q.Define("y", 1, _ => [G("u3", [Pi, Pi / 2, Pi / 2], 0)]);
        q.Define("z", 1, _ => [G("u1", [Pi], 0)]);
        q.Define("h", 1, _ => [G("u2", [0, Pi], 0)]);
        q.Define("s", 1, _ => [G("u1", [Pi / 2], 0)]);
        q.Define("sdg", 1, _ => [G("u1", [-Pi / 2], 0)]);
        q.Define("t", 1, _ => [G("u1", [Pi / 4], 0)]);
        q.Define("tdg", 1, _ => [G("u1", [-Pi / 4], 0)]);
        q.Define("rx", 1, a => [G("u3", [a[0], -Pi / 2, Pi / 2], 0)]);
        q.Define("ry", 1, a => [G("u3", [a[0], 0, 0], 0)]);
        q.Define("rz", 1, a => [G("u1", [a[0]], 0)]);
        q.Define("sx", 1, _ => [G("sdg", 0), G("h", 0), G("sdg", 0)]);
        q.Define("sxdg", 1, _ => [G("s", 0), G("h", 0), G("s", 0)]);
    }

    private static void TwoQubits(LiteralGates q)
    {
        q.Define("cz", 2, _ => [G("h", 1), G("cx", 0, 1), G("h", 1)]);
        q.Define("cy", 2, _ => [G("sdg", 1), G("cx", 0, 1), G("s", 1)]);
        q.Define("swap", 2, _ => [G("cx", 0, 1), G("cx", 1, 0), G("cx", 0, 1)]);
        q.Define("ch", 2, _ =>
        [
            G("h", 1), G("sdg", 1), G("cx", 0, 1), G("h", 1), G("t", 1), G("cx", 0, 1),
            G("t", 1), G("h", 1), G("s", 1), G("x", 1), G("s", 0),
        ]);
        q.Define("csx", 2, _ => [G("h", 1), G("cu1", [Pi / 2], 0, 1), G("h", 1)]);
    }

    private static void RotationsOnTwo(LiteralGates q)
    {
        q.Define("crx", 2, a =>
        [
            G("u1", [Pi / 2], 1), G("cx", 0, 1), G("u3", [-a[0] / 2, 0, 0], 1), G("cx", 0, 1), G("u3", [a[0] / 2, -Pi / 2, 0], 1),
        ]);
        q.Define("cry", 2, a => [G("u3", [a[0] / 2, 0, 0], 1), G("cx", 0, 1), G("u3", [-a[0] / 2, 0, 0], 1), G("cx", 0, 1)]);
        q.Define("crz", 2, a => [G("u1", [a[0] / 2], 1), G("cx", 0, 1), G("u1", [-a[0] / 2], 1), G("cx", 0, 1)]);
        q.Define("cu1", 2, a =>
            [G("u1", [a[0] / 2], 0), G("cx", 0, 1), G("u1", [-a[0] / 2], 1), G("cx", 0, 1), G("u1", [a[0] / 2], 1)]);
        q.Define("cp", 2, a =>
            [G("p", [a[0] / 2], 0), G("cx", 0, 1), G("p", [-a[0] / 2], 1), G("cx", 0, 1), G("p", [a[0] / 2], 1)]);
        q.Define("cu3", 2, a =>
        [
            G("u1", [(a[2] + a[1]) / 2], 0), G("u1", [(a[2] - a[1]) / 2], 1), G("cx", 0, 1),
            G("u3", [-a[0] / 2, 0, -(a[1] + a[2]) / 2], 1), G("cx", 0, 1), G("u3", [a[0] / 2, a[1], 0], 1),
        ]);
        q.Define("cu", 2, a =>
        [
            G("p", [a[3]], 0), G("p", [(a[2] + a[1]) / 2], 0), G("p", [(a[2] - a[1]) / 2], 1), G("cx", 0, 1),
            G("u", [-a[0] / 2, 0, -(a[1] + a[2]) / 2], 1), G("cx", 0, 1), G("u", [a[0] / 2, a[1], 0], 1),
        ]);
        q.Define("rxx", 2, a =>
        [
            G("u3", [Pi / 2, a[0], 0], 0), G("h", 1), G("cx", 0, 1), G("u1", [-a[0]], 1),
            G("cx", 0, 1), G("h", 1), G("u2", [-Pi, Pi - a[0]], 0),
        ]);
        q.Define("rzz", 2, a => [G("cx", 0, 1), G("u1", [a[0]], 1), G("cx", 0, 1)]);
    }

    private static void MoreQubits(LiteralGates q)
    {
        q.Define("ccx", 3, _ =>
        [
            G("h", 2), G("cx", 1, 2), G("tdg", 2), G("cx", 0, 2), G("t", 2), G("cx", 1, 2), G("tdg", 2), G("cx", 0, 2),
            G("t", 1), G("t", 2), G("h", 2), G("cx", 0, 1), G("t", 0), G("tdg", 1), G("cx", 0, 1),
        ]);
        q.Define("cswap", 3, _ => [G("cx", 2, 1), G("ccx", 0, 1, 2), G("cx", 2, 1)]);
        q.Define("rccx", 3, _ =>
        [
            G("u2", [0, Pi], 2), G("u1", [Pi / 4], 2), G("cx", 1, 2), G("u1", [-Pi / 4], 2), G("cx", 0, 2),
            G("u1", [Pi / 4], 2), G("cx", 1, 2), G("u1", [-Pi / 4], 2), G("u2", [0, Pi], 2),
        ]);
        q.Define("rc3x", 4, _ =>
        [
            G("u2", [0, Pi], 3), G("u1", [Pi / 4], 3), G("cx", 2, 3), G("u1", [-Pi / 4], 3), G("u2", [0, Pi], 3),
            G("cx", 0, 3), G("u1", [Pi / 4], 3), G("cx", 1, 3), G("u1", [-Pi / 4], 3),
            G("cx", 0, 3), G("u1", [Pi / 4], 3), G("cx", 1, 3), G("u1", [-Pi / 4], 3),
            G("u2", [0, Pi], 3), G("u1", [Pi / 4], 3), G("cx", 2, 3), G("u1", [-Pi / 4], 3), G("u2", [0, Pi], 3),
        ]);
        q.Define("c3x", 4, _ => [G("h", 3), .. PhasesOfC3X(), G("h", 3)]);
        q.Define("c3sqrtx", 4, _ =>
        [
            G("h", 3), G("cu1", [Pi / 8], 0, 3), G("h", 3), G("cx", 0, 1), G("h", 3), G("cu1", [-Pi / 8], 1, 3), G("h", 3),
            G("cx", 0, 1), G("h", 3), G("cu1", [Pi / 8], 1, 3), G("h", 3), G("cx", 1, 2),
            G("h", 3), G("cu1", [-Pi / 8], 2, 3), G("h", 3), G("cx", 0, 2), G("h", 3), G("cu1", [Pi / 8], 2, 3), G("h", 3),
            G("cx", 1, 2), G("h", 3), G("cu1", [-Pi / 8], 2, 3), G("h", 3), G("cx", 0, 2),
            G("h", 3), G("cu1", [Pi / 8], 2, 3), G("h", 3),
        ]);
        q.Define("c4x", 5, _ =>
        [
            G("h", 4), G("cu1", [Pi / 2], 3, 4), G("h", 4), G("c3x", 0, 1, 2, 3),
            G("h", 4), G("cu1", [-Pi / 2], 3, 4), G("h", 4), G("c3x", 0, 1, 2, 3), G("c3sqrtx", 0, 1, 2, 4),
        ]);
    }

    private static IEnumerable<(string Name, double[] Angles, int[] Qubits)> PhasesOfC3X()
    {
        var (plus, minus) = ((double[])[Pi / 8], (double[])[-Pi / 8]);
        return
        [
            G("p", plus, 0), G("p", plus, 1), G("p", plus, 2), G("p", plus, 3),
            G("cx", 0, 1), G("p", minus, 1), G("cx", 0, 1),
            G("cx", 1, 2), G("p", minus, 2), G("cx", 0, 2), G("p", plus, 2), G("cx", 1, 2), G("p", minus, 2), G("cx", 0, 2),
            G("cx", 2, 3), G("p", minus, 3), G("cx", 1, 3), G("p", plus, 3),
            G("cx", 2, 3), G("p", minus, 3), G("cx", 0, 3), G("p", plus, 3),
            G("cx", 2, 3), G("p", minus, 3), G("cx", 1, 3), G("p", plus, 3), G("cx", 2, 3), G("p", minus, 3), G("cx", 0, 3),
        ];
    }

    private static LiteralGates MakeStdGates()
    {
        var i = Complex.ImaginaryOne;
        var s = new LiteralGates();
        s.gates["U"] = a => 0.5 * SlowMatrix.Rows(
            [1 + E(a[0]), -i * E(a[2]) * (1 - E(a[0]))], [i * E(a[1]) * (1 - E(a[0])), E(a[1] + a[2]) * (1 + E(a[0]))]);
        s.gates["gphase"] = a => SlowMatrix.Rows([E(a[0])]);
        s.gates["p"] = a => s.Matrix("gphase", a[0]).Controlled();
        s.Define("x", 1, _ => [G("U", [Pi, 0, Pi], 0), G("gphase", [-Pi / 2])]);
        s.Define("y", 1, _ => [G("U", [Pi, Pi / 2, Pi / 2], 0), G("gphase", [-Pi / 2])]);
        s.Define("z", 1, _ => [G("p", [Pi], 0)]);
        s.Define("h", 1, _ => [G("U", [Pi / 2, 0, Pi], 0), G("gphase", [-Pi / 4])]);
        s.Define("rx", 1, a => [G("U", [a[0], -Pi / 2, Pi / 2], 0), G("gphase", [-a[0] / 2])]);
        s.Define("ry", 1, a => [G("U", [a[0], 0, 0], 0), G("gphase", [-a[0] / 2])]);
        s.Define("rz", 1, a => [G("gphase", [-a[0] / 2]), G("U", [0, 0, a[0]], 0)]);
        Roots(s);
        Controlled(s);
        s.Define("phase", 1, a => [G("U", [0, 0, a[0]], 0)]);
        s.Define("id", 1, _ => [G("U", [0, 0, 0], 0)]);
        s.Define("u1", 1, a => [G("U", [0, 0, a[0]], 0)]);
        s.Define("u2", 1, a => [G("gphase", [-(a[0] + a[1] + (Pi / 2)) / 2]), G("U", [Pi / 2, a[0], a[1]], 0)]);
        s.Define("u3", 1, a => [G("gphase", [-(a[0] + a[1] + a[2]) / 2]), G("U", [a[0], a[1], a[2]], 0)]);
        return s;
    }

    /// <summary>The powers of one half, as the standard library's page maps basis states.</summary>
    private static void Roots(LiteralGates s)
    {
        s.gates["s"] = _ => SlowMatrix.Rows([1, 0], [0, Complex.ImaginaryOne]);
        s.gates["sdg"] = _ => SlowMatrix.Rows([1, 0], [0, -Complex.ImaginaryOne]);
        s.gates["t"] = _ => SlowMatrix.Rows([1, 0], [0, E(Pi / 4)]);
        s.gates["tdg"] = _ => SlowMatrix.Rows([1, 0], [0, E(-Pi / 4)]);
        s.gates["sx"] = _ => Math.Sqrt(0.5) * SlowMatrix.Rows([E(Pi / 4), E(-Pi / 4)], [E(-Pi / 4), E(Pi / 4)]);
    }

    private static void Controlled(LiteralGates s)
    {
        foreach (var name in (string[])["x", "y", "z", "p", "rx", "ry", "rz", "h"])
        {
            s.gates["c" + name] = a => s.Matrix(name, a).Controlled();
        }

        s.gates["CX"] = _ => s.Matrix("U", Pi, 0, Pi).Controlled();
        s.gates["cphase"] = a => s.Matrix("phase", a).Controlled();
        s.Define("swap", 2, _ => [G("cx", 0, 1), G("cx", 1, 0), G("cx", 0, 1)]);
        s.gates["ccx"] = _ => s.Matrix("x").Controlled().Controlled();
        s.gates["cswap"] = _ => s.Matrix("swap").Controlled();
        s.gates["controlled U"] = a => s.Matrix("U", a).Controlled();
        s.Define("cu", 2, a => [G("p", [a[3] - (a[0] / 2)], 0), G("controlled U", [a[0], a[1], a[2]], 0, 1)]);
    }
}
