using Coupler.Circuits;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>What a caller may give for an input, and what a wrong value looks like.</summary>
public sealed class QasmInputTests
{
    private const double LargestExact = (1L << 53) - 1;

    [Theory]
    [InlineData("int[8]", -128, 127)]
    [InlineData("int[1]", -1, 0)]
    [InlineData("uint[8]", 0, 255)]
    [InlineData("uint[1]", 0, 1)]
    [InlineData("bool", 0, 1)]
    [InlineData("bit", 0, 1)]
    [InlineData("bit[3]", 0, 7)]
    [InlineData("int", -LargestExact, LargestExact)]
    [InlineData("int[54]", -LargestExact, LargestExact)]
    [InlineData("int[53]", -4503599627370496d, 4503599627370495d)]
    [InlineData("uint", 0, LargestExact)]
    [InlineData("bit[60]", 0, LargestExact)]
    public void A_whole_number_is_taken_as_it_is_or_refused_with_the_range(string type, double least, double most)
    {
        Assert.All([least, most], value => Assert.Equal([Qubits(1), RX(value, 0)], Read(value)));
        Assert.All(
            [least - 1, most + 1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity],
            value => Assert.Equal(
                $"Input 'n', {type} in line 4, takes a whole number from {least} to {most}, not {value}.",
                Assert.Throws<ArgumentException>(() => Read(value)).Message));

        Circuit Read(double value)
        {
            var number = type.StartsWith("bit[", StringComparison.Ordinal) ? "int[64](n)" : "n";
            return Read3($"qubit[1] q;\ninput {type} n; rx({number}) q[0];", ("n", value));
        }
    }

    [Theory]
    [InlineData("int", "-9007199254740991 to 9007199254740991")]
    [InlineData("uint[4]", "0 to 15")]
    [InlineData("bool", "0 to 1")]
    [InlineData("bit[3]", "0 to 7")]
    public void An_input_that_must_have_a_value_is_the_callers_to_give(string type, string range) => Assert.Equal(
        $"Input 'n', {type} in line 3, has no value; give it a whole number from {range}.",
        Assert.Throws<ArgumentException>(() => Read3($"input {type} n;")).Message);

    [Fact]
    public void All_inputs_that_must_have_a_value_are_named_at_once()
    {
        Assert.Equal(
            "3 inputs have no value: 'a', int in line 3; 'b', bit[2*n] in line 6; 'c', bool in line 8. "
                + "Give each a whole number that its type holds.",
            Problem(
                "input int a;\ninput float open;\nconst int n = 2;\n"
                    + "input bit[2*n] b;\ninput uint given;\ninput bool c;", ("given", 1)));
        Assert.EndsWith(
            "; 'i9', int in line 12; and 990 more. Give each a whole number that its type holds.",
            Problem(string.Concat(Enumerable.Range(0, 1000).Select(i => $"input int i{i};\n"))),
            StringComparison.Ordinal);

        static string Problem(string body, params (string, double)[] inputs) =>
            Assert.Throws<ArgumentException>(() => Read3(body, inputs)).Message;
    }

    [Theory]
    [InlineData("float")]
    [InlineData("angle[8]")]
    public void A_real_input_takes_any_finite_number(string type)
    {
        Assert.Equal([Qubits(1), RX(-1e300, 0)], Read3($"input {type} t; qubit[1] q; rx(t) q[0];", ("t", -1e300)));
        Assert.Equal(
            $"Input 't', {type} in line 3, takes a finite number, not {double.NaN}.",
            Assert.Throws<ArgumentException>(() => Read3($"input {type} t;", ("t", double.NaN))).Message);
    }
}
