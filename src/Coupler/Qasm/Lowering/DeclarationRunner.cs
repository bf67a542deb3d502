using System.Collections.Immutable;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Runs declarations: names get their meaning.</summary>
internal sealed class DeclarationRunner(Expansion expansion, BitRunner bits, GateCompiler gates)
{
    private Evaluator Evaluator => expansion.Evaluator;

    private SourceText Source => expansion.Source;

    public void Run(Statement statement, Scope scope, Frame frame)
    {
        switch (statement)
        {
            case IncludeStatement include:
                Include(include);
                break;
            case VariableDeclaration variable:
                Declare(variable, scope, frame);
                break;
            case AliasDeclaration alias:
                scope.Declare(Alias(alias, scope), Source);
                break;
            default:
                scope.Declare(Outermost(statement, scope), Source);
                break;
        }
    }

    /// <summary>Ends the life of the variables that a block declared.</summary>
    /// <param name="count">How many there were before the block.</param>
    public void Release(Frame frame, int count)
    {
        for (var i = frame.Passing.Count - 1; i >= count; i--)
        {
            // What a call returns from an inner block outlives the block, and perhaps the call.
            if (frame.Result is MeasuredValue result && result.Bits[0].Register == frame.Passing[i].Storage.Name) continue;
            expansion.Memory.Release(frame.Passing[i]);
            frame.Passing.RemoveAt(i);
        }
    }

    /// <summary>What stands for the whole program: only in its outermost scope can it be declared.</summary>
    private Symbol Outermost(Statement statement, Scope scope)
    {
        if (statement is ExpressionStatement) throw Source.Error(statement.Offset, "This value is used nowhere");
        if (!scope.IsOutermost) throw Source.Error(statement.Offset, "This can be declared in the outermost scope only");
        return statement switch
        {
            QubitDeclaration qubits => expansion.Qubits.Declare(qubits.Name, Size(qubits, scope), qubits.Offset),
            InputDeclaration input => Input(input, scope),
            OutputDeclaration { Type.Kind: not TypeKind.Bit } output => throw Source.Refused(
                output.Type.Offset, Refusals.NumberOutput),
            OutputDeclaration output =>
                expansion.Memory.DeclareLasting(output.Name, Evaluator.Type(output.Type, scope), isOutput: true, output.Offset),
            GateDefinition gate => gates.Define(gate, scope),
            OpaqueDeclaration opaque => new OpaqueGate(opaque.Name, opaque.Offset),
            SubroutineDefinition subroutine => new Subroutine(subroutine),
            _ => throw new InvalidOperationException($"The statement {statement} cannot be run."),
        };
    }

    private QasmType Size(QubitDeclaration qubits, Scope scope) => new(
        TypeKind.Qubit, qubits.Size is null ? null : Evaluator.Size(qubits.Size, Source.Limits.RegisterElements, scope));

    private void Include(IncludeStatement include)
    {
        if (include.Path != expansion.Library.FileName) throw Source.Refused(include.Offset, Refusals.Include);
        expansion.Library.Include();
    }

    private void Declare(VariableDeclaration declaration, Scope scope, Frame frame)
    {
        var type = Evaluator.Type(declaration.Type, scope);
        if (type.Kind == TypeKind.Bit && !declaration.IsConst)
        {
            DeclareBits(declaration, type, scope, frame);
            return;
        }

        var value = Known(declaration, type, scope);
        var (name, isConst, branch) = (declaration.Name, declaration.IsConst, expansion.Sink.Branch);
        scope.Declare(new Variable(name, type, value, isConst, branch, declaration.Offset), Source);
    }

    private Value? Known(VariableDeclaration declaration, QasmType type, Scope scope)
    {
        if (declaration.Value is null) return null;
        if (declaration.Value is MeasureExpression) throw Source.Refused(declaration.Value.Offset, Refusals.MeasureIntoNumber);
        var value = bits.Value(declaration.Value, type, null, scope);
        return value is MeasuredValue or ConditionValue
            ? throw Source.Refused(declaration.Value.Offset, Refusals.RuntimeCopy)
            : value;
    }

    private void DeclareBits(VariableDeclaration declaration, QasmType type, Scope scope, Frame frame)
    {
        var variable = Storage(declaration, type, scope, frame);
        var target = new BitTarget(variable.Places, variable.IsScalar);
        if (declaration.Value is MeasureExpression measure) bits.Measure(measure, target, scope);
        else if (declaration.Value is not null && bits.Value(declaration.Value, type, variable, scope) is { } value)
        {
            bits.AssignKnown(target.Places, value, declaration.Value.Offset);
        }

        scope.Declare(variable, Source);
    }

    private BitVariable Storage(VariableDeclaration declaration, QasmType type, Scope scope, Frame frame)
    {
        if (scope.IsOutermost)
        {
            return expansion.Memory.DeclareLasting(declaration.Name, type, isOutput: false, declaration.Offset);
        }
        if (scope == frame.Scope && frame.Destination is { } destination
            && frame.Subroutine?.ReturnedName == declaration.Name && destination.Storage.Size == type.Length)
        {
            return new BitVariable(
                declaration.Name, destination.Storage, type.IsScalar, expansion.Sink.Branch, declaration.Offset);
        }

        var variable = expansion.Memory.DeclarePassing(declaration.Name, type, declaration.Offset);
        frame.Passing.Add(variable);
        return variable;
    }

    private Variable Input(InputDeclaration input, Scope scope)
    {
        var type = Evaluator.Type(input.Type, scope);
        var value = expansion.Inputs.Of(input, type);
        return new Variable(input.Name, type, value, isConst: false, expansion.Sink.Branch, input.Offset);
    }

    private Symbol Alias(AliasDeclaration alias, Scope scope)
    {
        var parts = new List<Expression>();
        for (var part = alias.Value; ; part = ((BinaryExpression)part).Left)
        {
            if (part is BinaryExpression { Operator: BinaryOperator.Concatenate } joined)
            {
                parts.Add(joined.Right);
                continue;
            }

            parts.Add(part);
            break;
        }

        parts.Reverse();
        return IsOfQubits(parts[0], scope) ? QubitAlias(alias, parts, scope) : BitAlias(alias, parts, scope);
    }

    private bool IsOfQubits(Expression expression, Scope scope)
    {
        while (expression is IndexExpression index) expression = index.Target;
        return expression is NameExpression name && Evaluator.Find(name, scope) is QubitRegister;
    }

    private QubitRegister QubitAlias(AliasDeclaration alias, List<Expression> parts, Scope scope)
    {
        var values = parts.Select(part => bits.Qubits(part, scope)).ToArray();
        var qubits = values.Length == 1 ? values[0].Qubits : [.. values.SelectMany(value => value.Qubits)];
        CheckDistinct(qubits, alias.Value.Offset);
        return new QubitRegister(alias.Name, new QubitsValue(qubits, values is [{ IsScalar: true }]), alias.Offset);
    }

    private BitAlias BitAlias(AliasDeclaration alias, List<Expression> parts, Scope scope)
    {
        var targets = parts.Select(part => bits.Target(part, scope)).ToArray();
        ImmutableArray<BitPlace> places = [.. targets.SelectMany(target => target.Places)];
        CheckDistinct(places, alias.Value.Offset);
        return new BitAlias(alias.Name, places, targets is [{ IsScalar: true }], alias.Offset);
    }

    private void CheckDistinct<T>(ImmutableArray<T> elements, int offset)
    {
        Evaluator.Budget.Step(offset, elements.Length);
        if (elements.Distinct().Count() != elements.Length) throw Source.Error(offset, "An alias cannot hold one element twice");
    }
}
