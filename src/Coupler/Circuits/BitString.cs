using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Coupler.Circuits;

/// <summary>
/// Measured bits, of any length. This type alone decides the order: the <b>rightmost</b> character is qubit 0, or bit 0 of
/// a register, as in a binary number. Compared as unsigned numbers; of two equal numbers the shorter is less.
/// </summary>
public readonly struct BitString : IEquatable<BitString>, IComparable<BitString>, ISpanParsable<BitString>
{
    private const int WordBits = 64;
    private readonly ulong low;
    private readonly ulong[]? words;

    /// <param name="value">Bit i of the number is bit i of the string.</param>
    /// <param name="length">0 to 64.</param>
    public BitString(ulong value, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, WordBits);
        if (length < WordBits && value >> length != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The value does not fit into {length} bits.");
        }

        low = value;
        Length = length;
    }

    /// <param name="words">Bit i is bit i mod 64 of word i / 64. Copied; bits beyond the length are dropped.</param>
    public BitString(ReadOnlySpan<ulong> words, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var count = (length + WordBits - 1) / WordBits;
        ArgumentOutOfRangeException.ThrowIfLessThan(words.Length, count, nameof(words));
        Length = length;
        var top = length % WordBits == 0 ? ulong.MaxValue : (1UL << (length % WordBits)) - 1;
        if (count == 1) low = words[0] & top;
        if (count <= 1) return;
        this.words = words[..count].ToArray();
        this.words[^1] &= top;
    }

    public int Length { get; }

    /// <summary>Bit 0 is the rightmost character.</summary>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return (Words(index / WordBits) >> (index % WordBits) & 1) != 0;
        }
    }

    public static BitString FromBits(ReadOnlySpan<bool> bits)
    {
        var words = new ulong[(bits.Length + WordBits - 1) / WordBits];
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i]) words[i / WordBits] |= 1UL << (i % WordBits);
        }

        return new BitString(words, bits.Length);
    }

    /// <summary>
    /// The bits <paramref name="offset"/> … <paramref name="offset"/> + <paramref name="length"/> − 1 as a string of their own.
    /// </summary>
    public BitString Slice(int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        var slice = new ulong[(length + WordBits - 1) / WordBits];
        for (var i = 0; i < slice.Length; i++)
        {
            var from = offset + (i * WordBits);
            var shift = from % WordBits;
            slice[i] = Words(from / WordBits) >> shift;
            if (shift != 0) slice[i] |= Words((from / WordBits) + 1) << (WordBits - shift);
        }

        return new BitString(slice, length);
    }

    /// <summary>The number that the bits form.</summary>
    /// <exception cref="OverflowException">More than 64 bits, and one beyond them is set.</exception>
    public ulong ToUInt64() => words is null || words.AsSpan(1).IndexOfAnyExcept(0UL) < 0
        ? Words(0)
        : throw new OverflowException($"The bits {this} do not fit into 64; use ToBigInteger().");

    public BigInteger ToBigInteger()
    {
        var value = BigInteger.Zero;
        for (var i = WordCount - 1; i >= 0; i--) value = (value << WordBits) | Words(i);
        return value;
    }

    /// <summary>How many bits are 1.</summary>
    public int PopCount()
    {
        var count = 0;
        for (var i = 0; i < WordCount; i++) count += BitOperations.PopCount(Words(i));
        return count;
    }

    public static BitString Parse(string text) => Parse(text.AsSpan(), null);

    public static BitString Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <exception cref="FormatException">A character is neither 0 nor 1.</exception>
    public static BitString Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TryParse(s, provider, out var result)
        ? result
        : throw new FormatException($"'{s}' is not a bit string: it has characters other than 0 and 1.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BitString result) =>
        TryParse(s.AsSpan(), provider, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out BitString result)
    {
        result = default;
        if (s.ContainsAnyExcept('0', '1')) return false;
        var words = new ulong[(s.Length + WordBits - 1) / WordBits];
        for (var i = 0; i < s.Length; i++)
        {
            if (s[^(i + 1)] == '1') words[i / WordBits] |= 1UL << (i % WordBits);
        }

        result = new BitString(words, s.Length);
        return true;
    }

    public static bool operator ==(BitString left, BitString right) => left.Equals(right);

    public static bool operator !=(BitString left, BitString right) => !left.Equals(right);

    public static bool operator <(BitString left, BitString right) => left.CompareTo(right) < 0;

    public static bool operator <=(BitString left, BitString right) => left.CompareTo(right) <= 0;

    public static bool operator >(BitString left, BitString right) => left.CompareTo(right) > 0;

    public static bool operator >=(BitString left, BitString right) => left.CompareTo(right) >= 0;

    public bool Equals(BitString other) =>
        Length == other.Length && low == other.low && words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => obj is BitString other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Length);
        for (var i = 0; i < WordCount; i++) hash.Add(Words(i));
        return hash.ToHashCode();
    }

    public int CompareTo(BitString other)
    {
        for (var i = Math.Max(WordCount, other.WordCount) - 1; i >= 0; i--)
        {
            var order = Words(i).CompareTo(other.Words(i));
            if (order != 0) return order;
        }

        return Length.CompareTo(other.Length);
    }

    /// <summary>The characters, bit 0 rightmost.</summary>
    public override string ToString() => string.Create(Length, this, static (text, bits) =>
    {
        for (var i = 0; i < text.Length; i++) text[^(i + 1)] = bits[i] ? '1' : '0';
    });

    private int WordCount => words?.Length ?? (Length == 0 ? 0 : 1);

    private ulong Words(int index) => words is null ? (index == 0 ? low : 0) : index < words.Length ? words[index] : 0;
}
