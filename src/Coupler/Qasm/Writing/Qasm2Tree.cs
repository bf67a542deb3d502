using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>
/// Makes the tree of an OpenQASM 2 program from a circuit, up to its global phase. The language knows one question, whether a
/// register equals a number, so other conditions become one line for each number that fulfils them.
/// </summary>
internal sealed class Qasm2Tree
{
    /// <summary>A register with more bits has too many numbers to list.</summary>
    private const int MostBitsListed = 8;

    private readonly NamePool names = new(QasmVersion.OpenQasm2);
    private readonly RegisterNames registers;
    private readonly GateDefinitions definitions;
    private readonly PlainGates gates;
    private readonly Circuit circuit;
    private readonly ImmutableArray<Statement>.Builder body = ImmutableArray.CreateBuilder<Statement>();

    private Qasm2Tree(Circuit circuit)
    {
        this.circuit = circuit;
        registers = new RegisterNames(circuit, [], names);
        definitions = new GateDefinitions(QasmVersion.OpenQasm2, names);
        gates = new PlainGates(gate => definitions.HasName(gate));
    }

    /// <summary>The question that stands before a line.</summary>
    /// <param name="Values">The numbers for which the line runs.</param>
    private sealed record Guard(Register Register, ImmutableArray<BigInteger> Values);

    /// <exception cref="ArgumentException">An instruction has no form in OpenQASM 2; names it.</exception>
    public static ImmutableArray<Statement> Of(Circuit circuit)
    {
        if (!circuit.Parameters.IsEmpty)
        {
            throw new ArgumentException(
                $"OpenQASM 2 has no inputs: give '{circuit.Parameters[0]}' a value first, circuit.Bind(…).", nameof(circuit));
        }

        var tree = new Qasm2Tree(circuit);
        for (var i = 0; i < circuit.Count; i++) tree.Add(circuit[i], null, new Place(null, i));
        var library = new IncludeStatement("qelib1.inc", 0);
        return [library, .. tree.definitions.Statements, .. tree.registers.Declarations(), .. tree.body];
    }

    private void Add(Instruction instruction, Guard? guard, Place place)
    {
        switch (instruction)
        {
            case GateInstruction gate:
                var parts = gates.Expand(gate)
                    ?? throw place.Wrong(
                        gate, "OpenQASM 2 has no modifiers, and no gates of it make this one.");
                foreach (var part in parts) Add(Call(part), guard);
                break;
            case MeasureInstruction measure:
                Add(
                    new MeasureStatement(new MeasureExpression(registers.Qubit(measure.Qubit), 0), registers.Bit(measure.Bit), 0),
                    guard);
                break;
            case ResetInstruction reset:
                Add(new ResetStatement(registers.Qubit(reset.Qubit), 0), guard);
                break;
            case BarrierInstruction barrier:
                // A barrier orders what is around it, whether a condition holds or not.
                body.Add(
                    new BarrierStatement(barrier.Qubits.IsEmpty ? registers.AllQubits() : registers.Qubits(barrier.Qubits), 0));
                break;
            case IfInstruction branch:
                AddBranches(branch, guard, place);
                break;
            case QubitsInstruction or BitsInstruction:
                break;
            default:
                throw place.Wrong(instruction, "OpenQASM 2 cannot express it.");
        }
    }

    private GateCall Call(GateInstruction gate) => new(
        [],
        definitions.ExactName(definitions.Written(gate.Gate)),
        [.. gate.Parameters.Select(angle => AngleSyntax.Of(angle, registers.Parameters))],
        registers.Qubits(gate.Qubits),
        0);

    private void Add(Statement statement, Guard? guard)
    {
        if (guard is null)
        {
            body.Add(statement);
            return;
        }

        foreach (var value in guard.Values)
        {
            var question = new BinaryExpression(
                BinaryOperator.Equal, registers.Bits(guard.Register.Name), new IntegerLiteral(value, 0), 0);
            body.Add(new IfStatement(question, [statement], [], 0));
        }
    }

    private void AddBranches(IfInstruction branch, Guard? outer, Place place)
    {
        var register = circuit.BitRegisters.First(candidate => candidate.Name == branch.Condition.Bits[0].Register);
        if (branch.Condition.Bits.Any(bit => bit.Register != register.Name) || (outer is not null && outer.Register != register))
        {
            throw place.Wrong(branch, "an 'if' of OpenQASM 2 asks one register.");
        }

        var (fulfilled, others) = Values(branch, register, outer, place);
        AddBranch(branch.Then, new Guard(register, fulfilled), branch, place with { Branch = "then" });
        AddBranch(branch.Else, new Guard(register, others), branch, place with { Branch = "else" });
    }

    private void AddBranch(ImmutableArray<Instruction> instructions, Guard guard, IfInstruction branch, Place place)
    {
        var isListed = guard.Values.Length > 1 || !branch.Else.IsEmpty;
        for (var i = 0; i < instructions.Length; i++)
        {
            // Each line asks again; a line that changes the answer must be the last to ask.
            var asksAgain = isListed || i < instructions.Length - 1 || instructions[i] is IfInstruction;
            if (asksAgain && Writes(instructions[i], guard.Register.Name))
            {
                throw place.Wrong(
                    branch,
                    "a measurement inside changes the register that is asked, and OpenQASM 2 asks before each line.");
            }

            Add(instructions[i], guard, new Place(place, i));
        }
    }

    private static bool Writes(Instruction instruction, string register) => instruction switch
    {
        MeasureInstruction measure => measure.Bit.Register == register,
        IfInstruction branch => branch.Then.Concat(branch.Else).Any(inner => Writes(inner, register)),
        _ => false,
    };

    /// <summary>
    /// The numbers of the register for which the condition holds, and the others; both within what the outer question leaves.
    /// </summary>
    private static (ImmutableArray<BigInteger> Fulfilled, ImmutableArray<BigInteger> Others) Values(
        IfInstruction branch, Register register, Guard? outer, Place place)
    {
        var condition = branch.Condition;
        var isWhole = condition.Bits.Length == register.Size
            && condition.Bits.Select((bit, i) => bit.Index == i).All(isSame => isSame);
        if (outer is null && isWhole && condition.Comparison == Comparison.Equal && branch.Else.IsEmpty)
        {
            return ([condition.Value.ToBigInteger()], []);
        }
        if (outer is null && register.Size > MostBitsListed)
        {
            throw place.Wrong(
                branch,
                $"OpenQASM 2 asks whether a register equals a number; one of {register.Size} bits has too many.");
        }

        var candidates = outer?.Values ?? [.. Enumerable.Range(0, 1 << register.Size).Select(value => (BigInteger)value)];
        var holds = candidates.ToLookup(value => condition.Holds(Asked(condition.Bits, value)));
        return ([.. holds[true]], [.. holds[false]]);
    }

    /// <summary>What the bits of a condition are where the register has this value.</summary>
    private static BitString Asked(ImmutableArray<Bit> bits, BigInteger value)
    {
        bool[] asked = [.. bits.Select(bit => !((value >> bit.Index) & 1).IsZero)];
        return BitString.FromBits(asked);
    }
}
