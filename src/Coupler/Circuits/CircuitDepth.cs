namespace Coupler.Circuits;

/// <summary>Counts the steps of a circuit: what <see cref="Circuit.Depth"/> promises.</summary>
internal sealed class CircuitDepth(Circuit circuit)
{
    // Qubits first, then bits: the step after which each is free.
    private readonly int[] free = new int[circuit.QubitCount + circuit.BitCount];

    public static int Of(Circuit circuit) => new CircuitDepth(circuit).Take(circuit.Instructions.AsSpan());

    private int Take(ReadOnlySpan<Instruction> instructions)
    {
        foreach (var instruction in instructions) Take(instruction);
        return free.Length == 0 ? 0 : free.Max();
    }

    private void Take(Instruction instruction)
    {
        var wires = Wires(instruction).Distinct().ToArray();
        if (wires.Length == 0) return;
        var start = wires.Max(wire => free[wire]);
        var end = start + Steps(instruction);
        foreach (var wire in wires) free[wire] = end;
    }

    private int Steps(Instruction instruction) => instruction switch
    {
        BarrierInstruction => 0,
        IfInstruction branch => Math.Max(1, Math.Max(
            new CircuitDepth(circuit).Take(branch.Then.AsSpan()), new CircuitDepth(circuit).Take(branch.Else.AsSpan()))),
        _ => 1,
    };

    private IEnumerable<int> Wires(Instruction instruction) => instruction switch
    {
        GateInstruction gate => gate.Controls.Select(control => control.Qubit).Concat(gate.Qubits),
        MeasureInstruction measure => [measure.Qubit, Wire(measure.Bit)],
        ResetInstruction reset => [reset.Qubit],
        BarrierInstruction { Qubits.IsEmpty: true } => Enumerable.Range(0, circuit.QubitCount),
        BarrierInstruction barrier => barrier.Qubits,
        IfInstruction branch => branch.Condition.Bits.Select(Wire).Concat(branch.Then.Concat(branch.Else).SelectMany(Wires)),
        _ => [],
    };

    private int Wire(Bit bit) => circuit.QubitCount + circuit.IndexOf(bit);
}
