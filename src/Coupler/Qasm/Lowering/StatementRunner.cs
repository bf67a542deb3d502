using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Runs statements once, while the text is expanded: what touches qubits becomes an instruction.</summary>
internal sealed class StatementRunner
{
    private readonly Evaluator evaluator;
    private readonly InstructionSink sink;
    private readonly GateCompiler gates;
    private readonly GateModifiers modifiers;
    private readonly GateExpander expander;
    private readonly DeclarationRunner declarations;
    private readonly BitRunner bits;

    public StatementRunner(Expansion expansion)
    {
        evaluator = expansion.Evaluator;
        sink = expansion.Sink;
        modifiers = new GateModifiers(evaluator);
        expander = new GateExpander(evaluator, modifiers, sink);
        gates = new GateCompiler(evaluator, modifiers, expander, expansion.Library);
        Subroutines = new SubroutineRunner(expansion, this);
        bits = new BitRunner(expansion, Subroutines);
        declarations = new DeclarationRunner(expansion, bits, gates);
        evaluator.Call = (subroutine, call, scope) => Subroutines.Call(subroutine, call.Arguments, scope, null, call.Offset)
            ?? throw Source.Error(call.Offset, $"'{Spelling.Shorten(call.Name)}' returns nothing");
    }

    public SubroutineRunner Subroutines { get; }

    private SourceText Source => evaluator.Source;

    public Completion Run(ImmutableArray<Statement> statements, Scope scope, Frame frame)
    {
        foreach (var statement in statements)
        {
            evaluator.Budget.Step(statement.Offset, scope.Steps);
            var completion = Run(statement, scope, frame);
            if (completion != Completion.Normal) return completion;
            if (Subroutines.HasEnded) return Completion.End;
        }

        return Completion.Normal;
    }

    private Completion Run(Statement statement, Scope scope, Frame frame) => statement switch
    {
        BlockStatement block => RunBlock(block.Body, scope, frame, block.Offset),
        BoxStatement box => RunBlock(box.Body, scope, frame, box.Offset),
        IfStatement branch => RunIf(branch, scope, frame),
        ForStatement loop => RunFor(loop, scope, frame),
        WhileStatement loop => RunWhile(loop, scope, frame),
        JumpStatement jump => Jump(jump.Kind),
        ReturnStatement result => Return(result, scope, frame),
        _ => RunSimple(statement, scope, frame),
    };

    private Completion RunSimple(Statement statement, Scope scope, Frame frame)
    {
        switch (statement)
        {
            case GateCall call:
                RunCall(call, scope);
                break;
            case MeasureStatement measure:
                bits.Measure(measure, scope);
                break;
            case ResetStatement reset:
                foreach (var qubit in bits.Qubits(reset.Operand, scope).Qubits)
                {
                    sink.Add(new ResetInstruction(qubit), reset.Offset);
                }
                break;
            case BarrierStatement barrier:
                RunBarrier(barrier, scope);
                break;
            case Assignment assignment:
                bits.Assign(assignment, scope);
                break;
            case ExpressionStatement { Value: CallExpression call }:
                RunCall(new GateCall([], call.Name, call.Arguments, [], call.Offset), scope);
                break;
            default:
                declarations.Run(statement, scope, frame);
                break;
        }

        return Completion.Normal;
    }

    private Completion RunBlock(ImmutableArray<Statement> body, Scope scope, Frame frame, int offset) =>
        RunBody(body, new Scope(scope), frame, offset);

    /// <param name="scope">That of the body alone.</param>
    private Completion RunBody(ImmutableArray<Statement> body, Scope scope, Frame frame, int offset)
    {
        evaluator.Budget.Step(offset, Budget.BlockSteps);
        evaluator.Budget.Enter(offset, Budget.BlockLevels);
        var passing = frame.Passing.Count;
        var completion = Run(body, scope, frame);
        declarations.Release(frame, passing);
        evaluator.Budget.Leave(Budget.BlockLevels);
        return completion;
    }

    private Completion RunIf(IfStatement branch, Scope scope, Frame frame)
    {
        var truth = evaluator.Truth(branch.Condition, scope);
        if (truth is BooleanValue known) return RunBlock(known.Truth ? branch.Then : branch.Else, scope, frame, branch.Offset);
        var then = sink.Collect(() => RunBranch(branch.Then, scope, frame, branch.Offset));
        var otherwise = sink.Collect(() => RunBranch(branch.Else, scope, frame, branch.Offset));
        sink.AddChoice(((ConditionValue)truth).Condition, then, otherwise, branch.Offset);
        return Completion.Normal;
    }

    private void RunBranch(ImmutableArray<Statement> body, Scope scope, Frame frame, int offset)
    {
        if (RunBlock(body, scope, frame, offset) != Completion.Normal) throw Source.Refused(offset, Refusals.RuntimeJump);
    }

