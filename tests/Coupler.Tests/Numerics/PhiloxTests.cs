using Coupler.Local.Numerics;

namespace Coupler.Tests.Numerics;

public sealed class PhiloxTests
{
    /// <summary>The known answers for philox4x32-10 of the authors' library Random123 1.14 (file <c>kat_vectors</c>).</summary>
    [Theory]
    [InlineData(0, 0, 0, 0xE169C58D6627E8D5, 0x9B00DBD8BC57AC4C)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41C83B0E408F276D, 0x6D5451FDA20BC7C6)]
    [InlineData(0x85A308D3243F6A88, 0x0370734413198A2E, 0x299F31D0A4093822, 0x94FDCCEBD16CFE09, 0x24126EA15001E420)]
    public void It_gives_the_published_answers(ulong counterLow, ulong counterHigh, ulong key, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox.Block(counterLow, counterHigh, key));

    [Fact]
    public void Uniform_numbers_are_at_least_0_and_below_1()
    {
        Assert.Equal(0, Philox.ToUniform(0));
        Assert.Equal(0.5, Philox.ToUniform(1UL << 63));
        Assert.Equal(1 - Math.Pow(2, -53), Philox.ToUniform(ulong.MaxValue));
    }
}
