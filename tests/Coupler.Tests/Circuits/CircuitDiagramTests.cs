using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Tests.Circuits;

public class CircuitDiagramTests
{
    [Fact]
    public void Measurements_name_their_bits_and_conditions_stand_above_what_they_rule()
    {
        var b = Bits("b", 2);
        AssertDiagram(
            """
                                               if b[1] == 1     end if b == 11       end if b[0] == 1     else           end
            q[0]: ───────░─●───┤H├────┤M→b[0]├──────╫────────────╫──────╫──────────⊕──╫───────╫───────┤Y├──╫───┤|0⟩├─┤H├──╫──
                         ░ │                        ║            ║      ║          │  ║       ║            ║              ║
            q[1]: ─┤H├─●─░─⊕─┤M→b[1]├───────────────╫────────────╫──────╫──────────┼──╫───────╫────────────╫──────────────╫──
                       │ ░                          ║            ║      ║          │  ║       ║            ║              ║
            q[2]: ─────⊕─░──────────────────────────╫───────┤X├──╫──────╫──────┤Z├─●──╫───────╫────────────╫──────────────╫──
            """,
            [
                Qubits(3), b, H(1), CX(1, 2), Barrier(), CX(0, 1), H(0), Measure(0, b[0]), Measure(1, b[1]),
                If(b[1], X(2)), If(b, 3, Z(2), CX(2, 0)),
                new IfInstruction(new([b[0]], Comparison.Equal, new(1, 1)), [Y(0)], [Reset(0), H(0)]),
            ]);
    }

    [Fact]
    public void Controls_boxes_and_angles_are_drawn_as_on_paper() => AssertDiagram(
        """
                                                                             phase(π/4) phase(1)
        left[0]: ──────┤RZ(π/2)├──────┤RXX(2*theta - π) 0├─●─╳─┤S†├─────○─────────────────────────●──────░──────╳──────…
                                               │           │ │          │                         │      ░      │
        left[1]: ─┤U3(0.1, -π, 3π/4)├──────────┼───────────⊕─┼─┤SX†├─┤X^0.5├──────────────────────┼─────────────┼──────…
                                               │           │ │                                    │      ░      │
        r[0]:    ─────────────────────┤RXX(2*theta - π) 1├─┼─╳─────────────────────────────●──────┼──────░──────┼─┤ID├─…
                                                           │ │                             │      │             │
        r[1]:    ──────────────────────────────────────────●─●─────────────────────────────●─────┤Z├─┤RZ(0.25)├─╳──────…

        left[0]: …───────────────────────
        left[1]: …┤MS(0.5, 0.25, π/2) 0├─
                            │
        r[0]:    …┤MS(0.5, 0.25, π/2) 1├─
        r[1]:    …───────────────────────
        """,
        [
            Qubits(2, "left"), Qubits(2, "r"), RZ(Math.PI / 2, 0), U3(0.1, -Math.PI, 3 * Math.PI / 4, 1),
            RXX((2 * new Parameter("theta")) - Math.PI, 0, 2), CCX(0, 3, 1), CSwap(3, 0, 2), Sdg(0), SXdg(1),
            X(1).Controlled(new Control(0, WhenOne: false)).Power(0.5), GlobalPhase(Math.PI / 4), GlobalPhase(1).Controlled(2, 3),
            CZ(0, 3), Barrier(0, 2), new GateInstruction(GateTable.Qelib1RZ, [0.25], [3]), Swap(0, 3), Id(2), MS(0.5, 0.25, 1, 2),
        ]);

