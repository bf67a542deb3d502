using Coupler.Circuits;

namespace Coupler.Local.StateVector;

/// <summary>Where each bit of a result comes from: a value that is known, or a qubit of the final state.</summary>
internal sealed class BitSources
{
    private const int WordBits = 64;

    private readonly int length;
    private readonly ulong[] known;

    /// <summary>Qubits that keep their distance to their bits move together.</summary>
    private readonly List<(ulong Qubits, int Word, int Shift)> moves = [];

    /// <param name="bits">The known values, bit 0 first; those of bits that come from a qubit are ignored.</param>
    /// <param name="qubits">For each bit the qubit, or −1 if its value is known.</param>
    public BitSources(ReadOnlySpan<bool> bits, ReadOnlySpan<int> qubits)
    {
        length = bits.Length;
        known = new ulong[(length + WordBits - 1) / WordBits];
        for (var bit = 0; bit < length; bit++)
        {
            if (qubits[bit] >= 0) Move(qubits[bit], bit);
            else if (bits[bit]) known[bit / WordBits] |= 1UL << (bit % WordBits);
        }
    }

    /// <summary>The qubits that decide about bits, as a mask.</summary>
    public ulong Qubits { get; private set; }

    /// <summary>The result for a basis state of the final state.</summary>
    public BitString Read(long basisState)
    {
        if (length <= WordBits)
        {
            var value = length == 0 ? 0 : known[0];
            foreach (var (qubits, _, shift) in moves) value |= Moved((ulong)basisState & qubits, shift);
            return new BitString(value, length);
        }

        var words = (ulong[])known.Clone();
        foreach (var (qubits, word, shift) in moves) words[word] |= Moved((ulong)basisState & qubits, shift);
        return new BitString(words, length);
    }

    private static ulong Moved(ulong bits, int shift) => shift >= 0 ? bits << shift : bits >> -shift;

    private void Move(int qubit, int bit)
    {
        Qubits |= 1UL << qubit;
        var (word, shift) = (bit / WordBits, (bit % WordBits) - qubit);
        var place = moves.FindIndex(move => move.Word == word && move.Shift == shift);
        if (place < 0) moves.Add((1UL << qubit, word, shift));
        else moves[place] = (moves[place].Qubits | (1UL << qubit), word, shift);
    }
}
