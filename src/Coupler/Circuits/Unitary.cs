using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// A small unitary matrix, row-major. Bit i of a row or column index is the i-th qubit of the gate's argument list: for
/// <c>cx control, target</c> index 1 means control 1 and target 0.
/// </summary>
public sealed class Unitary
{
    // Each squaring doubles the rounding error; beyond this the logarithm is as good and never slower.
    private const double LargestPowerByProducts = 1 << 10;
    private readonly Complex[] elements;

    /// <param name="elements">2ⁿ × 2ⁿ numbers, row after row; taken, not copied.</param>
    /// <exception cref="ArgumentException">The number of elements is no 4ⁿ.</exception>
    public Unitary(params Complex[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        QubitCount = BitOperations.Log2((uint)elements.Length) / 2;
        if (elements.Length != 1 << (2 * QubitCount))
        {
            throw new ArgumentException($"A gate's matrix has 1, 4, 16, 64 … elements, not {elements.Length}.", nameof(elements));
        }

        this.elements = elements;
    }

    /// <param name="element">The element in a row (first argument) and a column (second).</param>
    public Unitary(int qubitCount, Func<int, int, Complex> element)
    {
        ArgumentNullException.ThrowIfNull(element);
        QubitCount = qubitCount;
        elements = new Complex[1 << (2 * qubitCount)];
        for (var i = 0; i < elements.Length; i++) elements[i] = element(i >> qubitCount, i & (Size - 1));
    }

    public int QubitCount { get; }

    /// <summary>Rows, and columns: 2 to the number of qubits.</summary>
    public int Size => 1 << QubitCount;

    public Complex this[int row, int column] => elements[(row << QubitCount) | column];

    /// <summary>The elements, row after row.</summary>
    public ReadOnlySpan<Complex> Elements => elements;

    public static Unitary Identity(int qubitCount) => new(qubitCount, (row, column) => row == column ? 1 : 0);

    public static Unitary Diagonal(params Complex[] diagonal)
    {
        ArgumentNullException.ThrowIfNull(diagonal);
        return new(BitOperations.Log2((uint)diagonal.Length), (row, column) => row == column ? diagonal[row] : 0);
    }

    /// <summary>The matrix product: the right factor acts first.</summary>
    public static Unitary operator *(Unitary left, Unitary right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.QubitCount, right.QubitCount, nameof(right));
        return new(left.QubitCount, (row, column) =>
        {
            var sum = Complex.Zero;
            for (var k = 0; k < left.Size; k++) sum += left[row, k] * right[k, column];
            return sum;
        });
    }

    public static Unitary operator *(Complex factor, Unitary unitary)
    {
        ArgumentNullException.ThrowIfNull(unitary);
        return new(Array.ConvertAll(unitary.elements, element => factor * element));
    }

    /// <summary>The inverse: transposed and conjugated.</summary>
    public Unitary Adjoint() => new(QubitCount, (row, column) => Complex.Conjugate(this[column, row]));

    /// <summary>
    /// The matrix where all of <paramref name="controlCount"/> new first qubits are 1, and the identity elsewhere.
    /// </summary>
    public Unitary Controlled(int controlCount = 1)
    {
        var active = (1 << controlCount) - 1;
        return new(QubitCount + controlCount, (row, column) =>
            (row & column & active) == active ? this[row >> controlCount, column >> controlCount] : row == column ? 1 : 0);
    }

    /// <summary>
    /// The power by the principal logarithm: eigenphases in (−π, π] times the exponent, so that the root of x is sx. Whole
    /// exponents
    /// are products, and their result does not depend on a branch.
    /// </summary>
    public Unitary Power(double exponent)
    {
        if (double.IsInteger(exponent) && Math.Abs(exponent) <= LargestPowerByProducts)
        {
            var factor = exponent < 0 ? Adjoint() : this;
            var product = Identity(QubitCount);
            for (var left = (int)Math.Abs(exponent); left > 0; left >>= 1)
            {
                if ((left & 1) != 0) product = factor * product;
                factor *= factor;
            }

            return product;
        }

        return PrincipalPower.Of(this, exponent);
    }

    /// <summary>exp(i · <paramref name="radians"/>).</summary>
    internal static Complex Phase(double radians) => Complex.FromPolarCoordinates(1, radians);
}
