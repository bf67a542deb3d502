using Coupler.Circuits;
using static Coupler.Circuits.Gates;

namespace Coupler.Conformance.Golden;

/// <summary>
/// The circuit that <c>circuit.v1.json</c> holds: every kind of instruction, every modifier, every kind of angle.
/// </summary>
internal static class GoldenCircuit
{
    public static Circuit Full { get; } = Make();

    private static Circuit Make()
    {
        var (a, b) = (Bits("a", 2), Bits("b", 1));
        var theta = new Parameter("theta");
        return
        [
            Qubits(3, "q"), a, b,
            H(0),
            CX(0, 1),
            RZ(0.5, 2),
            RX(2 * theta - 0.25, 1),
            new GateInstruction(GateTable.X, [], [2]) { Controls = [new(0), new(1, WhenOne: false)], Exponent = 0.5 },
            Barrier(0, 2),
            Barrier(),
            Measure(0, a[1]),
            Reset(0),
            If(a, 2, X(0), If(b[0], H(1))),
            new IfInstruction(new Condition([a[1], b[0]], Comparison.GreaterOrEqual, BitString.Parse("10")), [X(1)], [X(2)]),
            Measure(2, b[0]),
        ];
    }
}
