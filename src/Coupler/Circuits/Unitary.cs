using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// A small unitary matrix, row-major. Bit i of a row or column index is the i-th qubit of the gate's argument list: for
/// <c>cx control, target</c> index 1 means control 1 and target 0.
/// </summary>
public sealed class Unitary
{
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

    public int QubitCount { get; }

    /// <summary>Rows, and columns: 2 to the number of qubits.</summary>
    public int Size => 1 << QubitCount;

    public Complex this[int row, int column] => elements[(row << QubitCount) | column];

    /// <summary>The elements, row after row.</summary>
    public ReadOnlySpan<Complex> Elements => elements;
}
