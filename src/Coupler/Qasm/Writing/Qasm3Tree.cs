using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>
/// Makes the tree of an OpenQASM 3 program from a circuit. Every circuit has one. A gate whose name differs from one of the
/// language by a global phase is written by that name; in a circuit of gates alone the phases are made up for at the end.
/// </summary>
internal sealed class Qasm3Tree
{
    /// <summary>Longer registers are compared with bits in quotes: an integer of the language has this many.</summary>
    private const int LongestNumber = 63;

    /// <summary>What rounding may leave of phases that cancel.</summary>
    private const double Invisible = 1e-10;

    private readonly NamePool names = new(QasmVersion.OpenQasm3);
    private readonly RegisterNames registers;
    private readonly GateDefinitions gates;
    private readonly Circuit circuit;
    private readonly Dictionary<string, string> aliases = [];
    private readonly ImmutableArray<Statement>.Builder aliasDeclarations = ImmutableArray.CreateBuilder<Statement>();
    private Angle phase;

    private Qasm3Tree(Circuit circuit)
    {
        this.circuit = circuit;
        registers = new RegisterNames(circuit, [.. circuit.Parameters.Select(parameter => parameter.Name)], names);
        gates = new GateDefinitions(QasmVersion.OpenQasm3, names);
    }

    public static ImmutableArray<Statement> Of(Circuit circuit) => new Qasm3Tree(circuit).Program();

    private ImmutableArray<Statement> Program()
    {
        var body = Block(circuit.Instructions);
        if (circuit.All(HasPhase) && IsVisible(phase)) body = body.Add(Call(Gates.GlobalPhase(phase)));
        var inputs = registers.Parameters.Values.Select(
            name => new InputDeclaration(new TypeSyntax(TypeKind.Float, null, 0), name, 0));
        return
        [
            new IncludeStatement("stdgates.inc", 0),
            .. inputs, .. gates.Statements, .. registers.Declarations(), .. aliasDeclarations, .. body,
        ];
    }

    private ImmutableArray<Statement> Block(ImmutableArray<Instruction> instructions)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>(instructions.Length);
        foreach (var instruction in instructions)
        {
            if (instruction is not (QubitsInstruction or BitsInstruction)) statements.Add(Line(instruction));
        }

        return statements.DrainToImmutable();
    }

    private Statement Line(Instruction instruction) => instruction switch
    {
        GateInstruction gate => Call(gate),
        MeasureInstruction measure =>
            new MeasureStatement(new MeasureExpression(registers.Qubit(measure.Qubit), 0), registers.Bit(measure.Bit), 0),
        ResetInstruction reset => new ResetStatement(registers.Qubit(reset.Qubit), 0),
        BarrierInstruction barrier => new BarrierStatement(registers.Qubits(barrier.Qubits), 0),
        IfInstruction branch => new IfStatement(Condition(branch.Condition), Block(branch.Then), Block(branch.Else), 0),
        _ => throw new InvalidOperationException($"The instruction {instruction} cannot be written."),
    };

    /// <summary>A measurement ends the global phase: nobody can see it after one.</summary>
    private static bool HasPhase(Instruction instruction) =>
        instruction is GateInstruction or BarrierInstruction or QubitsInstruction or BitsInstruction;

    private static bool IsVisible(Angle phase) =>
        !phase.IsConstant || Math.Abs(Math.IEEERemainder(phase.Constant, Math.Tau)) > Invisible;

    private GateCall Call(GateInstruction gate)
    {
        var modifiers = Modifiers(gate);
        var name = gates.ExactName(modifiers.IsEmpty ? gates.Written(gate.Gate) : gate.Gate);
        if (modifiers.IsEmpty) phase += gates.PhaseBeyond(gate.Gate, gate.Parameters);
        return new GateCall(
            modifiers,
            name,
            [.. gate.Parameters.Select(angle => AngleSyntax.Of(angle, registers.Parameters))],
            registers.Qubits([.. gate.Controls.Select(control => control.Qubit), .. gate.Qubits]),
            0);
    }

    private static ImmutableArray<Modifier> Modifiers(GateInstruction gate)
    {
        var modifiers = ImmutableArray.CreateBuilder<Modifier>();
        for (var i = 0; i < gate.Controls.Length;)
        {
            var start = i;
            while (i < gate.Controls.Length && gate.Controls[i].WhenOne == gate.Controls[start].WhenOne) i++;
            var kind = gate.Controls[start].WhenOne ? ModifierKind.Control : ModifierKind.NegativeControl;
            modifiers.Add(new Modifier(kind, i - start == 1 ? null : new IntegerLiteral(i - start, 0), 0));
        }

        if (gate.Exponent == -1) modifiers.Add(new Modifier(ModifierKind.Inverse, null, 0));
        else if (gate.Exponent != 1) modifiers.Add(new Modifier(ModifierKind.Power, AngleSyntax.Number(gate.Exponent), 0));
        return modifiers.DrainToImmutable();
    }

    private BinaryExpression Condition(Condition condition)
    {
        Expression value = condition.Bits.Length <= LongestNumber
            ? new IntegerLiteral(condition.Value.ToBigInteger(), 0)
            : new BitsLiteral(condition.Value, 0);
        return new BinaryExpression(Operator(condition.Comparison), Asked(condition.Bits), value, 0);
    }

    /// <summary>The bits of a condition: a register, a bit of one, or an alias that joins them.</summary>
    private Expression Asked(ImmutableArray<Bit> bits)
    {
        var name = bits[0].Register;
        var register = circuit.BitRegisters.First(candidate => candidate.Name == name);
        var isRegister = bits.Length == register.Size && bits.Select((bit, i) => bit == new Bit(name, i)).All(isSame => isSame);
        if (isRegister) return registers.Bits(name);
        return bits.Length == 1 ? registers.Bit(bits[0]) : new NameExpression(Alias(bits), 0);
    }

    private string Alias(ImmutableArray<Bit> bits)
    {
        var key = string.Join(' ', bits);
        if (aliases.TryGetValue(key, out var alias)) return alias;
        alias = aliases[key] = names.Take("bits");
        Expression? joined = null;
        for (var i = 0; i < bits.Length;)
        {
            var start = i++;
            while (i < bits.Length && bits[i] == new Bit(bits[start].Register, bits[start].Index + i - start)) i++;
            var slice = Slice(bits[start], bits[i - 1].Index);
            joined = joined is null ? slice : new BinaryExpression(BinaryOperator.Concatenate, joined, slice, 0);
        }

        aliasDeclarations.Add(new AliasDeclaration(alias, joined!, 0));
        return alias;
    }

    private IndexExpression Slice(Bit first, int last) => new(
        registers.Bits(first.Register),
        new RangeExpression(new IntegerLiteral(first.Index, 0), null, new IntegerLiteral(last, 0), 0),
        0);

    private static BinaryOperator Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => BinaryOperator.Equal,
        Comparison.NotEqual => BinaryOperator.NotEqual,
        Comparison.Less => BinaryOperator.Less,
        Comparison.LessOrEqual => BinaryOperator.LessOrEqual,
        Comparison.Greater => BinaryOperator.Greater,
        _ => BinaryOperator.GreaterOrEqual,
    };
}
