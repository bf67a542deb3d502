using System.Numerics;

namespace Coupler.Tests.Reference;

/// <summary>
/// The matrices of qelib1, written out by hand; nothing here comes from the library. Sources: U and CX from A. Cross et al.,
/// "Open Quantum Assembly Language", arXiv:1707.03429; the gates built of them from the definitions of the qelib1.inc that
/// Qiskit ships, which <see cref="ReferenceGatesTests"/> multiplies out and compares. A phase of the whole matrix is free,
/// because OpenQASM 2 cannot control a gate: u3 has the phase of u2 and u1, rz is diag(1, e^iφ) as it is there.
/// The first argument is the most significant bit of a row's or column's index, as in both sources.
/// </summary>
internal static class ReferenceGates
{
    private static readonly Complex I = Complex.ImaginaryOne;
    private static readonly double Half = 1 / Math.Sqrt(2);

    private static readonly Complex[,] Identity = { { 1, 0 }, { 0, 1 } };
    private static readonly Complex[,] X = { { 0, 1 }, { 1, 0 } };
    private static readonly Complex[,] Y = { { 0, -I }, { I, 0 } };
    private static readonly Complex[,] Z = { { 1, 0 }, { 0, -1 } };
    private static readonly Complex[,] H = { { Half, Half }, { Half, -Half } };
    private static readonly Complex[,] SX = { { 0.5 + 0.5 * I, 0.5 - 0.5 * I }, { 0.5 - 0.5 * I, 0.5 + 0.5 * I } };
    private static readonly Complex[,] SXdg = { { 0.5 - 0.5 * I, 0.5 + 0.5 * I }, { 0.5 + 0.5 * I, 0.5 - 0.5 * I } };
    private static readonly Complex[,] Swap = { { 1, 0, 0, 0 }, { 0, 0, 1, 0 }, { 0, 1, 0, 0 }, { 0, 0, 0, 1 } };

    /// <summary>The gates with the number of angles they take.</summary>
    private static readonly Dictionary<string, (int Angles, Func<double[], Complex[,]> Matrix)> Table = new()
    {
        // The two gates that the language itself has. In the paper U has determinant 1; here it has the phase of u3.
        ["U"] = (3, a => U3(a[0], a[1], a[2])),
        ["CX"] = (0, _ => Controlled(X)),

        ["id"] = (0, _ => Identity),
        ["u0"] = (1, _ => Identity),
        ["x"] = (0, _ => X),
        ["y"] = (0, _ => Y),
        ["z"] = (0, _ => Z),
        ["h"] = (0, _ => H),
        ["s"] = (0, _ => Phase(Math.PI / 2)),
        ["sdg"] = (0, _ => Phase(-Math.PI / 2)),
        ["t"] = (0, _ => Phase(Math.PI / 4)),
        ["tdg"] = (0, _ => Phase(-Math.PI / 4)),
        ["sx"] = (0, _ => SX),
        ["sxdg"] = (0, _ => SXdg),
        ["u1"] = (1, a => Phase(a[0])),
        ["p"] = (1, a => Phase(a[0])),
        ["u2"] = (2, a => U3(Math.PI / 2, a[0], a[1])),
        ["u3"] = (3, a => U3(a[0], a[1], a[2])),
        ["u"] = (3, a => U3(a[0], a[1], a[2])),
        ["rx"] = (1, a => RX(a[0])),
        ["ry"] = (1, a => RY(a[0])),
        ["rz"] = (1, a => Phase(a[0])),

        ["cx"] = (0, _ => Controlled(X)),
        ["cy"] = (0, _ => Controlled(Y)),
        ["cz"] = (0, _ => Controlled(Z)),
        ["ch"] = (0, _ => Controlled(H)),
        ["csx"] = (0, _ => Controlled(SX)),
        ["swap"] = (0, _ => Swap),
        ["crx"] = (1, a => Controlled(RX(a[0]))),
        ["cry"] = (1, a => Controlled(RY(a[0]))),
        // Controlled, the phase that rz lacks is seen: crz is I ⊕ diag(e^-iφ/2, e^iφ/2), and cu1 is another gate.
        ["crz"] = (1, a => Controlled(RZ(a[0]))),
        ["cu1"] = (1, a => Controlled(Phase(a[0]))),
        ["cp"] = (1, a => Controlled(Phase(a[0]))),
        // cu3 begins with u1((λ+φ)/2) on the control, so that what it controls is u3 with the phase of Qiskit.
        ["cu3"] = (3, a => Controlled(U3(a[0], a[1], a[2]))),
        ["cu"] = (4, a => Controlled(Times(Unit(a[3]), U3(a[0], a[1], a[2])))),
        ["rxx"] = (1, a => RXX(a[0])),
        // cx · u1(θ) · cx: the phase e^iθ where the two bits differ.
        ["rzz"] = (1, a => Diagonal(1, Unit(a[0]), Unit(a[0]), 1)),

        ["ccx"] = (0, _ => Controlled(Controlled(X))),
        ["cswap"] = (0, _ => Controlled(Swap)),
        ["c3x"] = (0, _ => Controlled(Controlled(Controlled(X)))),
        ["c3sqrtx"] = (0, _ => Controlled(Controlled(Controlled(SX)))),
        ["c4x"] = (0, _ => Controlled(Controlled(Controlled(Controlled(X))))),
        // The Toffoli gates up to phases of D. Maslov, arXiv:1508.03273, in the variant of qelib1.
        ["rccx"] = (0, _ => Blocks(Identity, Identity, Z, Y)),
        ["rc3x"] = (0, _ => Blocks(
            Identity, Identity, Identity, Identity, Identity, Identity, Diagonal(I, -I), new Complex[,] { { 0, 1 }, { -1, 0 } })),
    };

