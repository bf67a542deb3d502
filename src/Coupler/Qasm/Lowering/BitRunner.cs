using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Runs what gives variables their values: measurements and assignments.</summary>
internal sealed class BitRunner(Expansion expansion, SubroutineRunner subroutines)
{
    private const string DroppedName = "dropped";

    private Evaluator Evaluator => expansion.Evaluator;

    private SourceText Source => expansion.Source;

    public QubitsValue Qubits(Expression operand, Scope scope) =>
        Evaluator.Evaluate(operand, scope) is QubitsValue qubits
            ? qubits
            : throw Source.Error(operand.Offset, "Expected a qubit or a register of qubits");

    public void Measure(MeasureStatement statement, Scope scope)
    {
        if (statement.Target is null) MeasureAndDrop(statement.Measure, scope);
        else Measure(statement.Measure, Target(statement.Target, scope), scope);
    }

    public void Measure(MeasureExpression measure, BitTarget target, Scope scope)
    {
        var qubits = Qubits(measure.Operand, scope);
        if (qubits.Qubits.Length != target.Places.Length)
        {
            throw Source.Error(
                measure.Offset, $"A measurement of {qubits.Qubits.Length} qubits gives as many bits, not {target.Places.Length}");
        }

        Evaluator.Budget.Step(measure.Offset, qubits.Qubits.Length);
        expansion.Memory.Measured(target.Places, measure.Offset);
        for (var i = 0; i < qubits.Qubits.Length; i++)
        {
            var place = target.Places[i];
            expansion.Sink.Add(
                new MeasureInstruction(qubits.Qubits[i], place.Variable.Storage.Bits[place.Index]), measure.Offset);
        }
    }

    public void Assign(Assignment assignment, Scope scope)
    {
        if (Number(assignment.Target, scope) is { } variable) AssignNumber(variable, assignment, scope);
        else AssignBits(assignment, Target(assignment.Target, scope), scope);
    }

    /// <summary>The value that fits the type; null if a call measured it into the variable that takes it.</summary>
    public Value? Value(Expression value, QasmType type, BitVariable? destination, Scope scope)
    {
        if (value is CallExpression call && scope.TryFind(call.Name, out var symbol) && symbol is Subroutine subroutine)
        {
            var result = subroutines.Call(subroutine, call.Arguments, scope, destination, call.Offset)
                ?? throw Source.Error(call.Offset, $"'{Spelling.Shorten(call.Name)}' returns nothing");
            if (destination is null || result is not MeasuredValue measured || measured.Bits != destination.Storage.Bits)
            {
                return Evaluator.Convert(result, type, value.Offset);
            }

            destination.Known = null;
            return null;
        }

        return Evaluator.Convert(Evaluator.Evaluate(value, scope), type, value.Offset);
    }

    /// <summary>Gives a known value to bits; measured ones cannot be copied.</summary>
    public void AssignKnown(ImmutableArray<BitPlace> places, Value value, int offset)
    {
        if (value is ConditionValue) throw Source.Refused(offset, Refusals.RuntimeArithmetic);
        if (value is not BitsValue known) throw Source.Refused(offset, Refusals.RuntimeCopy);

        // One new bit is a new value of the whole register.
        var registers = places.Select(place => place.Variable.Storage).Distinct();
        Evaluator.Budget.Step(offset, registers.Sum(register => (long)register.Size));
        expansion.Memory.Assign(places, known.Bits, offset);
    }

    /// <summary>The bits that a target names.</summary>
    public BitTarget Target(Expression target, Scope scope)
    {
        if (target is IndexExpression index)
        {
            var whole = Target(index.Target, scope);
            if (whole.IsScalar) throw Source.Error(index.Offset, "A single bit has no elements");
            var selection = Selection.Of(index.Index, whole.Places.Length, Evaluator, scope);
            return new BitTarget(selection.Of(whole.Places), selection.IsScalar);
        }

        if (target is not NameExpression name) throw Source.Error(target.Offset, "Expected a variable");
        return Evaluator.Find(name, scope) switch
        {
            BitVariable variable => new BitTarget(variable.Places, variable.IsScalar),
            BitAlias alias => new BitTarget(alias.Places, alias.IsScalar),
            Variable { IsConst: true } => throw Constant(name),
            Variable { Type.Kind: TypeKind.Bit } =>
                throw Source.Error(name.Offset, "The bits of a parameter cannot be changed one by one"),
            Variable => throw Source.Refused(name.Offset, Refusals.MeasureIntoNumber),
            _ => throw Source.Error(name.Offset, "Expected a bit or a register of bits"),
        };
    }

    private void MeasureAndDrop(MeasureExpression measure, Scope scope)
    {
        var qubits = Qubits(measure.Operand, scope).Qubits;
        var variable = expansion.Memory.DeclarePassing(DroppedName, new QasmType(TypeKind.Bit, qubits.Length), measure.Offset);
        Measure(measure, new BitTarget(variable.Places, IsScalar: false), scope);
        expansion.Memory.Release(variable);
    }

    private QasmSyntaxException Constant(NameExpression name) =>
        Source.Error(name.Offset, $"'{Spelling.Shorten(name.Name)}' is a constant");

    private Variable? Number(Expression target, Scope scope) =>
        target is NameExpression name && Evaluator.Find(name, scope) is Variable variable
            ? variable.IsConst ? throw Constant(name) : variable
            : null;

    private void AssignNumber(Variable variable, Assignment assignment, Scope scope)
    {
        if (assignment.Value is MeasureExpression) throw Source.Refused(assignment.Offset, Refusals.MeasureIntoNumber);
        var value = Compound(assignment, assignment.Target, variable.Type, scope)
            ?? Value(assignment.Value, variable.Type, null, scope)!;
        if (value is MeasuredValue or ConditionValue) throw Source.Refused(assignment.Offset, Refusals.RuntimeCopy);
        if (variable.Branch != expansion.Sink.Branch) throw Source.Refused(assignment.Offset, Refusals.RuntimeAssignment);
        variable.Value = value;
    }

    private void AssignBits(Assignment assignment, BitTarget target, Scope scope)
    {
        var type = new QasmType(TypeKind.Bit, target.IsScalar ? null : target.Places.Length);
        if (assignment.Value is MeasureExpression measure)
        {
            if (assignment.Operator is not null) throw Source.Refused(assignment.Offset, Refusals.RuntimeArithmetic);
            Measure(measure, target, scope);
            return;
        }

        var compound = Compound(assignment, assignment.Target, type, scope);
        var value = compound ?? Value(assignment.Value, type, target.Whole, scope);
        if (value is not null) AssignKnown(target.Places, value, assignment.Offset);
    }

    /// <summary>The value of <c>target += value</c>; null for a plain assignment.</summary>
    private Value? Compound(Assignment assignment, Expression target, QasmType type, Scope scope)
    {
        if (assignment.Operator is not { } binary) return null;
        var left = Evaluator.Evaluate(target, scope);
        var right = Evaluator.Evaluate(assignment.Value, scope);
        return Evaluator.Convert(Evaluator.Apply(binary, left, right, assignment.Offset), type, assignment.Offset);
    }
}
