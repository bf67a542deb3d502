using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Reads the bodies of gate definitions, and finds the gates that names stand for.</summary>
internal sealed class GateCompiler(Evaluator evaluator, GateModifiers modifiers, GateExpander expander, GateLibrary library)
{
    /// <summary>What a line of an unrolled loop costs, in steps: it stays in memory.</summary>
    private const int LineCost = 16;

    private SourceText Source => evaluator.Source;

    public Symbol Define(GateDefinition definition, Scope outer)
    {
        var scope = new Scope(outer, isDefinition: true);
        var angle = new QasmType(TypeKind.Angle, null);
        ImmutableArray<Variable> parameters =
            [.. definition.Parameters.Select(
                name => new Variable(name, angle, new RealValue(0), isConst: false, 0, definition.Offset))];
        foreach (var parameter in parameters) scope.Declare(parameter, Source);
        for (var i = 0; i < definition.Qubits.Length; i++)
        {
            scope.Declare(
                new QubitRegister(definition.Qubits[i], new QubitsValue([i], IsScalar: true), definition.Offset), Source);
        }

        var steps = ImmutableArray.CreateBuilder<GateStep>();
        Compile(definition.Body, scope, steps);
        var gate = new DefinedGate(
            definition.Name, parameters, definition.Qubits.Length, steps.DrainToImmutable(), definition.Offset);
        return Recognized(gate) is { } same ? new TableGate(gate.Name, same, gate.Offset) : gate;
    }

    /// <summary>What a gate's name stands for here.</summary>
    public Callee Find(string name, int offset, Scope scope)
    {
        if (scope.TryFind(name, out var symbol))
        {
            if (symbol is DefinedGate defined) return new Callee(null, defined);
            if (symbol is TableGate standard) return new Callee(standard.Gate, null);
            if (symbol is OpaqueGate) throw Source.Refused(offset, Refusals.Opaque);
        }

        if (library.TryFind(name, out var gate)) return new Callee(gate, null);
        if (library.Misses(name))
        {
            throw Source.Error(offset, $"Unknown gate '{name}'; include \"{library.FileName}\" declares it");
        }
        var known = scope.Symbols.Where(candidate => candidate is DefinedGate or TableGate or Subroutine);
        throw Source.UnknownName(offset, "gate", name, known.Select(candidate => candidate.Name).Concat(library.Names));
    }

    /// <summary>Makes sure that a gate gets as many angles and qubits as it takes.</summary>
    public void Check(Callee gate, GateCall call, int controls)
    {
        if (call.Arguments.Length != gate.ParameterCount)
        {
            var angles = Counted(gate.ParameterCount, "angle");
            throw Source.Error(call.Offset, $"Gate '{Spelling.Shorten(call.Name)}' takes {angles}, not {call.Arguments.Length}");
        }

        if (call.Operands.Length != gate.QubitCount + controls)
        {
            var modified = controls == 0 ? "" : $" with {Counted(controls, "control")}";
            var needed = Counted(gate.QubitCount + controls, "qubit");
            throw Source.Error(
                call.Offset, $"Gate '{Spelling.Shorten(call.Name)}'{modified} takes {needed}, not {call.Operands.Length}");
        }
    }

    /// <summary>The values that a loop's variable takes.</summary>
    public IEnumerable<Value> LoopValues(ForStatement loop, Scope scope)
    {
        var type = evaluator.Type(loop.Type, scope);
        var values = loop.Values switch
        {
            RangeExpression range => LoopRange(range, scope),
            SetExpression set => set.Items.Select(item => evaluator.Evaluate(item, scope)),
            _ => LoopBits(loop.Values, scope),
        };
        return values.Select(value => evaluator.Convert(value, type, loop.Offset));
    }

