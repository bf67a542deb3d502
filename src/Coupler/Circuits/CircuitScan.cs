namespace Coupler.Circuits;

/// <summary>The first look at a circuit's instructions: what they declare and what they need.</summary>
internal sealed class CircuitScan
{
    private readonly Dictionary<string, (bool Quantum, int Size)> declared = [];
    private readonly List<Register> qubits = [];
    private readonly List<Register> bits = [];
    private int highestQubit = -1;
    private int highestDefaultBit = -1;
    private bool measuresAll;

    public void Add(ReadOnlySpan<Instruction> instructions, Place? outer)
    {
        for (var i = 0; i < instructions.Length; i++)
        {
            if (instructions[i] is null) throw new ArgumentException($"Instruction {new Place(outer, i)} is null.");
            Add(instructions[i], i, outer);
        }
    }

    /// <summary>
    /// The declared registers, followed by the implied ones: as many qubits and default bits as the instructions need.
    /// </summary>
    public CircuitLayout ToLayout()
    {
        if (qubits.Count == 0 && highestQubit >= 0)
        {
            if (declared.ContainsKey(CircuitLayout.DefaultQubits)) throw Taken("qubits", CircuitLayout.DefaultQubits);
            qubits.Add(new(CircuitLayout.DefaultQubits, 0, Size(highestQubit)));
        }

        var needed = Math.Max(Size(highestDefaultBit), measuresAll ? End(qubits) : 0);
        if (needed > 0 && !(declared.TryGetValue(CircuitLayout.DefaultBits, out var register) && !register.Quantum))
        {
            if (declared.ContainsKey(CircuitLayout.DefaultBits)) throw Taken("bits", CircuitLayout.DefaultBits);
            bits.Add(new(CircuitLayout.DefaultBits, End(bits), needed));
        }

        return new([.. qubits], [.. bits]);
    }

    private void Add(Instruction instruction, int index, Place? outer)
    {
        switch (instruction)
        {
            case GateInstruction gate:
                foreach (var qubit in gate.Qubits.IsDefault ? [] : gate.Qubits) NeedQubit(qubit);
                foreach (var control in gate.Controls.IsDefault ? [] : gate.Controls) NeedQubit(control.Qubit);
                break;
            case MeasureInstruction measure:
                NeedQubit(measure.Qubit);
                NeedBit(measure.Bit);
                break;
            case ResetInstruction reset:
                NeedQubit(reset.Qubit);
                break;
            case BarrierInstruction barrier:
                foreach (var qubit in barrier.Qubits.IsDefault ? [] : barrier.Qubits) NeedQubit(qubit);
                break;
            case MeasureAllInstruction:
                measuresAll = true;
                break;
            case IfInstruction branch:
                AddBranches(branch, index, outer);
                break;
            case QubitsInstruction declaration:
                Declare(declaration, declaration.Register, declaration.Count, qubits, new(outer, index));
                break;
            case BitsInstruction declaration:
                Declare(declaration, declaration.Register, declaration.Count, bits, new(outer, index));
                break;
            default:
                throw new Place(outer, index).Wrong(instruction, "a circuit cannot hold this kind of instruction.");
        }
    }

    private void AddBranches(IfInstruction branch, int index, Place? outer)
    {
        var place = new Place(outer, index, "then");
        if (place.Depth >= CircuitLayout.MaximumDepth)
        {
            throw new ArgumentException(
                $"Conditions nest at most {CircuitLayout.MaximumDepth} deep; instruction {place} goes deeper.");
        }

        if (branch.Condition is null || branch.Condition.Bits.IsDefault || branch.Then.IsDefault || branch.Else.IsDefault)
        {
            throw new ArgumentException($"Instruction {place}: a condition and both branches must be given; an empty one is [].");
        }

        foreach (var bit in branch.Condition.Bits) NeedBit(bit);
        Add(branch.Then.AsSpan(), place);
        Add(branch.Else.AsSpan(), place with { Branch = "else" });
    }

    private void Declare(Instruction declaration, string name, int size, List<Register> registers, Place place)
    {
        var quantum = registers == qubits;
        if (place.Depth > 0)
        {
            throw place.Wrong(declaration, "a declaration cannot stand in a branch; put it before the condition.");
        }

        if (!Identifier.IsValid(name))
        {
            throw place.Wrong(declaration, "a register's name has letters, digits and underscores, the first not a digit.");
        }

        if (size < 1) throw place.Wrong(declaration, "a register has at least one element.");
        if (!declared.TryAdd(name, (quantum, size)))
        {
            var before = declared[name];
            if (before == (quantum, size)) return;
            var kind = before.Quantum ? "qubits" : "bits";
            throw place.Wrong(declaration, $"the register {name} is already declared, with {before.Size} {kind}.");
        }

        var offset = End(registers);
        if (size > int.MaxValue - offset) throw place.Wrong(declaration, "that is too many elements in all.");
        registers.Add(new(name, offset, size));
    }

    private void NeedQubit(int qubit) => highestQubit = Math.Max(highestQubit, qubit);

    private void NeedBit(Bit bit)
    {
        if (bit.Register == CircuitLayout.DefaultBits) highestDefaultBit = Math.Max(highestDefaultBit, bit.Index);
    }

    private static int Size(int highest) => highest < int.MaxValue
        ? highest + 1
        : throw new ArgumentException(
            $"A circuit cannot have an index of {highest}: there would be more elements than an int counts.");

    private static int End(List<Register> registers) => registers.Count == 0 ? 0 : registers[^1].Offset + registers[^1].Size;

    private static ArgumentException Taken(string what, string name) => new(
        $"The {what} of this circuit need a declaration: without one they would be register {name}, and that name is taken.");
}
