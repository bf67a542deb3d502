using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// Powers of unitary matrices by their principal logarithm: each eigenphase, taken in (−π, π], is multiplied by the exponent. An
/// eigenphase within 1e-9 of −π counts as π, so that rounding does not choose the branch.
/// </summary>
/// <remarks>
/// The Hermitian parts (U + U†)/2 and (U − U†)/2i are made diagonal together by Jacobi rotations (Cardoso and Souloumiac, SIAM J.
/// Matrix Anal. Appl. 17, 161, 1996), which needs no distance between eigenvalues. Of two matrices the best rotation of a pair
/// is that of one Hermitian matrix, a mixture of both.
/// </remarks>
internal static class PrincipalPower
{
    private const double BranchTolerance = 1e-9;
    private const double RotationTolerance = 1e-16;
    private const int MaximumSweeps = 64;

    public static Unitary Of(Unitary unitary, double exponent)
    {
        var size = unitary.Size;
        var work = new Complex[size, size];
        var vectors = new Complex[size, size];
        for (var row = 0; row < size; row++)
        {
            vectors[row, row] = 1;
            for (var column = 0; column < size; column++) work[row, column] = unitary[row, column];
        }

        for (var sweep = 0; sweep < MaximumSweeps && Sweep(work, vectors); sweep++)
        {
        }

        var powers = new Complex[size];
        for (var i = 0; i < size; i++) powers[i] = Unitary.Phase(exponent * Eigenphase(work[i, i]));
        return new(unitary.QubitCount, (row, column) =>
        {
            var sum = Complex.Zero;
            for (var k = 0; k < size; k++) sum += vectors[row, k] * powers[k] * Complex.Conjugate(vectors[column, k]);
            return sum;
        });
    }

    private static double Eigenphase(Complex eigenvalue)
    {
        var phase = eigenvalue.Phase;
        return phase < BranchTolerance - Math.PI ? phase + Math.Tau : phase;
    }

    /// <summary>Rotates every pair of rows and columns once; false if none needed it.</summary>
    private static bool Sweep(Complex[,] work, Complex[,] vectors)
    {
        var rotated = false;
        var size = work.GetLength(0);
        for (var p = 0; p < size; p++)
        {
            for (var q = p + 1; q < size; q++) rotated |= Rotate(work, vectors, p, q);
        }

        return rotated;
    }

    private static bool Rotate(Complex[,] work, Complex[,] vectors, int p, int q)
    {
        var difference = work[p, p] - work[q, q];
        var even = work[p, q] + Complex.Conjugate(work[q, p]);
        var odd = (work[p, q] - Complex.Conjugate(work[q, p])) / Complex.ImaginaryOne;
        if (even.Magnitude + odd.Magnitude < RotationTolerance) return false;

        // As vectors (difference of the diagonal, 2 Re, 2 Im of the corner), the two Hermitian parts are:
        var first = new Vector3D(difference.Real, even.Real, even.Imaginary);
        var second = new Vector3D(difference.Imaginary, odd.Real, odd.Imaginary);
        var mixture = 0.5 * Math.Atan2(2 * first.Dot(second), first.Dot(first) - second.Dot(second));
        var axis = first.Times(Math.Cos(mixture)).Plus(second.Times(Math.Sin(mixture))).Normalized();
        if (axis.X < 0) axis = axis.Times(-1);
        var cos = Math.Sqrt((1 + axis.X) / 2);
        var sin = new Complex(axis.Y, -axis.Z) / (2 * cos);
        if (sin.Magnitude < RotationTolerance) return false;
        Turn(work, p, q, cos, sin);
        Turn(vectors, p, q, cos, sin);
        TurnRows(work, p, q, cos, sin);
        return true;
    }

    private static void Turn(Complex[,] matrix, int p, int q, double cos, Complex sin)
    {
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            var (left, right) = (matrix[row, p], matrix[row, q]);
            matrix[row, p] = (cos * left) + (sin * right);
            matrix[row, q] = (cos * right) - (Complex.Conjugate(sin) * left);
        }
    }

    private static void TurnRows(Complex[,] matrix, int p, int q, double cos, Complex sin)
    {
        for (var column = 0; column < matrix.GetLength(1); column++)
        {
            var (upper, lower) = (matrix[p, column], matrix[q, column]);
            matrix[p, column] = (cos * upper) + (Complex.Conjugate(sin) * lower);
            matrix[q, column] = (cos * lower) - (sin * upper);
        }
    }

    private readonly record struct Vector3D(double X, double Y, double Z)
    {
        public double Dot(Vector3D other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

        public Vector3D Plus(Vector3D other) => new(X + other.X, Y + other.Y, Z + other.Z);

        public Vector3D Times(double factor) => new(factor * X, factor * Y, factor * Z);

        public Vector3D Normalized() => Times(1 / Math.Sqrt(Dot(this)));
    }
}