    public static IEnumerable<string> Names => Table.Keys;

    public static bool Has(string name) => Table.ContainsKey(name);

    public static int AnglesOf(string name) => Table[name].Angles;

    public static int QubitsOf(string name) => BitOperations.Log2((uint)Matrix(name, new double[AnglesOf(name)]).GetLength(0));

    public static Complex[,] Matrix(string name, params double[] angles)
    {
        var (count, matrix) = Table[name];
        return angles.Length == count ? matrix(angles) : throw new FormatException($"{name} takes {count} angles.");
    }

    /// <summary>I ⊕ U, which the paper writes for CX: the control, put first, chooses between nothing and U.</summary>
    public static Complex[,] Controlled(Complex[,] matrix)
    {
        var size = matrix.GetLength(0);
        var result = Diagonal([.. Enumerable.Repeat(Complex.One, 2 * size)]);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++) result[size + row, size + column] = matrix[row, column];
        }

        return result;
    }

    private static Complex Unit(double angle) => Complex.FromPolarCoordinates(1, angle);

    private static Complex[,] Phase(double lambda) => new[,] { { 1, 0 }, { 0, Unit(lambda) } };

    private static Complex[,] U3(double theta, double phi, double lambda) => new[,]
    {
        { Math.Cos(theta / 2), -Unit(lambda) * Math.Sin(theta / 2) },
        { Unit(phi) * Math.Sin(theta / 2), Unit(phi + lambda) * Math.Cos(theta / 2) },
    };

    private static Complex[,] RX(double theta) => new[,]
    {
        { Math.Cos(theta / 2), -I * Math.Sin(theta / 2) },
        { -I * Math.Sin(theta / 2), Math.Cos(theta / 2) },
    };

    private static Complex[,] RY(double theta) => new Complex[,]
    {
        { Math.Cos(theta / 2), -Math.Sin(theta / 2) },
        { Math.Sin(theta / 2), Math.Cos(theta / 2) },
    };

    private static Complex[,] RZ(double phi) => new[,] { { Unit(-phi / 2), 0 }, { 0, Unit(phi / 2) } };

    /// <summary>cos(θ/2) − i·sin(θ/2)·X⊗X.</summary>
    private static Complex[,] RXX(double theta)
    {
        Complex cos = Math.Cos(theta / 2);
        var sin = -I * Math.Sin(theta / 2);
        return new[,] { { cos, 0, 0, sin }, { 0, cos, sin, 0 }, { 0, sin, cos, 0 }, { sin, 0, 0, cos } };
    }

    private static Complex[,] Diagonal(params Complex[] entries)
    {
        var result = new Complex[entries.Length, entries.Length];
        for (var i = 0; i < entries.Length; i++) result[i, i] = entries[i];
        return result;
    }

    /// <summary>2×2 blocks down the diagonal: what is done to the last qubit for each value of the others.</summary>
    private static Complex[,] Blocks(params Complex[][,] blocks)
    {
        var result = new Complex[2 * blocks.Length, 2 * blocks.Length];
        for (var i = 0; i < 4 * blocks.Length; i++)
        {
            var (block, row, column) = (i / 4, i / 2 % 2, i % 2);
            result[(2 * block) + row, (2 * block) + column] = blocks[block][row, column];
        }

        return result;
    }

    private static Complex[,] Times(Complex factor, Complex[,] matrix)
    {
        var result = (Complex[,])matrix.Clone();
        for (var i = 0; i < result.Length; i++) result[i / result.GetLength(1), i % result.GetLength(1)] *= factor;
        return result;
    }
}
