using Coupler.Circuits;
using Coupler.Cost;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Cost;

/// <summary>How many gates of a circuit are billed: the amounts of an estimate for one shot.</summary>
public sealed class GateCountTests
{
    private const string IonQ = "ionq.qpu.aria-1";
    private const string Quantinuum = "quantinuum.qpu.h2-1";

    public static TheoryData<string, string> Gates => new(
        from gate in GateTable.All from target in new[] { IonQ, Quantinuum } select (gate.Name, target));

    [Fact]
    public void Gates_that_the_provider_takes_count_once() =>
        Assert.Equal((3, 2, 0), Count(IonQ, [H(0), RX(0.1, 1), T(0), CX(0, 1), RZZ(0.3, 0, 1)]));

    [Fact]
    public void A_gate_that_the_provider_does_not_take_counts_as_what_it_is_made_of() =>
        Assert.Equal((2 * 3, 3, 0), Count(IonQ, [U3(0.1, 0.2, 0.3, 0), U2(0.1, 0.2, 1), Swap(0, 1)]));

    /// <summary>The provider's own example: a NOT with three controls is billed as 6·(4 − 2) = 12 gates on two qubits.</summary>
    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 12)]
    [InlineData(20, 114)]
    public void A_gate_with_many_controls_counts_as_the_provider_says(int controls, int twoQubit) =>
        Assert.Equal((0, twoQubit, 0), Count(IonQ, [X(controls).Controlled([.. Enumerable.Range(0, controls)])]));

    [Fact]
    public void The_controls_of_a_gate_itself_count_as_those_that_are_added() =>
        Assert.Equal(Count(IonQ, [X(2).Controlled(0, 1)]), Count(IonQ, [CCX(0, 1, 2)]));

    [Fact]
    public void Where_nothing_is_said_of_controls_the_gate_is_decomposed()
    {
        // As the table has it: 6 cx; 2 h, which are 2 gates of the machine each, and 7 of t and tdg; each cx brings 4.
        Assert.Equal(((2 * 2) + 7 + (6 * 4), 6, 3), Count(Quantinuum, [CCX(0, 1, 2)]));
    }

    [Fact]
    public void A_gate_with_more_controls_than_can_be_decomposed_is_refused_with_its_name()
    {
        var refused = Assert.Throws<CostUnknownException>(
            () => Count(Quantinuum, [X(11).Controlled([.. Enumerable.Range(0, 11)])]));

        Assert.Contains("ctrl", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Quantinuum, refused.Target);
    }

    [Fact]
    public void Preparation_measurement_and_reset_count_where_they_are_billed() =>
        Assert.Equal((0, 0, 3 + 2 + 1), Count(Quantinuum, [Qubits(3), Measure(0, 0), Reset(0), Measure(0, 1)]));

    /// <summary>On Aria a gate on two qubits costs 4.43 times as much as one on one qubit.</summary>
    [Fact]
    public void Of_a_condition_the_branch_that_costs_more_counts()
    {
        var bit = new Bit("c", 0);
        Instruction[] four = [X(0), X(0), X(0), X(0)];

        Assert.Equal((0, 1, 0), Count(IonQ, [Measure(0, 0), If(bit, four).Otherwise(CX(0, 1))]));
        Assert.Equal((5, 0, 0), Count(IonQ, [Measure(0, 0), If(bit, [.. four, X(0)]).Otherwise(CX(0, 1))]));
    }

    [Fact]
    public void An_angle_without_a_value_costs_what_any_angle_does() =>
        Assert.Equal(
            Count(Quantinuum, [RX(0.4, 0).Controlled(1, 2)]),
            Count(Quantinuum, [RX(new Parameter("theta"), 0).Controlled(1, 2)]));

    [Theory]
    [MemberData(nameof(Gates))]
    public void Every_gate_of_the_table_can_be_counted_plain_and_controlled(string name, string target)
    {
        Assert.True(GateTable.TryFind(name, out var gate));
        var plain = new GateInstruction(
            gate, [.. Enumerable.Repeat((Angle)0.3, gate.ParameterCount)], [.. Enumerable.Range(1, gate.QubitCount)]);

        var (one, two, _) = Count(target, [plain]);
        var (moreOnOne, moreOnTwo, _) = Count(target, [plain.Controlled(0)]);

        Assert.True(one + two >= (gate.QubitCount == 0 ? 0 : 1), $"{one} and {two}");
        Assert.True(moreOnOne + moreOnTwo >= 1 && moreOnTwo >= two, $"{moreOnOne} and {moreOnTwo}");
    }

    private static (int OneQubit, int TwoQubit, int Preparations) Count(string target, Circuit circuit)
    {
        var lines = PriceSheets.Estimate(circuit, target, new JobOptions { Shots = 1 }).Lines;
        return (AmountOf("one-qubit gates"), AmountOf("two-qubit gates"), AmountOf("preparation, measurement, reset"));

        int AmountOf(string what) => (int)lines.Where(line => line.What == what).Sum(line => line.Amount);
    }
}
