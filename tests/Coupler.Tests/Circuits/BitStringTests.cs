using System.Numerics;
using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.Circuits;

/// <summary>Against strings of 0 and 1, which is what a bit string is.</summary>
public class BitStringTests
{
    private static readonly Gen<string> Texts =
        Gen.Frequency((1, Gen.Int[0, 5]), (2, Gen.Int[60, 70]), (2, Gen.Int[0, 300])).SelectMany(length =>
            Gen.Frequency((3, Gen.Char["01"]), (1, Gen.Const('0'))).Array[length].Select(letters => new string(letters)));

    [Fact]
    public void What_is_parsed_is_written_again() => Texts.Sample(text =>
    {
        var bits = BitString.Parse(text);
        Assert.Equal(text, bits.ToString());
        Assert.Equal(text.Length, bits.Length);
        Assert.Equal(text.Count(letter => letter == '1'), bits.PopCount());
    });

    [Fact]
    public void Bit_0_is_the_rightmost_character() => Texts.Where(text => text.Length > 0).Sample(text =>
    {
        var bits = BitString.Parse(text);
        for (var i = 0; i < text.Length; i++) Assert.Equal(text[text.Length - 1 - i] == '1', bits[i]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bits[text.Length]);
        Assert.Throws<ArgumentOutOfRangeException>(() => bits[-1]);
    });

    [Fact]
    public void A_slice_is_a_substring_counted_from_the_right() =>
        Gen.Select(Texts, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((text, a, b) =>
        {
            var offset = a % (text.Length + 1);
            var length = b % (text.Length - offset + 1);
            var expected = text.Substring(text.Length - offset - length, length);
            var slice = BitString.Parse(text).Slice(offset, length);
            Assert.Equal(expected, slice.ToString());
            Assert.Equal(BitString.Parse(expected), slice);
            Assert.Throws<ArgumentOutOfRangeException>(() => BitString.Parse(text).Slice(offset, text.Length - offset + 1));
        });

    [Theory]
    [InlineData(int.MaxValue, 1)]
    [InlineData(1, int.MaxValue)]
    [InlineData(4, 0)]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    public void A_slice_outside_is_refused(int offset, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BitString.Parse("101").Slice(offset, length));

    [Fact]
    public void The_order_is_that_of_the_numbers_and_then_of_the_lengths() => Gen.Select(Texts, Texts).Sample((left, right) =>
    {
        var expected = Number(left).CompareTo(Number(right)) is not 0 and var order ? order : left.Length.CompareTo(right.Length);
        var (a, b) = (BitString.Parse(left), BitString.Parse(right));
        Assert.Equal(Math.Sign(expected), Math.Sign(a.CompareTo(b)));
        Assert.Equal((expected < 0, expected <= 0, expected > 0, expected >= 0), (a < b, a <= b, a > b, a >= b));
        Assert.Equal(left == right, a == b);
        if (left == right) Assert.Equal(a.GetHashCode(), b.GetHashCode());
    });

    [Fact]
    public void The_number_is_the_one_that_the_characters_form() => Texts.Sample(text =>
    {
        var bits = BitString.Parse(text);
        Assert.Equal(Number(text), bits.ToBigInteger());
        if (Number(text) <= ulong.MaxValue) Assert.Equal((ulong)Number(text), bits.ToUInt64());
        else Assert.Throws<OverflowException>(() => bits.ToUInt64());
    });

    [Fact]
    public void Every_way_to_make_one_gives_the_same() => Texts.Sample(text =>
    {
        var expected = BitString.Parse(text);
        Assert.Equal(expected, BitString.FromBits([.. text.Reverse().Select(letter => letter == '1')]));
        var words = text.Reverse().Chunk(64).Select(chunk =>
            chunk.Select((letter, i) => letter == '1' ? 1UL << i : 0).Aggregate(0UL, (a, b) => a | b));
        Assert.Equal(expected, new BitString([.. words, ulong.MaxValue], text.Length));
        if (text.Length <= 64) Assert.Equal(expected, new BitString((ulong)Number(text), text.Length));
    });

    [Fact]
    public void Bits_beyond_the_length_do_not_count() =>
        Assert.Equal(BitString.Parse("101"), new BitString([0b11101UL], 3));

    [Fact]
    public void A_value_that_does_not_fit_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BitString(8, 3));

    [Theory]
    [InlineData("2")]
    [InlineData("0b1")]
    [InlineData("10 1")]
    [InlineData("1٠")]
    public void Other_characters_are_refused(string text)
    {
        Assert.False(BitString.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => BitString.Parse(text));
    }

    private static BigInteger Number(string text) =>
        text.Aggregate(BigInteger.Zero, (number, letter) => (2 * number) + (letter - '0'));
}