    /// <summary>
    /// The gate of the table whose decomposition the definition repeats: what a writer had to define is the same gate when it is
    /// read, and can have any power.
    /// </summary>
    private Gate? Recognized(DefinedGate gate)
    {
        const int longest = 32;
        if (gate.Instructions > longest || !gate.IsLinear) return null;
        ImmutableArray<Angle> angles = [.. gate.Parameters.Select(parameter => (Angle)new Parameter(parameter.Name))];
        ImmutableArray<int> qubits = [.. Enumerable.Range(0, gate.QubitCount)];
        var candidates = GateTable.All.Where(known =>
            known.QubitCount == gate.QubitCount && known.ParameterCount == angles.Length && !known.IsPrimitive);
        ImmutableArray<Instruction>? body = null;
        foreach (var candidate in candidates.OrderBy(candidate => !IsNamed(candidate)))
        {
            var decomposition = candidate.Decompose(angles, qubits);
            if (decomposition.Length != gate.Instructions) continue;

            // Many gates may do nothing; only the name tells that one of the table is meant.
            if (decomposition.IsEmpty && !IsNamed(candidate)) continue;
            body ??= expander.Preview(gate, angles, qubits);
            if (body.Value.SequenceEqual(decomposition)) return candidate;
        }

        return null;

        bool IsNamed(Gate candidate) => candidate.Name.Replace('.', '_') == gate.Name;
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private void Compile(ImmutableArray<Statement> body, Scope scope, ImmutableArray<GateStep>.Builder steps)
    {
        foreach (var statement in body)
        {
            evaluator.Budget.Step(statement.Offset, LineCost);
            switch (statement)
            {
                case GateCall call:
                    steps.Add(Line(call, scope));
                    break;
                case BarrierStatement barrier:
                    steps.Add(new GateStep(null, [], [], Qubits(barrier.Operands, scope), scope, barrier.Offset));
                    break;
                case ForStatement loop:
                    Unroll(loop, scope, steps);
                    break;
                case ExpressionStatement { Value: CallExpression call }:
                    throw Source.Error(call.Offset, $"Gate '{Spelling.Shorten(call.Name)}' needs qubits");
                default:
                    throw Source.Error(
                        statement.Offset, "Only gates, barriers and loops over them may stand in the body of a gate");
            }
        }
    }

    private void Unroll(ForStatement loop, Scope scope, ImmutableArray<GateStep>.Builder steps)
    {
        evaluator.Budget.Enter(loop.Offset, Budget.BlockLevels);
        foreach (var value in LoopValues(loop, scope))
        {
            var inner = new Scope(scope);
            inner.Declare(
                new Variable(loop.Name, evaluator.Type(loop.Type, scope), value, isConst: true, 0, loop.Offset), Source);
            Compile(loop.Body, inner, steps);
        }

        evaluator.Budget.Leave(Budget.BlockLevels);
    }

    private GateStep Line(GateCall call, Scope scope)
    {
        var gate = Find(call.Name, call.Offset, scope);
        var qubits = Qubits(call.Operands, scope);
        Check(gate, call, modifiers.Work(call.Modifiers, qubits.Length, scope).Controls.Length);
        return new GateStep(gate, call.Modifiers, call.Arguments, qubits, scope, call.Offset);
    }

    /// <summary>Which of the gate's qubits the operands are; a gate's body names them whole.</summary>
    private ImmutableArray<int> Qubits(ImmutableArray<Expression> operands, Scope scope)
    {
        var qubits = ImmutableArray.CreateBuilder<int>(operands.Length);
        foreach (var operand in operands)
        {
            if (evaluator.Evaluate(operand, scope) is not QubitsValue { IsScalar: true } qubit)
            {
                throw Source.Error(operand.Offset, "Expected a qubit of the gate");
            }

            if (qubits.Contains(qubit.Qubits[0])) throw Source.Error(operand.Offset, "A gate cannot act on one qubit twice");
            qubits.Add(qubit.Qubits[0]);
        }

        return qubits.DrainToImmutable();
    }

    private IEnumerable<Value> LoopRange(RangeExpression range, Scope scope)
    {
        var start = evaluator.Integer(range.Start!, scope);
        var stop = evaluator.Integer(range.Stop!, scope);
        var step = range.Step is null ? 1 : evaluator.Integer(range.Step, scope);
        if (step.IsZero) throw Source.Error(range.Offset, "A loop cannot have step 0");
        if ((stop - start).Sign == step.Sign) evaluator.Budget.Foresee(range.Offset, (stop - start) / step);
        for (var number = start; step > 0 ? number <= stop : number >= stop; number += step)
        {
            evaluator.Budget.Step(range.Offset);
            yield return new IntegerValue(number);
        }
    }

    private IEnumerable<Value> LoopBits(Expression values, Scope scope) => evaluator.Evaluate(values, scope) switch
    {
        BitsValue { IsScalar: false } bits =>
            Enumerable.Range(0, bits.Bits.Length)
                .Select(i => new BitsValue(new BitString(bits.Bits[i] ? 1UL : 0UL, 1), IsScalar: true)),
        MeasuredValue => throw Source.Refused(values.Offset, Refusals.RuntimeArithmetic),
        var other => throw Source.Error(values.Offset, $"A loop runs over a range, a set or bits, not over {other.Kind}"),
    };
}
