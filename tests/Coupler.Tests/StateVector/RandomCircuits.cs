using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.StateVector;

/// <summary>Circuits of any gates of the table on any qubits, with controls of either polarity and exponents.</summary>
internal static class RandomCircuits
{
    public static Gen<GateInstruction> Gate(int qubitCount) =>
        from gate in OneOf([.. GateTable.All.Where(gate => gate.QubitCount <= qubitCount)])
        from angles in Gen.Double[-7, 7].Array[gate.ParameterCount]
        from qubits in Gen.Shuffle(Enumerable.Range(0, qubitCount).ToArray())
        from controlCount in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, qubitCount - gate.QubitCount]))
        from polarities in Gen.Bool.Array[controlCount]
        from exponent in Gen.Frequency((3, Gen.Const(1.0)), (1, OneOf(-1.0, 2, 0.5, -0.3)))
        let controls = qubits.Skip(gate.QubitCount).Zip(polarities, (qubit, whenOne) => new Control(qubit, whenOne))
        select new GateInstruction(gate, [.. angles.Select(Angle.FromRadians)], [.. qubits.Take(gate.QubitCount)])
        {
            Controls = [.. controls],
            Exponent = exponent,
        };

    public static Gen<Circuit> Unitary(int fewestQubits, int mostQubits, int mostGates) =>
        from qubitCount in Gen.Int[fewestQubits, mostQubits]
        from gates in Gate(qubitCount).List[1, mostGates]
        select Circuit.Create([Gates.Qubits(qubitCount), .. gates]);

    /// <summary>With measurements anywhere, resets, and branches on what was measured, two levels deep.</summary>
    public static Gen<Circuit> Branching(int qubitCount, int bitCount, int mostInstructions) =>
        from instructions in Any(qubitCount, Gates.Bits("c", bitCount), depth: 2).List[1, mostInstructions]
        select Circuit.Create([Gates.Qubits(qubitCount), Gates.Bits("c", bitCount), .. instructions]);

    private static Gen<Instruction> Any(int qubitCount, BitsInstruction bits, int depth)
    {
        var gate = Gate(qubitCount).Select(Instruction (gate) => gate);
        var anyQubit = Gen.Int[0, qubitCount - 1];
        var anyBit = Gen.Int[0, bits.Count - 1];
        var measure = Gen.Select(anyQubit, anyBit, Instruction (qubit, bit) => Gates.Measure(qubit, bits[bit]));
        var reset = anyQubit.Select(Instruction (qubit) => Gates.Reset(qubit));
        if (depth == 0) return Gen.Frequency((6, gate), (1, measure), (1, reset));
        var inner = Any(qubitCount, bits, depth - 1).Array[0, 3];
        var condition = Gen.Select(anyBit, Gen.Enum<Comparison>(), Gen.ULong[0, 1], (bit, comparison, value) =>
            new Condition([bits[bit]], comparison, new BitString(value, 1)));
        var choice = Gen.Select(condition, inner, inner, Instruction (asked, then, otherwise) =>
            new IfInstruction(asked, [.. then], [.. otherwise]));
        return Gen.Frequency((6, gate), (2, measure), (1, reset), (1, choice));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
