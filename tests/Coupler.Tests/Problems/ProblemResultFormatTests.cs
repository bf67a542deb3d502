using System.Text;
using Coupler.Problems;

namespace Coupler.Tests.Problems;

/// <summary>Bytes that are no result of a problem are told as such, whatever is wrong in them.</summary>
public sealed class ProblemResultFormatTests
{
    private const string Solutions = """{"optimal":false,"solutions":[{"values":"01","cost":-1,"occurrences":1}]""";
    private const string Counts = "\"runs\":1,\"proposals\":1,\"flips\":1";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"optimal":true,"solutions":[]}""")]
    [InlineData("""{"optimal":true,"solutions":[1]}""")]
    [InlineData("""{"optimal":1,"solutions":[{"values":"01","cost":-1,"occurrences":1}]}""")]
    [InlineData("""{"optimal":true,"solutions":[{"values":"02","cost":-1,"occurrences":1}]}""")]
    [InlineData("""{"optimal":true,"solutions":[{"values":"01","cost":-1,"occurrences":1e99}]}""")]
    [InlineData(Solutions + ",\"bound\":\"x\"}")]
    [InlineData(Solutions + ",\"report\":3}")]
    [InlineData(Solutions + ",\"report\":{}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1e300," + Counts + ",\"trace\":[]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":-1e300," + Counts + ",\"trace\":[]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1e999," + Counts + ",\"trace\":[]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1," + Counts + ",\"trace\":[[1]]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1," + Counts + ",\"trace\":[[1,2,3]]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1," + Counts + ",\"trace\":[[1e300,2]]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1," + Counts + ",\"trace\":[3]}}")]
    [InlineData(Solutions + ",\"report\":{\"seconds\":1," + Counts + ",\"trace\":[],\"populations\":[1e99]}}")]
    public void Malformed_bytes_are_a_format_exception(string json)
    {
        var refusal = Assert.Throws<FormatException>(() => Read(json));

        Assert.StartsWith("The bytes are no coupler.problem-result.v1: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_without_a_report_is_read() => Assert.Equal(-1, Read(Solutions + "}").Best.Cost);

    private static ProblemResult Read(string json) =>
        ProblemResultFormat.Read(new Payload(ProblemResultFormat.Name, Encoding.UTF8.GetBytes(json)));
}