    [Fact]
    public void A_long_circuit_goes_on_below() => AssertDiagram(
        """
        q[0]: ─┤H├────●────────────●─────────────────────●─────…
                      │            │                     │
        q[1]: ─────┤P(π/2)├─┤H├────┼────────●────────────┼─────…
                                   │        │            │
        q[2]: ──────────────────┤P(π/4)├─┤P(π/2)├─┤H├────┼─────…
                                                         │
        q[3]: ────────────────────────────────────────┤P(π/8)├─…
        q[4]: ─────────────────────────────────────────────────…

        q[0]: …──────────────────────────●─────┤M→c[0]├──────────…
                                         │
        q[1]: …───●──────────────────────┼────────●─────┤M→c[1]├─…
                  │                      │        │
        q[2]: …───┼────────●─────────────┼────────┼────────●─────…
                  │        │             │        │        │
        q[3]: …┤P(π/4)├─┤P(π/2)├─┤H├─────┼────────┼────────┼─────…
                                         │        │        │
        q[4]: …──────────────────────┤P(π/16)├─┤P(π/8)├─┤P(π/4)├─…

        q[0]: …───────────────────────────
        q[1]: …───────────────────────────
        q[2]: …┤M→c[2]├───────────────────
        q[3]: …───●─────┤M→c[3]├──────────
                  │
        q[4]: …┤P(π/2)├───┤H├────┤M→c[4]├─
        """,
        [
            .. Enumerable.Range(0, 5).SelectMany(i =>
                Enumerable.Range(0, i).Select(j => CP(Math.PI / (1 << (i - j)), j, i)).Append(H(i))),
            MeasureAll(),
        ],
        width: 60);

    [Fact]
    public void A_circuit_without_instructions_is_its_wires()
    {
        AssertDiagram("q[0]: ─\nq[1]: ─", [Qubits(2)]);
        Assert.Equal("", CircuitDiagram.Draw([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(300)]
    public void No_line_is_longer_than_asked_unless_one_column_is(int width)
    {
        Circuit circuit = [.. Enumerable.Range(0, 50).Select(i => i % 3 == 0 ? CX(i % 4, (i + 1) % 4) : H(i % 5))];
        var lines = CircuitDiagram.Draw(circuit, width).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= Math.Max(width, "q[0]: …┤H├─…".Length)));
    }

    [Fact]
    public void Twenty_thousand_qubits_that_are_named_from_the_last_to_the_first_stand_in_two_columns()
    {
        const int Count = 20_000;
        var backwards = Enumerable.Range(0, Count).Reverse();
        Circuit circuit = [.. backwards.Select(wire => (Instruction)(wire % 5 == 3 ? X(wire) : H(wire))),
            .. backwards.Where(wire => wire % 4 == 0).Select(wire => CZ(wire, wire + 2))];

        var lines = CircuitDiagram.Draw(circuit).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Enumerable.Range(0, Count).SelectMany(wire => Expected(wire, $"q[{wire}]: ".PadRight(10))), lines);

        static string[] Expected(int wire, string label) => (wire % 4) switch
        {
            0 => [$"{label}─┤{Letter(wire)}├──●──", new string(' ', 16) + "│"],
            1 => [$"{label}─┤{Letter(wire)}├──┼──", new string(' ', 16) + "│"],
            2 => [$"{label}─┤{Letter(wire)}├─┤Z├─"],
            _ => [$"{label}─┤{Letter(wire)}├─────"],
        };

        static char Letter(int wire) => wire % 5 == 3 ? 'X' : 'H';
    }

    [Fact]
    public void Every_gate_of_the_table_can_be_drawn() => Assert.All(GateTable.All, gate =>
    {
        var instruction = new GateInstruction(gate, [.. gate.ParameterNames.Select(_ => (Angle)0.5)],
            [.. Enumerable.Range(0, gate.QubitCount)]);
        var text = CircuitDiagram.Draw([Qubits(6), instruction, instruction.Controlled(5), instruction.Inverse()]);
        Assert.Equal(6, text.Split('\n').Count(line => line.StartsWith('q')));
    });

    private static void AssertDiagram(string expected, Circuit circuit, int width = 120) =>
        Assert.Equal(expected, CircuitDiagram.Draw(circuit, width).TrimEnd('\n'));
}
