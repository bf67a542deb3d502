using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// A signed product of Pauli matrices on up to 64 qubits. Bit i of a mask is qubit i; a qubit in both masks has Y (not X·Z, which
/// differs by i), so that the product is Hermitian. Written with qubit 0 rightmost: <c>-XIZ</c> has Z on qubit 0.
/// </summary>
public readonly record struct PauliString(int QubitCount, ulong X, ulong Z, bool IsNegative = false)
{
    /// <exception cref="FormatException">The text is not an optional sign followed by I, X, Y and Z.</exception>
    public static PauliString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var negative = text.StartsWith('-');
        var paulis = negative || text.StartsWith('+') ? text.AsSpan(1) : text;
        if (paulis.Length > 64 || paulis.ContainsAnyExcept("IXYZ"))
        {
            throw new FormatException($"'{text}' is no Pauli string: an optional sign and up to 64 letters I, X, Y, Z.");
        }

        ulong x = 0, z = 0;
        for (var qubit = 0; qubit < paulis.Length; qubit++)
        {
            var letter = paulis[^(qubit + 1)];
            if (letter is 'X' or 'Y') x |= 1UL << qubit;
            if (letter is 'Z' or 'Y') z |= 1UL << qubit;
        }

        return new(paulis.Length, x, z, negative);
    }

    /// <summary>
    /// The one element that column <paramref name="column"/> of the matrix has: the row is the column with the bits of
    /// <see cref="X"/> flipped.
    /// </summary>
    public Complex ElementInColumn(int column)
    {
        var power = (IsNegative ? 2 : 0) + BitOperations.PopCount(X & Z) + (2 * BitOperations.PopCount(Z & (ulong)column));
        return (power & 3) switch
        {
            0 => Complex.One,
            1 => Complex.ImaginaryOne,
            2 => -Complex.One,
            _ => -Complex.ImaginaryOne,
        };
    }

    public override string ToString()
    {
        var (x, z) = (X, Z);
        return (IsNegative ? "-" : "+") + string.Create(QubitCount, (x, z), static (text, masks) =>
        {
            for (var qubit = 0; qubit < text.Length; qubit++)
            {
                text[^(qubit + 1)] = "IXZY"[(int)((masks.x >> qubit) & 1) | (int)((masks.z >> qubit << 1) & 2)];
            }
        });
    }
}
