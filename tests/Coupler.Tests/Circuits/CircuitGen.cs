using Coupler.Circuits;
using CsCheck;

namespace Coupler.Tests.Circuits;

/// <summary>Circuits by chance, with everything that a circuit can hold.</summary>
internal static class CircuitGen
{
    private const int QubitCount = 6;
    private static readonly BitsInstruction Wide = new("wide", 130);

    private static readonly string[] ParameterNames = ["alpha", "β", "theta_2"];

    private static readonly Gen<Angle> Angles = Gen.Select(
        Gen.Double[-10, 10], Gen.Int[0, 2].Select(i => ParameterNames[i]).Array[0, 3], Gen.Double[-3, 3].Array[3],
        (constant, names, factors) =>
            names.Select((name, i) => factors[i] * new Parameter(name)).Aggregate((Angle)constant, (sum, term) => sum + term));

    /// <summary>A gate with modifiers; its angles may hold parameters.</summary>
    public static Gen<GateInstruction> Gates { get; } = GatesWith(Angles);

    /// <summary>A gate with modifiers and numbers as angles.</summary>
    public static Gen<GateInstruction> BoundGates { get; } = GatesWith(Gen.Double[-7, 7].Select(value => (Angle)value));

    public static Gen<Instruction> Instructions { get; } = InstructionsOf(depth: 2);

    public static Gen<Circuit> Circuits { get; } = Instructions.Array[0, 20].Select(instructions =>
        Circuit.Create([new QubitsInstruction("q", QubitCount), Wide, new BitsInstruction("c", 3), .. instructions]));

    /// <summary>Gates only, at most four qubits wide, no declarations.</summary>
    public static Gen<Circuit> UnitaryCircuits { get; } = BoundGates
        .Where(gate => gate.Qubits.Concat(gate.Controls.Select(control => control.Qubit)).All(qubit => qubit < 4))
        .Array[1, 8].Select(gates => Circuit.Create([.. gates]));

    private static Gen<GateInstruction> GatesWith(Gen<Angle> angles) =>
        from gate in Gen.Int[0, GateTable.All.Length - 1].Select(i => GateTable.All[i])
        from parameters in angles.Array[gate.ParameterCount]
        from qubits in Gen.Shuffle(Enumerable.Range(0, QubitCount).ToArray())
        from controls in Gen.Bool.Array[0, QubitCount - gate.QubitCount]
        from exponent in Gen.OneOf(Gen.Const(1.0), Gen.Int[-3, 3].Select(power => (double)power), Gen.Double[-2, 2])
        select new GateInstruction(gate, [.. parameters], [.. qubits.Take(gate.QubitCount)])
        {
            Controls = [.. controls.Select((whenOne, i) => new Control(qubits[gate.QubitCount + i], whenOne))],
            Exponent = exponent,
        };

    private static Gen<Instruction> InstructionsOf(int depth)
    {
        var bits = Gen.Int[0, Wide.Count - 1].Select(index => Wide[index]);
        var qubits = Gen.Int[0, QubitCount - 1];
        var simple = Gen.OneOf(
            Gates.Select(gate => (Instruction)gate),
            Gen.Select(qubits, bits, (qubit, bit) => (Instruction)new MeasureInstruction(qubit, bit)),
            qubits.Select(qubit => (Instruction)new ResetInstruction(qubit)),
            Gen.Shuffle(Enumerable.Range(0, QubitCount).ToArray(), 0, QubitCount).Select(some =>
                (Instruction)new BarrierInstruction([.. some])));
        if (depth == 0) return simple;
        var inner = InstructionsOf(depth - 1).Array[0, 3];
        var conditions =
            from count in Gen.Int[1, Wide.Count]
            from values in Gen.Bool.Array[count]
            from comparison in Gen.Enum<Comparison>()
            select new Condition([.. Enumerable.Range(0, count).Select(i => Wide[i])], comparison, BitString.FromBits(values));
        return Gen.OneOf(simple, simple, simple, Gen.Select(conditions, inner, inner, (condition, then, otherwise) =>
            (Instruction)new IfInstruction(condition, [.. then], [.. otherwise])));
    }
}
