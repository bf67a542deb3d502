using System.Collections.Immutable;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Runs subroutines where they are called.</summary>
internal sealed class SubroutineRunner(Expansion expansion, StatementRunner statements)
{
    private const string ResultName = "result";

    private Evaluator Evaluator => expansion.Evaluator;

    private SourceText Source => expansion.Source;

    /// <summary>The scope around all subroutines.</summary>
    public Scope Outermost { get; } = new(null);

    /// <summary>Whether an 'end' ended the program within a call.</summary>
    public bool HasEnded { get; private set; }

    /// <param name="destination">Where measured bits that it returns are wanted, if they are.</param>
    /// <returns>Null if it returns nothing.</returns>
    public Value? Call(
        Subroutine subroutine, ImmutableArray<Expression> arguments, Scope scope, BitVariable? destination, int offset)
    {
        var definition = subroutine.Definition;
        if (arguments.Length != definition.Parameters.Length)
        {
            throw Source.Error(
                offset,
                $"'{Spelling.Shorten(subroutine.Name)}' takes {definition.Parameters.Length} arguments, not {arguments.Length}");
        }

        Evaluator.Budget.Step(offset, Budget.CallSteps);
        Evaluator.Budget.Enter(offset, Budget.CallLevels);
        var inner = new Scope(Outermost, isDefinition: true);
        var values = Bind(definition, arguments, scope, inner);
        var returned = definition.ReturnType is null ? (QasmType?)null : Evaluator.Type(definition.ReturnType, Outermost);
        var frame = new Frame(subroutine, inner, Usable(destination, returned, values));
        var completion = statements.Run(definition.Body, inner, frame);
        HasEnded |= completion == Completion.End;
        Release(frame);
        Evaluator.Budget.Leave(Budget.CallLevels);
        if (returned is not { } type) return null;
        return frame.Result is { } result
            ? Evaluator.Convert(result, type, offset)
            : throw Source.Error(definition.Offset, $"'{Spelling.Shorten(subroutine.Name)}' ends without returning {type}");
    }

    /// <summary>The value of a 'return'.</summary>
    public Value? Returned(ReturnStatement statement, Scope scope, Frame frame, BitRunner bits)
    {
        var type = frame.Subroutine!.Definition.ReturnType;
        if (statement.Value is null) return null;
        if (type is null)
        {
            throw Source.Error(statement.Offset, $"'{Spelling.Shorten(frame.Subroutine.Name)}' declares no type to return");
        }
        if (statement.Value is not MeasureExpression measure)
        {
            return bits.Value(statement.Value, Evaluator.Type(type, scope), frame.Destination, scope)
                ?? new MeasuredValue(frame.Destination!.Storage.Bits, frame.Destination.IsScalar);
        }

        var wanted = frame.Destination ?? Temporary(Evaluator.Type(type, scope), frame, statement.Offset);
        bits.Measure(measure, new BitTarget(wanted.Places, wanted.IsScalar), scope);
        return new MeasuredValue(wanted.Storage.Bits, wanted.IsScalar);
    }

    private BitVariable Temporary(QasmType type, Frame frame, int offset)
    {
        if (type.Kind != TypeKind.Bit) throw Source.Refused(offset, Refusals.MeasureIntoNumber);
        var variable = expansion.Memory.DeclarePassing(ResultName, type, offset);
        frame.Passing.Add(variable);
        return variable;
    }

    /// <summary>
    /// The destination, if the subroutine may measure into it while it runs: it must take exactly what is returned, and no
    /// argument may still read it.
    /// </summary>
    private BitVariable? Usable(BitVariable? destination, QasmType? returned, List<Value> arguments)
    {
        if (destination is null || returned is not { Kind: TypeKind.Bit } type || type.Length != destination.Storage.Size)
        {
            return null;
        }
        var name = destination.Storage.Name;
        if (arguments.OfType<MeasuredValue>().Any(argument => argument.Bits.Any(bit => bit.Register == name))) return null;
        return expansion.Memory.CanReplace(destination) ? destination : null;
    }

    private List<Value> Bind(SubroutineDefinition definition, ImmutableArray<Expression> arguments, Scope scope, Scope inner)
    {
        var values = new List<Value>();
        var qubits = new HashSet<int>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = definition.Parameters[i];
            var type = Evaluator.Type(parameter.Type, Outermost);
            var value = Evaluator.Evaluate(arguments[i], scope);
            if (type.Kind == TypeKind.Qubit)
            {
                inner.Declare(
                    new QubitRegister(parameter.Name, Matching(value, type, arguments[i].Offset, qubits), parameter.Offset),
                    Source);
                continue;
            }

            value = Evaluator.Convert(value, type, arguments[i].Offset);
            if (value is not (MeasuredValue or ConditionValue) || type.Kind == TypeKind.Bit) values.Add(value);
            else throw Source.Refused(arguments[i].Offset, Refusals.RuntimeCopy);
            inner.Declare(
                new Variable(parameter.Name, type, value, isConst: false, expansion.Sink.Branch, parameter.Offset), Source);
        }

        return values;
    }

    private QubitsValue Matching(Value value, QasmType type, int offset, HashSet<int> taken)
    {
        if (value is not QubitsValue qubits || qubits.IsScalar != type.IsScalar || qubits.Qubits.Length != type.Length)
        {
            throw Source.Error(
                offset, $"Expected {(type.IsScalar ? "a qubit" : $"a register of {type.Length} qubits")}, not {value.Kind}");
        }

        Evaluator.Budget.Step(offset, qubits.Qubits.Length);
        return qubits.Qubits.All(taken.Add) ? qubits : throw Source.Error(offset, "A subroutine cannot take one qubit twice");
    }

    /// <summary>Registers of the call are free again, but for one that holds the result.</summary>
    private void Release(Frame frame)
    {
        var result = (frame.Result as MeasuredValue)?.Bits[0].Register;
        foreach (var variable in frame.Passing.Where(variable => variable.Storage.Name != result))
        {
            expansion.Memory.Release(variable);
        }
    }
}
