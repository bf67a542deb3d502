using System.Collections.Immutable;
using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// What a Clifford gate U does to Pauli matrices: U·Xᵢ·U† and U·Zᵢ·U† for each of its qubits. It fixes the gate up to a global
/// phase.
/// (Aaronson and Gottesman, arXiv:quant-ph/0406196.)
/// </summary>
/// <param name="X">The image of X on qubit 0, 1, ….</param>
/// <param name="Z">The image of Z on qubit 0, 1, ….</param>
public sealed record CliffordTableau(ImmutableArray<PauliString> X, ImmutableArray<PauliString> Z)
{
    private const double Tolerance = 1e-9;

    public int QubitCount => X.Length;

    /// <summary>Reads the images of X₀, X₁, …, Z₀, Z₁, … , separated by blanks: <c>XX XI IZ ZZ</c> is cx.</summary>
    public static CliffordTableau Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var images = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PauliString.Parse).ToImmutableArray();
        var count = images.Length / 2;
        if (images.Length % 2 != 0 || images.Any(image => image.QubitCount != count))
        {
            throw new FormatException($"'{text}' is no tableau: of n qubits it has 2n Pauli strings of n letters.");
        }

        return new(images[..count], images[count..]);
    }

    /// <summary>The tableau of a matrix, or null if it is none of a Clifford gate (to 1e-9).</summary>
    public static CliffordTableau? Of(Unitary unitary)
    {
        ArgumentNullException.ThrowIfNull(unitary);
        var x = new PauliString[unitary.QubitCount];
        var z = new PauliString[unitary.QubitCount];
        for (var qubit = 0; qubit < unitary.QubitCount; qubit++)
        {
            if (Image(unitary, new(unitary.QubitCount, 1UL << qubit, 0)) is not { } ofX) return null;
            if (Image(unitary, new(unitary.QubitCount, 0, 1UL << qubit)) is not { } ofZ) return null;
            (x[qubit], z[qubit]) = (ofX, ofZ);
        }

        return new([.. x], [.. z]);
    }

    public bool Equals(CliffordTableau? other) => other is not null && X.SequenceEqual(other.X) && Z.SequenceEqual(other.Z);

    public override int GetHashCode() => Z.Aggregate(X.Aggregate(QubitCount, HashCode.Combine), HashCode.Combine);

    public override string ToString() => string.Join(' ', X.Concat(Z));

    /// <summary>U·P·U†, if that is a signed Pauli string too.</summary>
    private static PauliString? Image(Unitary unitary, PauliString pauli)
    {
        var image = new Unitary(unitary.QubitCount, (row, column) => Conjugated(unitary, pauli, row, column));
        var flips = Enumerable.Range(0, image.Size).MaxBy(row => image[row, 0].Magnitude);
        ulong z = 0;
        for (var qubit = 0; qubit < unitary.QubitCount; qubit++)
        {
            var ratio = image[flips ^ (1 << qubit), 1 << qubit] / image[flips, 0];
            if (ratio.Real < 0) z |= 1UL << qubit;
        }

        var found = new PauliString(unitary.QubitCount, (ulong)flips, z);
        if ((image[flips, 0] / found.ElementInColumn(0)).Real < 0) found = found with { IsNegative = true };
        return Matches(image, found) ? found : null;
    }

    private static Complex Conjugated(Unitary unitary, PauliString pauli, int row, int column)
    {
        var sum = Complex.Zero;
        for (var k = 0; k < unitary.Size; k++)
        {
            sum += unitary[row, k ^ (int)pauli.X] * pauli.ElementInColumn(k) * Complex.Conjugate(unitary[column, k]);
        }

        return sum;
    }

    private static bool Matches(Unitary image, PauliString pauli)
    {
        for (var row = 0; row < image.Size; row++)
        {
            for (var column = 0; column < image.Size; column++)
            {
                var expected = (row ^ (int)pauli.X) == column ? pauli.ElementInColumn(column) : Complex.Zero;
                if ((image[row, column] - expected).Magnitude > Tolerance) return false;
            }
        }

        return true;
    }
}
