using Coupler.Circuits;

namespace Coupler.Tests.Circuits;

public class CircuitResultTests
{
    private static readonly CircuitResult Result = new()
    {
        Registers = [new("low", 0, 1), new("high", 1, 2)],
        Outcomes = [BitString.Parse("011"), BitString.Parse("010"), BitString.Parse("100")],
        Counts = new Dictionary<BitString, int>
        {
            [BitString.Parse("011")] = 5,
            [BitString.Parse("010")] = 3,
            [BitString.Parse("100")] = 2,
        },
        ShotOrder = [2, 0, 0],
    };

    [Fact]
    public void The_first_register_lies_rightmost()
    {
        Assert.Equal(new Dictionary<BitString, int> { [BitString.Parse("1")] = 5, [BitString.Parse("0")] = 5 },
            Result.CountsOf("low"));
        Assert.Equal(new Dictionary<BitString, int> { [BitString.Parse("01")] = 8, [BitString.Parse("10")] = 2 },
            Result.CountsOf("high"));
        Assert.Equal(10, Result.Shots);
    }

    [Fact]
    public void Shots_come_in_their_order() =>
        Assert.Equal(["100", "011", "011"], Result.ShotsInOrder.Select(bits => bits.ToString()));

    [Fact]
    public void A_register_that_is_not_there_is_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => Result.CountsOf("mid"));
        Assert.Contains("no register 'mid'; it has low, high", exception.Message, StringComparison.Ordinal);
    }
}
