using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

public class CircuitTests
{
    [Fact]
    public void A_circuit_without_declarations_has_as_many_qubits_as_it_names()
    {
        Circuit circuit = [H(0), CX(0, 4)];
        Assert.Equal(5, circuit.QubitCount);
        Assert.Equal([new Register("q", 0, 5)], circuit.QubitRegisters);
        Assert.Equal(2, circuit.Count);
        Assert.Empty(circuit.BitRegisters);
    }

    [Fact]
    public void A_spread_circuit_may_be_widened_if_it_declares_nothing()
    {
        Circuit bell = [H(0), CX(0, 1)];
        Circuit wider = [.. bell, CX(1, 2), MeasureAll()];
        Assert.Equal(3, wider.QubitCount);
        Assert.Equal([H(0), CX(0, 1), CX(1, 2), Measure(0, 0), Measure(1, 1), Measure(2, 2)], wider);
    }

    [Fact]
    public void A_spread_keeps_declarations_and_the_same_register_twice_is_one()
    {
        Circuit first = [Qubits(2), Bits("a", 1), H(0)];
        Circuit second = [Qubits(2), Bits("a", 1), CX(0, 1)];
        Circuit both = [.. first, .. second];
        Assert.Equal(2, both.QubitCount);
        Assert.Equal([new Register("a", 0, 1)], both.BitRegisters);
    }

    [Fact]
    public void Registers_lie_in_the_order_of_their_declarations()
    {
        Circuit circuit = [Qubits(2, "a"), Bits("x", 3), Qubits(1, "b"), Bits("y", 2), H(2), Measure(2, new Bit("y", 1))];
        Assert.Equal([new Register("a", 0, 2), new Register("b", 2, 1)], circuit.QubitRegisters);
        Assert.Equal([new Register("x", 0, 3), new Register("y", 3, 2)], circuit.BitRegisters);
        Assert.Equal(4, circuit.IndexOf(new Bit("y", 1)));
        Assert.Throws<ArgumentException>(() => circuit.IndexOf(new Bit("y", 2)));
    }

    [Fact]
    public void Register_c_is_as_long_as_it_needs_to_be_and_lies_last()
    {
        Circuit circuit = [Bits("x", 2), Measure(0, 3), If(new Bit("c", 5), X(0))];
        Assert.Equal([new Register("x", 0, 2), new Register("c", 2, 6)], circuit.BitRegisters);
    }

    [Fact]
    public void Measure_all_counts_qubits_that_come_after_it_and_stands_in_branches_too()
    {
        Circuit circuit = [If(new Bit("c", 0), MeasureAll()), X(1)];
        Assert.Equal([Measure(0, 0), Measure(1, 1)], Assert.IsType<IfInstruction>(circuit[0]).Then);
        Assert.Equal(2, circuit.BitCount);
    }

    [Fact]
    public void An_empty_circuit_has_nothing()
    {
        Circuit circuit = [];
        Assert.Equal((0, 0, 0, 0), (circuit.Count, circuit.QubitCount, circuit.BitCount, circuit.Depth));
        Assert.Empty(Of(MeasureAll()));
    }

