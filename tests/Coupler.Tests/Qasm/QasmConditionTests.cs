using Coupler.Circuits;
using static Coupler.Circuits.Gates;
using static Coupler.Tests.Qasm.QasmText;

namespace Coupler.Tests.Qasm;

/// <summary>What an 'if' of OpenQASM 3 on measured bits becomes.</summary>
public sealed class QasmConditionTests
{
    private static readonly BitsInstruction C = Bits("c", 3);

    [Theory]
    [InlineData("==", Comparison.Equal)]
    [InlineData("!=", Comparison.NotEqual)]
    [InlineData("<", Comparison.Less)]
    [InlineData("<=", Comparison.LessOrEqual)]
    [InlineData(">", Comparison.Greater)]
    [InlineData(">=", Comparison.GreaterOrEqual)]
    public void A_register_is_compared_as_an_unsigned_number(string symbol, Comparison comparison) => Assert.Equal(
        [Asked(comparison, 5, [C[0], C[1], C[2]], X(0))],
        Condition($"c {symbol} 5"));

    [Theory]
    [InlineData("5 < c", Comparison.Greater)]
    [InlineData("5 >= c", Comparison.LessOrEqual)]
    [InlineData("5 == c", Comparison.Equal)]
    public void A_number_on_the_left_turns_the_question_round(string condition, Comparison comparison) =>
        Assert.Equal([Asked(comparison, 5, [C[0], C[1], C[2]], X(0))], Condition(condition));

    [Theory]
    [InlineData("c[1]")]
    [InlineData("c[1] == 1")]
    [InlineData("c[1] == true")]
    [InlineData("bool(c[1])")]
    [InlineData("(c[1] == 1) == true")]
    [InlineData("!(!c[1])")]
    public void A_bit_is_a_condition(string condition)
    {
        var asked = Assert.IsType<IfInstruction>(Assert.Single(Condition(condition)));
        Assert.Equal([C[1]], asked.Condition.Bits);
        foreach (var value in (BitString[])[new(0, 1), new(1, 1)])
        {
            Assert.Equal(value[0], asked.Condition.Holds(value) == !asked.Then.IsEmpty);
        }
    }

    [Theory]
    [InlineData("int[3](c) == 5")]
    [InlineData("uint(c) == 5")]
    [InlineData("c == \"101\"")]
    [InlineData("bit[3](c) == \"101\"")]
    public void Casts_change_nothing(string condition) =>
        Assert.Equal([Asked(Comparison.Equal, 5, [C[0], C[1], C[2]], X(0))], Condition(condition));

    [Fact]
    public void A_register_alone_asks_whether_it_is_not_zero() =>
        Assert.Equal([Asked(Comparison.NotEqual, 0, [C[0], C[1], C[2]], X(0))], Condition("c"));

    [Theory]
    [InlineData("c > 8")]
    [InlineData("c == 8")]
    [InlineData("c < -1")]
    [InlineData("c == 3 && 1 > 2")]
    public void A_question_without_doubt_is_not_asked(string condition) => Assert.Empty(Condition(condition));

    [Fact]
    public void And_nests_questions_and_repeats_the_else() => Assert.Equal(
        [If(C[0], If(C[1], X(0)) with { Else = [Z(0)] }) with { Else = [Z(0)] }],
        Branches("c[0] == 1 && c[1] == 1"));

    [Fact]
    public void Or_nests_them_the_other_way_round() => Assert.Equal(
        [If(C[0], X(0)) with { Else = [If(C[1], X(0)) with { Else = [Z(0)] }] }],
        Branches("c[0] == 1 || c[1] == 1"));

    [Fact]
    public void Not_exchanges_the_branches() =>
        Assert.Equal([If(C[0], Z(0)) with { Else = [X(0)] }], Branches("!(c[0] == 1)"));

    [Fact]
    public void Any_bits_can_be_asked_together_through_an_alias() => Assert.Equal(
        [Asked(Comparison.Less, 2, [C[2], C[0]], X(0))],
        Body3("qubit q; bit[3] c; let some = c[2:2] ++ c[0:0]; if (some < 2) x q;"));

    [Fact]
    public void Branches_nest_and_measure() => Assert.Equal(
        [If(C[0], H(0), Measure(0, 1), If(C[1], X(0)) with { Else = [Y(0)] })],
        Body3("qubit q; bit[3] c; if (c[0] == 1) { h q; c[1] = measure q; if (c[1] == 1) { x q; } else y q; }"));

    private static IfInstruction Asked(Comparison comparison, ulong value, Bit[] bits, Instruction then) =>
        new(new Condition([.. bits], comparison, new BitString(value, bits.Length)), [then], []);

    private static Instruction[] Condition(string condition) => Body3($"qubit q; bit[3] c; if ({condition}) x q;");

    private static Instruction[] Branches(string condition) => Body3($"qubit q; bit[3] c; if ({condition}) x q; else z q;");
}
