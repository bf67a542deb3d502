using System.Numerics;
using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

/// <summary>
/// Matrices for tests, by definition and without any cleverness. It shares nothing with <see cref="Unitary"/> but the order of
/// indices: bit i of an index is qubit i.
/// </summary>
internal sealed record SlowMatrix(Complex[,] Elements)
{
    public int Size => Elements.GetLength(0);

    public static SlowMatrix Identity(int size) => Of(size, (row, column) => row == column ? 1 : 0);

    public static SlowMatrix Of(int size, Func<int, int, Complex> element)
    {
        var elements = new Complex[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++) elements[row, column] = element(row, column);
        }

        return new(elements);
    }

    public static SlowMatrix Of(Unitary unitary) => Of(unitary.Size, (row, column) => unitary[row, column]);

    /// <summary>Rows as they are printed in a book.</summary>
    public static SlowMatrix Rows(params Complex[][] rows) => Of(rows.Length, (row, column) => rows[row][column]);

    public static SlowMatrix operator *(SlowMatrix left, SlowMatrix right) => Of(left.Size, (row, column) =>
        Enumerable.Range(0, left.Size).Aggregate(Complex.Zero, (sum, k) =>
            sum + (left.Elements[row, k] * right.Elements[k, column])));

    public static SlowMatrix operator *(Complex factor, SlowMatrix matrix) =>
        Of(matrix.Size, (row, column) => factor * matrix.Elements[row, column]);

    public static SlowMatrix operator +(SlowMatrix left, SlowMatrix right) =>
        Of(left.Size, (row, column) => left.Elements[row, column] + right.Elements[row, column]);

    /// <summary>The Kronecker product: the right factor has the lower qubits.</summary>
    public static SlowMatrix operator &(SlowMatrix high, SlowMatrix low) => Of(high.Size * low.Size, (row, column) =>
        high.Elements[row / low.Size, column / low.Size] * low.Elements[row % low.Size, column % low.Size]);

    public SlowMatrix Adjoint() => Of(Size, (row, column) => Complex.Conjugate(Elements[column, row]));

    /// <summary>Block matrix: identity where the new first qubit is 0, this where it is 1.</summary>
    public SlowMatrix Controlled() =>
        (Identity(Size) & Rows([1, 0], [0, 0])) + (this & Rows([0, 0], [0, 1]));

    /// <summary>
    /// This matrix on the given qubits of <paramref name="qubitCount"/>, the first qubit being bit 0 of its index.
    /// </summary>
    public SlowMatrix On(int qubitCount, params IReadOnlyList<int> qubits) => Of(1 << qubitCount, (row, column) =>
    {
        var others = Enumerable.Range(0, qubitCount).Except(qubits);
        var isBeside = others.Any(qubit => Bit(row, qubit) != Bit(column, qubit));
        return isBeside ? 0 : Elements[Gather(row, qubits), Gather(column, qubits)];
    });

    /// <summary>exp(i angle matrix) of a matrix that is its own inverse.</summary>
    public static SlowMatrix Exponential(double angle, SlowMatrix involution) =>
        ((Complex)Math.Cos(angle) * Identity(involution.Size)) + (new Complex(0, Math.Sin(angle)) * involution);

    public double DistanceTo(SlowMatrix other)
    {
        Assert.Equal(Size, other.Size);
        return (this + (-Complex.One * other)).Elements.Cast<Complex>().Max(element => element.Magnitude);
    }

    public static void AssertEqual(SlowMatrix expected, SlowMatrix actual, string what = "") =>
        Assert.True(expected.DistanceTo(actual) < 1e-12, $"{what} differs by {expected.DistanceTo(actual):E2}");

    private static int Bit(int index, int qubit) => (index >> qubit) & 1;

    private static int Gather(int index, IReadOnlyList<int> qubits) =>
        Enumerable.Range(0, qubits.Count).Sum(i => Bit(index, qubits[i]) << i);
}
