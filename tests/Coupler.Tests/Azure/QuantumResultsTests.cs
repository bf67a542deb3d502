using System.Text;
using Coupler.Azure;
using Coupler.Azure.Microsoft;
using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Azure;

/// <summary>The service's own formats of results, both versions.</summary>
public sealed class QuantumResultsTests
{
    /// <summary>Three bits in two registers, of which b[1] is not measured.</summary>
    private static Circuit Crosswise()
    {
        var a = Bits("a", 1);
        var b = Bits("b", 2);
        return [Qubits(2), a, b, X(0), Measure(0, b[0]), Measure(1, a[0])];
    }

    public static TheoryData<string> Shots =>
    [
        """{"DataFormat":"microsoft.quantum-results.v2","Results":[{"Histogram":[],"Shots":[[0,1],[0,1],[1,1]]}]}""",
        """{"Results":[{"Shots":[{"Item1":0,"Item2":1},{"Item1":0,"Item2":1},{"Item1":1,"Item2":1}]}]}""",
        """{"Results":[{"Shots":[[[0],[1]],[[0],[1]],[[1],[1]]]}]}""",
        """{"Results":[{"Shots":[[false,true],[0,1],[1,1],{"Error":{"Code":32,"Name":"Lost"}},[2,1],["-",1]]}]}""",
    ];

    [Theory]
    [MemberData(nameof(Shots))]
    public void Shots_are_read_in_the_order_of_the_output(string answer)
    {
        var result = Decode(QuantumResults.Second, answer);

        Assert.Equal(["010", "010", "011"], result.ShotsInOrder.Select(shot => shot.ToString()));
    }

    [Theory]
    [InlineData("""{"Histogram":["[0, 1]",0.75,"[1, 1]",0.25]}""")]
    [InlineData("""{"Histogram":["(0, 1)",0.75,"(1, 1)",0.25]}""")]
    [InlineData("""{"Histogram":["(Zero, One)",0.75,"(One, One)",0.25]}""")]
    public void Displays_are_read_in_the_order_of_the_output(string answer)
    {
        var result = Decode(QuantumResults.First, answer);

        Assert.Equal((3, 1), (result.Counts[BitString.Parse("010")], result.Counts[BitString.Parse("011")]));
    }

    [Theory]
    [InlineData(QuantumResults.Second, """{"Results":[{"Shots":[[0]]}]}""")]
    [InlineData(QuantumResults.Second, """{"Results":[]}""")]
    [InlineData(QuantumResults.Second, "[]")]
    [InlineData(QuantumResults.First, """{"Histogram":["[0, 1]"]}""")]
    [InlineData(QuantumResults.First, """{"Histogram":["[0, 5]",1]}""")]
    [InlineData(QuantumResults.First, "nothing")]
    public void An_answer_that_does_not_fit_is_a_format_error(string format, string answer) =>
        Assert.Throws<FormatException>(() => Decode(format, answer));

    [Fact]
    public void A_circuit_is_sent_as_a_program_where_that_is_asked_for()
    {
        var options = new JobOptions { Shots = 7, Parameters = new QirParameters() };

        Assert.True(QirParameters.AreMeant(options));
        Assert.False(QirParameters.AreMeant(new JobOptions { Parameters = new InputParameters("{}") }));
        Assert.Equal("qir.v1", QirProgram.Encode(Crosswise()).Format);
    }

    private static CircuitResult Decode(string format, string answer) => QuantumResults.Decode(
        Crosswise(), new Payload(format, Encoding.UTF8.GetBytes(answer)), new JobOptions { Shots = 4 }, Provenance.Unknown);
}