    private Completion RunFor(ForStatement loop, Scope scope, Frame frame)
    {
        var type = evaluator.Type(loop.Type, scope);
        foreach (var value in gates.LoopValues(loop, scope))
        {
            var inner = new Scope(scope);
            inner.Declare(new Variable(loop.Name, type, value, isConst: false, sink.Branch, loop.Offset), Source);
            var completion = RunBody(loop.Body, inner, frame, loop.Offset);
            if (completion == Completion.Break) break;
            if (completion is Completion.Return or Completion.End) return completion;
        }

        return Completion.Normal;
    }

    private Completion RunWhile(WhileStatement loop, Scope scope, Frame frame)
    {
        while (true)
        {
            evaluator.Budget.Step(loop.Offset);
            if (evaluator.Truth(loop.Condition, scope) is not BooleanValue truth)
            {
                throw Source.Refused(loop.Offset, Refusals.RuntimeWhile);
            }
            if (!truth.Truth) return Completion.Normal;
            var completion = RunBlock(loop.Body, scope, frame, loop.Offset);
            if (completion == Completion.Break) return Completion.Normal;
            if (completion is Completion.Return or Completion.End) return completion;
        }
    }

    private static Completion Jump(JumpKind kind) => kind switch
    {
        JumpKind.Break => Completion.Break,
        JumpKind.Continue => Completion.Continue,
        _ => Completion.End,
    };

    private Completion Return(ReturnStatement result, Scope scope, Frame frame)
    {
        if (frame.Subroutine is null) throw Source.Error(result.Offset, "'return' stands outside of a subroutine");
        frame.Result = Subroutines.Returned(result, scope, frame, bits);
        return Completion.Return;
    }

    private void RunBarrier(BarrierStatement barrier, Scope scope)
    {
        ImmutableArray<int> qubits = barrier.Operands is [var single]
            ? bits.Qubits(single, scope).Qubits
            : [.. barrier.Operands.SelectMany(operand => bits.Qubits(operand, scope).Qubits).Distinct()];
        evaluator.Budget.Step(barrier.Offset, qubits.Length);
        sink.Add(new BarrierInstruction(qubits), barrier.Offset);
    }

    /// <summary>A gate, or a subroutine in the older spelling: its qubits behind the parentheses.</summary>
    private void RunCall(GateCall call, Scope scope)
    {
        if (call.Modifiers.IsEmpty && scope.TryFind(call.Name, out var symbol) && symbol is Subroutine subroutine)
        {
            Subroutines.Call(subroutine, [.. call.Arguments, .. call.Operands], scope, null, call.Offset);
            return;
        }

        var gate = gates.Find(call.Name, call.Offset, scope);
        var modification = modifiers.Work(call.Modifiers, call.Operands.Length, scope);
        gates.Check(gate, call, modification.Controls.Length);
        Broadcast(gate, call, evaluator.ToAngles(call.Arguments, scope), modification, scope);
    }

    /// <summary>Applies the gate to each element of the registers among its operands; single qubits stay the same.</summary>
    private void Broadcast(
        Callee gate, GateCall call, ImmutableArray<Angle> angles, GateModifiers.Modification modification, Scope scope)
    {
        var operands = new QubitsValue[call.Operands.Length];
        int? length = null;
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = bits.Qubits(call.Operands[i], scope);
            if (operands[i].IsScalar) continue;
            length ??= operands[i].Qubits.Length;
            if (operands[i].Qubits.Length != length)
            {
                throw Source.Error(
                    call.Operands[i].Offset, $"The registers differ in length: {length} qubits and {operands[i].Qubits.Length}");
            }
        }

        if (length > 1) evaluator.Budget.Foresee(call.Offset, call.Name, (long)length);
        for (var i = 0; i < (length ?? 1); i++)
        {
            var qubits = new int[operands.Length];
            for (var j = 0; j < qubits.Length; j++) qubits[j] = operands[j].Qubits[operands[j].IsScalar ? 0 : i];
            CheckDistinct(qubits, call);
            expander.Apply(
                gate, modification, new(angles, ImmutableCollectionsMarshal.AsImmutableArray(qubits), [], call.Offset));
        }
    }

    private void CheckDistinct(int[] qubits, GateCall call)
    {
        const int few = 8;
        if (qubits.Length > few ? qubits.Distinct().Count() == qubits.Length : AreDistinct(qubits)) return;
        throw Source.Error(call.Offset, $"Gate '{Spelling.Shorten(call.Name)}' cannot act on one qubit twice");
    }

    private static bool AreDistinct(ReadOnlySpan<int> qubits)
    {
        for (var i = 1; i < qubits.Length; i++)
        {
            if (qubits[..i].Contains(qubits[i])) return false;
        }

        return true;
    }
}