    public static TheoryData<Instruction[], string> Mistakes { get; } = new()
    {
        { [H(0), CX(1, 1)], "Instruction 1, 'cx 1, 1': it names qubit 1 twice." },
        { [X(0).Controlled(0)], "Instruction 0, 'ctrl @ x 0, 0': it names qubit 0 twice." },
        { [Qubits(2), H(2)], "Instruction 1, 'h 2': there is no qubit 2; the circuit has 2." },
        { [H(-1)], "Instruction 0, 'h -1': there is no qubit -1; indices start at 0." },
        { [Reset(-1)], "Instruction 0, 'reset -1': there is no qubit -1; indices start at 0." },
        { [Qubits(1), Barrier(0, 1)], "Instruction 1, 'barrier 0, 1': there is no qubit 1; the circuit has 1." },
        { [Barrier(0, 0)], "Instruction 0, 'barrier 0, 0': it names qubit 0 twice." },
        { [Measure(0, new Bit("d", 0))],
            "Instruction 0, 'measure 0 -> d[0]': there is no bit d[0]; declare it with Bits(\"d\", 1)." },
        { [Bits("c", 1), Measure(0, 1)],
            "Instruction 1, 'measure 0 -> c[1]': there is no bit c[1]; declare it with Bits(\"c\", 2)." },
        { [Measure(0, -1)], "Instruction 0, 'measure 0 -> c[-1]': there is no bit c[-1]; indices start at 0." },
        { [Bits("c", 1), H(0), H(1), MeasureAll()],
            "Instruction 3, 'measure all': register c has fewer bits than the circuit has qubits, which is 2." },
        { [Qubits(2), Qubits(3)], "Instruction 1, 'qubit[3] q': the register q is already declared, with 2 qubits." },
        { [Bits("a", 2), Qubits(2, "a")], "Instruction 1, 'qubit[2] a': the register a is already declared, with 2 bits." },
        { [Qubits(0)], "Instruction 0, 'qubit[0] q': a register has at least one element." },
        { [Bits("2c", 1)],
            "Instruction 0, 'bit[1] 2c': a register's name has letters, digits and underscores, the first not a digit." },
        { [Qubits(int.MaxValue), Qubits(1, "r")], "Instruction 1, 'qubit[1] r': that is too many elements in all." },
        { [H(0), If(new Bit("c", 0), X(0), If(new Bit("c", 0), CX(0, 0)))],
            "Instruction 1, then, 1, then, 0, 'cx 0, 0': it names qubit 0 twice." },
        { [If(new Bit("d", 0))], "Instruction 0, 'if (d[0] == 1) {  }': there is no bit d[0]; declare it with Bits(\"d\", 1)." },
        { [If(new Bit("c", 0), Qubits(1))],
            "Instruction 0, then, 0, 'qubit[1] q': a declaration cannot stand in a branch; put it before the condition." },
        { [new GateInstruction(GateTable.RX, [], [0])], "Instruction 0, 'rx 0': the gate has 1 parameters, not 0." },
        { [new GateInstruction(GateTable.CX, [], [0])], "Instruction 0, 'cx 0': the gate acts on 2 qubits, not on 1." },
        { [RX(double.PositiveInfinity, 0)], "Instruction 0, 'rx(Infinity) 0': the angle Infinity is no finite number." },
        { [X(0).Power(double.PositiveInfinity)], "Instruction 0, 'pow(Infinity) @ x 0': its exponent is no finite number." },
        { [Bits("q", 1), H(0)],
            "The qubits of this circuit need a declaration: without one they would be register q, and that name is taken." },
        { [Qubits(1, "c"), Measure(0, 0)],
            "The bits of this circuit need a declaration: without one they would be register c, and that name is taken." },
        { [H(int.MaxValue)], "A circuit cannot have an index of 2147483647: there would be more elements than an int counts." },
        { [null!], "Instruction 0 is null." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_names_the_instruction_and_its_place(Instruction[] instructions, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Circuit.Create(instructions)).Message);

    [Fact]
    public void A_condition_compares_as_many_bits_as_its_value_has()
    {
        var branch = new IfInstruction(new([new("c", 0)], Comparison.Equal, BitString.Parse("01")), [], []);
        var exception = Assert.Throws<ArgumentException>(() => Circuit.Create([branch]));
        Assert.Contains("compares 1 bits with 2", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => If(Bits("c", 2), 4, X(0)));
    }

    [Fact]
    public void A_condition_holds_where_the_numbers_do()
    {
        Comparison[] all =
        [
            Comparison.Equal, Comparison.NotEqual, Comparison.Less,
            Comparison.LessOrEqual, Comparison.Greater, Comparison.GreaterOrEqual,
        ];
        for (var measured = 0UL; measured < 8; measured++)
        {
            bool[] expected = [measured == 5, measured != 5, measured < 5, measured <= 5, measured > 5, measured >= 5];
            var bits = new BitString(measured, 3);
            Assert.Equal(expected, all.Select(comparison => new Condition([], comparison, new(5, 3)).Holds(bits)));
        }
    }

    [Fact]
    public void Equal_instructions_are_equal_circuits()
    {
        Circuit first = [H(0), CX(0, 1), If(new Bit("c", 0), Barrier(0, 1))];
        Circuit second = [H(0), CX(0, 1), If(new Bit("c", 0), Barrier(0, 1))];
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, [H(0), CX(1, 0), If(new Bit("c", 0), Barrier(0, 1))]);
    }

    [Fact]
    public void Depth_is_the_longest_way_through_the_circuit()
    {
        Assert.Equal(1, Of(H(0), H(1), H(2)).Depth);
        Assert.Equal(3, Of(H(0), CX(0, 1), CX(1, 2)).Depth);
        Assert.Equal(4, Of(H(0), CX(0, 1), CX(1, 2), MeasureAll()).Depth);
        Assert.Equal(2, Of(H(0), Barrier(), H(1)).Depth);
        Assert.Equal(1, Of(H(0), Barrier(0), H(1)).Depth);
        Assert.Equal(2, Of(Measure(0, 0), Measure(1, 0)).Depth);
        Assert.Equal(3, Of(Measure(0, 0), If(new Bit("c", 0), X(1), H(1))).Depth);
        Assert.Equal(1, Of(Reset(0), GlobalPhase(1)).Depth);
    }

    [Fact]
    public void Gates_are_counted_by_modifiers_and_name()
    {
        Circuit circuit =
            [Qubits(3), H(0), H(1), RX(1, 0).Controlled(1), Measure(0, 0), If(new Bit("c", 0), H(2), X(0).Power(0.5))];
        Assert.Equal(
            new Dictionary<string, int> { ["h"] = 3, ["ctrl @ rx"] = 1, ["pow(0.5) @ x"] = 1 }, circuit.GateCounts);
    }

    [Fact]
    public void The_text_is_the_beginning()
    {
        var circuit = Of(H(0), CX(0, 1), Measure(1, 0), If(new Bit("c", 0), X(0)));
        Assert.Equal("h 0; cx 0, 1; measure 1 -> c[0]; if (c[0] == 1) { x 0 }", circuit.ToString());
        Assert.EndsWith("; … (80 more)", Circuit.Create([.. Enumerable.Repeat(H(0), 100)]).ToString(), StringComparison.Ordinal);
    }

    private static Circuit Of(params ReadOnlySpan<Instruction> instructions) => Circuit.Create(instructions);
}
