using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// The gates that a machine or a format has. A circuit is rewritten into them by the decompositions of the
/// <see cref="GateTable"/>, each gate up to its global phase. Immutable.
/// </summary>
public sealed class GateSet
{
    private readonly PlainGates plain;

    /// <param name="gates">
    /// For circuits of all gates: ry and rz, or U, and cx; the others are for shorter circuits.
    /// </param>
    public GateSet(params ImmutableArray<Gate> gates)
    {
        Gates = gates;
        plain = new PlainGates(Contains);
    }

    public ImmutableArray<Gate> Gates { get; }

    public bool Contains(Gate gate) => Gates.Contains(gate);

    /// <summary>
    /// The circuit with gates of this set only and without modifiers. Registers, measurements, resets, barriers and conditions
    /// stay as they are, and so do the outcomes' probabilities.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A gate has no such form, or a parameter no value yet; the message names the instruction.
    /// </exception>
    public Circuit Rewrite(Circuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        if (!circuit.Parameters.IsEmpty)
        {
            throw new ArgumentException(
                $"The parameter '{circuit.Parameters[0]}' has no value: give it one first, circuit.Bind(…).", nameof(circuit));
        }

        // The registers in front: a rewritten gate may need fewer qubits than the circuit has.
        return
        [
            .. circuit.QubitRegisters.Select(register => new QubitsInstruction(register.Name, register.Size)),
            .. circuit.BitRegisters.Select(register => new BitsInstruction(register.Name, register.Size)),
            .. Rewrite(circuit.Instructions, outer: null),
        ];
    }

    private IEnumerable<Instruction> Rewrite(ImmutableArray<Instruction> instructions, Place? outer) =>
        instructions.SelectMany((instruction, index) => Rewrite(instruction, new Place(outer, index)));

    private IEnumerable<Instruction> Rewrite(Instruction instruction, Place place) => instruction switch
    {
        GateInstruction gate => Rewrite(gate, place),
        IfInstruction branch =>
        [
            branch with
            {
                Then = [.. Rewrite(branch.Then, place with { Branch = "then" })],
                Else = [.. Rewrite(branch.Else, place with { Branch = "else" })],
            },
        ],
        QubitsInstruction or BitsInstruction => [],
        _ => [instruction],
    };

    private IEnumerable<GateInstruction> Rewrite(GateInstruction gate, Place place)
    {
        var parts = plain.Expand(gate) ?? throw place.Wrong(
            gate, $"it has no form without modifiers: at most {PlainGates.MostControls} controls, and no fractional power on "
                + "several qubits.");
        return parts.SelectMany(part => Rewrite(part, gate, place));
    }

    private IEnumerable<GateInstruction> Rewrite(GateInstruction part, GateInstruction whole, Place place)
    {
        if (Contains(part.Gate)) return [part];
        if (part.Gate == GateTable.GlobalPhase) return [];
        if (Gates.FirstOrDefault(other => Original(other) == Original(part.Gate)) is { } alike)
        {
            return [part with { Gate = alike }];
        }

        if (part.Gate == GateTable.U && Contains(GateTable.RY) && Contains(GateTable.RZ)) return Rotations(part);
        if (part.Gate.IsPrimitive)
        {
            throw place.Wrong(whole, $"it needs {part.Gate}, and of the gates {string.Join(", ", Gates)} none makes it.");
        }

        return part.Gate.Decompose(part.Parameters, part.Qubits).SelectMany(inner => Rewrite(inner, whole, place));
    }

    /// <summary>U(θ, φ, λ) = rz(φ) ry(θ) rz(λ), λ first, up to its phase.</summary>
    private static IEnumerable<GateInstruction> Rotations(GateInstruction u)
    {
        (Gate Gate, Angle Angle)[] rotations =
            [(GateTable.RZ, u.Parameters[2]), (GateTable.RY, u.Parameters[0]), (GateTable.RZ, u.Parameters[1])];
        return rotations.Where(rotation => rotation.Angle != 0)
            .Select(rotation => new GateInstruction(rotation.Gate, [rotation.Angle], u.Qubits));
    }

    private static Gate Original(Gate gate) => gate.UpToPhase ?? gate;
}
