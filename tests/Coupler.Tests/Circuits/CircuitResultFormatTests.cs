using System.Text;
using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.Circuits;

public class CircuitResultFormatTests
{
    private static readonly Gen<CircuitResult> Results =
        from sizes in Gen.Int[0, 90].Array[0, 3]
        from bits in Gen.Bool.Array[sizes.Sum()].Array[0, 8]
        from counts in Gen.Int[0, 1000].Array[8]
        from order in Gen.Int[0, 1_000_000].Array[0, 50]
        from probabilities in Gen.Double[0, 1].Array[8]
        from isExact in Gen.Bool
        let outcomes = bits.Select(row => BitString.FromBits(row)).Distinct()
        select Result(sizes, [.. outcomes], counts, order, isExact ? probabilities : null);

    [Fact]
    public void What_is_written_is_read_back() => Results.Sample(result =>
    {
        var read = CircuitResultFormat.Read(CircuitResultFormat.Write(result).Detached());
        Assert.Equal(result.Registers, read.Registers);
        Assert.Equal(result.Outcomes, read.Outcomes);
        Assert.Equal(result.ShotOrder, read.ShotOrder);
        Assert.Equal(result.Counts, read.Counts);
        Assert.Equal(result.Probabilities, read.Probabilities);
    });

    [Fact]
    public void The_target_that_ran_is_written_and_the_rest_of_the_provenance_is_not()
    {
        var provenance = new Provenance(Guid.NewGuid(), Guid.NewGuid(), "local", "local.state-vector", true, 7, "1");
        var result = Result([1], [], [], [], null) with { Provenance = provenance };

        var read = CircuitResultFormat.Read(CircuitResultFormat.Write(result).Detached());

        Assert.Equal(Provenance.Unknown with { Target = "local.state-vector" }, read.Provenance);
    }

    [Theory]
    [InlineData("{\"target\":1,\"registers\":[],\"outcomes\":[],\"counts\":[]}")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"registers\":[],\"outcomes\":[]}")]
    [InlineData("{\"registers\":[[\"c\"]],\"outcomes\":[],\"counts\":[]}")]
    [InlineData("{\"registers\":[[\"c\",-1]],\"outcomes\":[],\"counts\":[]}")]
    [InlineData("{\"registers\":[[\"c\",2]],\"outcomes\":[\"0\"],\"counts\":[1]}")]
    [InlineData("{\"registers\":[[\"c\",1]],\"outcomes\":[\"2\"],\"counts\":[1]}")]
    [InlineData("{\"registers\":[[\"c\",1]],\"outcomes\":[\"0\",\"0\"],\"counts\":[1,2]}")]
    [InlineData("{\"registers\":[[\"c\",1]],\"outcomes\":[\"0\"],\"counts\":[]}")]
    [InlineData("{\"registers\":[[\"c\",1]],\"outcomes\":[\"0\"],\"counts\":[1],\"shots\":[1]}")]
    [InlineData("{\"registers\":[[\"c\",1]],\"outcomes\":[\"0\"],\"counts\":[1],\"probabilities\":{\"x\":1}}")]
    public void Malformed_bytes_are_a_format_exception(string json) => Assert.Throws<FormatException>(() =>
        CircuitResultFormat.Read(new Payload(CircuitResultFormat.Name, Encoding.UTF8.GetBytes(json))));

    private static CircuitResult Result(
        int[] sizes, BitString[] outcomes, int[] counts, int[] order, double[]? probabilities) => new()
        {
            Registers = [.. sizes.Select((size, i) => new Register($"r{i}", sizes[..i].Sum(), size))],
            Outcomes = [.. outcomes],
            Counts = outcomes.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second),
            ShotOrder = outcomes.Length == 0 ? [] : [.. order.Select(place => place % outcomes.Length)],
            Probabilities = probabilities is null
            ? null
            : outcomes.Zip(probabilities).ToDictionary(pair => pair.First, pair => pair.Second),
        };
}
