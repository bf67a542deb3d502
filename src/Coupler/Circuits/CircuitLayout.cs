using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Coupler.Circuits;

/// <summary>
/// Which qubits and bits a list of instructions has, and whether the instructions keep to them. What is not declared is implied
/// and
/// not written into the list, so that a circuit can be spread into a larger one: qubits as register <c>q</c> if none are
/// declared, and bits of register <c>c</c>, after all declared bits, if measurements or conditions name it.
/// </summary>
internal sealed class CircuitLayout
{
    /// <summary>The register of qubits that are not declared.</summary>
    public const string DefaultQubits = "q";

    /// <summary>The register that measurements without a declared one write to.</summary>
    public const string DefaultBits = "c";

    /// <summary>How deep conditions nest: enough for people and generators, and no danger to a thread's stack.</summary>
    public const int MaximumDepth = 100;

    private readonly FrozenDictionary<string, Register> bits;

    public CircuitLayout(ImmutableArray<Register> qubitRegisters, ImmutableArray<Register> bitRegisters)
    {
        QubitRegisters = qubitRegisters;
        BitRegisters = bitRegisters;
        bits = bitRegisters.ToFrozenDictionary(register => register.Name);
    }

    public ImmutableArray<Register> QubitRegisters { get; }

    public ImmutableArray<Register> BitRegisters { get; }

    public int QubitCount => QubitRegisters.IsEmpty ? 0 : QubitRegisters[^1].Offset + QubitRegisters[^1].Size;

    public int BitCount => BitRegisters.IsEmpty ? 0 : BitRegisters[^1].Offset + BitRegisters[^1].Size;

    public static CircuitLayout Of(ReadOnlySpan<Instruction> instructions)
    {
        var scan = new CircuitScan();
        scan.Add(instructions, outer: null);
        return scan.ToLayout();
    }

    public int IndexOf(Bit bit) => Contains(bit)
        ? bits[bit.Register].Offset + bit.Index
        : throw new ArgumentException(
            $"The circuit has no bit {bit}; declare it with Bits(\"{bit.Register}\", {bit.Index + 1L}).", nameof(bit));

    /// <summary>Checks each instruction against the layout and spells out "measure all".</summary>
    public ImmutableArray<Instruction> Resolve(ReadOnlySpan<Instruction> instructions) => Resolve(instructions, outer: null);

    private ImmutableArray<Instruction> Resolve(ReadOnlySpan<Instruction> instructions, Place? outer)
    {
        var resolved = ImmutableArray.CreateBuilder<Instruction>(instructions.Length);
        for (var i = 0; i < instructions.Length; i++)
        {
            switch (instructions[i])
            {
                case MeasureAllInstruction all:
                    resolved.AddRange(Resolve(all, new(outer, i)));
                    break;
                case IfInstruction branch:
                    resolved.Add(Resolve(branch, new(outer, i)));
                    break;
                case var instruction:
                    if (Mistake(instruction) is { } reason) throw new Place(outer, i).Wrong(instruction, reason);
                    resolved.Add(instruction);
                    break;
            }
        }

        return resolved.DrainToImmutable();
    }

    private IEnumerable<MeasureInstruction> Resolve(MeasureAllInstruction all, Place place)
    {
        if (QubitCount > 0 && !Contains(new Bit(DefaultBits, QubitCount - 1)))
        {
            throw place.Wrong(all, $"register {DefaultBits} has fewer bits than the circuit has qubits, which is {QubitCount}.");
        }

        return Enumerable.Range(0, QubitCount).Select(qubit => new MeasureInstruction(qubit, new Bit(DefaultBits, qubit)));
    }

    private IfInstruction Resolve(IfInstruction branch, Place place)
    {
        var condition = branch.Condition;
        if (condition.Bits.IsEmpty) throw place.Wrong(branch, "the condition asks for no bit.");
        if (condition.Bits.Length != condition.Value.Length)
        {
            throw place.Wrong(branch, $"the condition compares {condition.Bits.Length} bits with {condition.Value.Length}.");
        }

        if (!Enum.IsDefined(condition.Comparison)) throw place.Wrong(branch, "the condition has an unknown comparison.");
        foreach (var bit in condition.Bits)
        {
            if (!Contains(bit)) throw place.Wrong(branch, MissingBit(bit));
        }

        return branch with
        {
            Then = Resolve(branch.Then.AsSpan(), place with { Branch = "then" }),
            Else = Resolve(branch.Else.AsSpan(), place with { Branch = "else" }),
        };
    }

    private string? Mistake(Instruction instruction) => instruction switch
    {
        GateInstruction gate => Mistake(gate),
        MeasureInstruction measure => MissingQubit(measure.Qubit) ?? (Contains(measure.Bit) ? null : MissingBit(measure.Bit)),
        ResetInstruction reset => MissingQubit(reset.Qubit),
        BarrierInstruction barrier => barrier.Qubits.IsDefault ? "its qubits are not given; none is []."
            : Missing(barrier.Qubits) ?? Repeated(barrier.Qubits),
        _ => null,
    };

    private string? Mistake(GateInstruction gate)
    {
        if (gate.Gate is null || gate.Parameters.IsDefault || gate.Qubits.IsDefault || gate.Controls.IsDefault)
        {
            return "its gate, parameters, qubits and controls must all be given; none is [].";
        }

        if (gate.Parameters.Length != gate.Gate.ParameterCount)
        {
            return $"the gate has {gate.Gate.ParameterCount} parameters, not {gate.Parameters.Length}.";
        }

        if (gate.Qubits.Length != gate.Gate.QubitCount)
        {
            return $"the gate acts on {gate.Gate.QubitCount} qubits, not on {gate.Qubits.Length}.";
        }

        if (!double.IsFinite(gate.Exponent)) return "its exponent is no finite number.";
        foreach (var angle in gate.Parameters)
        {
            if (!angle.IsFinite) return $"the angle {angle} is no finite number.";
        }

        if (gate.Controls.IsEmpty) return Missing(gate.Qubits) ?? Repeated(gate.Qubits);
        ImmutableArray<int> all = [.. gate.Controls.Select(control => control.Qubit), .. gate.Qubits];
        return Missing(all) ?? Repeated(all);
    }

    private string? Missing(ImmutableArray<int> qubits)
    {
        foreach (var qubit in qubits)
        {
            if (MissingQubit(qubit) is { } reason) return reason;
        }

        return null;
    }

    private string? MissingQubit(int qubit) => (uint)qubit < (uint)QubitCount
        ? null
        : qubit < 0 ? $"there is no qubit {qubit}; indices start at 0."
        : $"there is no qubit {qubit}; the circuit has {QubitCount}.";

    private static string? Repeated(ImmutableArray<int> qubits)
    {
        const int FewEnoughToCompare = 16;
        if (qubits.Length > FewEnoughToCompare)
        {
            var seen = new HashSet<int>();
            foreach (var qubit in qubits)
            {
                if (!seen.Add(qubit)) return $"it names qubit {qubit} twice.";
            }

            return null;
        }

        for (var i = 1; i < qubits.Length; i++)
        {
            if (qubits.AsSpan(0, i).Contains(qubits[i])) return $"it names qubit {qubits[i]} twice.";
        }

        return null;
    }

    private bool Contains(Bit bit) =>
        bit.Register is not null && bits.TryGetValue(bit.Register, out var register) && (uint)bit.Index < (uint)register.Size;

    private static string MissingBit(Bit bit) => bit.Index < 0
        ? $"there is no bit {bit}; indices start at 0."
        : $"there is no bit {bit}; declare it with Bits(\"{bit.Register}\", {bit.Index + 1L}).";
}
