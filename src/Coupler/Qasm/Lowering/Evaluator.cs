using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>Works out expressions while the text is expanded.</summary>
internal sealed class Evaluator
{
    private readonly QasmVersion version;
    private readonly Arithmetic arithmetic;

    public Evaluator(SourceText source, QasmVersion version, Budget budget)
    {
        Source = source;
        Budget = budget;
        this.version = version;
        arithmetic = new Arithmetic(source, divideReal: version == QasmVersion.OpenQasm2);
    }

    public SourceText Source { get; }

    public Budget Budget { get; }

    /// <summary>Runs a subroutine that is called within an expression; the statement runner sets it.</summary>
    public Func<Subroutine, CallExpression, Scope, Value>? Call { get; set; }

    public Value Evaluate(Expression expression, Scope scope)
    {
        if (expression is IntegerLiteral { Value: var number }) return new IntegerValue(number);
        Budget.Step(expression.Offset, scope.Steps);
        Budget.Enter(expression.Offset);
        var value = expression switch
        {
            RealLiteral real => new RealValue(Angle.FromRadians(real.Value)),
            BooleanLiteral truth => new BooleanValue(truth.Value),
            BitsLiteral bits => new BitsValue(bits.Value, IsScalar: false),
            NameExpression name => Named(name, scope),
            UnaryExpression unary => Unary(unary, scope),
            BinaryExpression binary => Binary(binary, scope),
            CallExpression call => Called(call, scope),
            CastExpression cast => Cast(cast, scope),
            IndexExpression index => Indexed(index, scope),
            MeasureExpression =>
                throw Source.Error(
                    expression.Offset, "A measurement has no place in an expression; give its outcome a name first"),
            _ => throw Source.Error(expression.Offset, "A range or a set has no value; it stands in brackets, or behind 'in'"),
        };
        Charge(value, expression.Offset);
        Budget.Leave();
        return value;
    }

    /// <summary>The value as an integer that is known now.</summary>
    public BigInteger Integer(Expression expression, Scope scope) => Evaluate(expression, scope) switch
    {
        IntegerValue integer => integer.Number,
        BooleanValue or BitsValue { IsScalar: true } =>
            throw Source.Error(expression.Offset, "Expected an integer; write int(…) around a bit"),
        MeasuredValue or ConditionValue => throw Source.Refused(expression.Offset, Refusals.RuntimeIndex),
        var other => throw Source.Error(expression.Offset, $"Expected an integer, not {other.Kind}"),
    };

    /// <summary>The value as an angle; inputs without a value may stand in it.</summary>
    public Angle ToAngle(Expression expression, Scope scope)
    {
        var value = Evaluate(expression, scope);
        if (value is MeasuredValue or ConditionValue) throw Source.Refused(expression.Offset, Refusals.RuntimeArithmetic);
        var number = Conversion.ToReal(value) ?? throw Source.Error(expression.Offset, $"Expected an angle, not {value.Kind}");
        return number.IsFinite
            ? number
            : throw Source.Error(expression.Offset, "This angle is no finite number");
    }

    public ImmutableArray<Angle> ToAngles(ImmutableArray<Expression> expressions, Scope scope)
    {
        if (expressions.IsEmpty) return [];
        var angles = new Angle[expressions.Length];
        for (var i = 0; i < angles.Length; i++) angles[i] = ToAngle(expressions[i], scope);
        return ImmutableCollectionsMarshal.AsImmutableArray(angles);
    }

    /// <summary>The size of a register or the bits of a number, from 1 up to the limit.</summary>
    public int Size(Expression expression, int limit, Scope scope)
    {
        var size = Integer(expression, scope);
        if (size < 1) throw Source.Error(expression.Offset, $"A size is at least 1, not {Spelling.Shorten(size.ToString())}");
        return size <= limit
            ? (int)size
            : throw Source.Error(
                expression.Offset, $"The size {Spelling.Shorten(size.ToString())} is beyond the limit of {limit:N0}");
    }

    public QasmType Type(TypeSyntax type, Scope scope)
    {
        var limit = type.Kind is TypeKind.Bit or TypeKind.Qubit ? Source.Limits.RegisterElements : Source.Limits.NumberBits;
        return new QasmType(type.Kind, type.Size is null ? null : Size(type.Size, limit, scope));
    }

    /// <summary>Casts, or says why not.</summary>
    public Value Convert(Value value, QasmType type, int offset) =>
        Conversion.To(type, value) ?? throw Source.Error(offset, $"{Capital(value.Kind)} cannot become {Article(type)}");

    /// <summary>Whether the value is true, or the question that decides it while the circuit runs.</summary>
    public Value Truth(Expression expression, Scope scope)
    {
        var value = Evaluate(expression, scope);
        if (value is RealValue { Number.IsConstant: false }) throw Source.Refused(expression.Offset, Refusals.NonlinearInput);
        return Conversion.ToBoolean(value) ?? throw Source.Error(expression.Offset, $"Expected a condition, not {value.Kind}");
    }

    /// <summary>What a name means here.</summary>
    public Symbol Find(NameExpression name, Scope scope)
    {
        if (scope.TryFind(name.Name, out var symbol)) return symbol;
        if (scope.Hides(name.Name))
        {
            throw Source.Error(
                name.Offset,
                $"'{Spelling.Shorten(name.Name)}' is not known here: the body of a gate or a subroutine sees constants only");
        }

        throw Source.UnknownName(name.Offset, "name", name.Name, scope.Symbols.Select(known => known.Name));
    }

    public Value Apply(BinaryOperator binary, Value left, Value right, int offset) =>
        arithmetic.Apply(binary, left, right, offset)
        ?? throw Source.Error(offset, $"'{Operators.Text(binary, version)}' does not apply to {left.Kind} and {right.Kind}");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Article(QasmType type) => type.Kind is TypeKind.Int or TypeKind.Angle ? $"an {type}" : $"a {type}";

    /// <summary>Long registers and long numbers cost more than one step.</summary>
    private void Charge(Value value, int offset)
    {
        var count = value switch
        {
            BitsValue bits => bits.Bits.Length,
            MeasuredValue measured => measured.Bits.Length / 64,
            IntegerValue integer => integer.Number.GetBitLength() / 8,
            _ => 0,
        };
        if (count > 0) Budget.Step(offset, count);
    }

    private Value Named(NameExpression name, Scope scope)
    {
        if (!scope.TryFind(name.Name, out var symbol))
        {
            if (Functions.Constants(version).TryGetValue(name.Name, out var constant))
            {
                return new RealValue(Angle.FromRadians(constant));
            }
            symbol = Find(name, scope);
        }

        return symbol switch
        {
            Variable variable => variable.Value
                ?? throw Source.Error(name.Offset, $"'{Spelling.Shorten(name.Name)}' is read before it has a value"),
            BitVariable { Known: { } known } bits => new BitsValue(known, bits.IsScalar),
            BitVariable bits => new MeasuredValue(bits.Storage.Bits, bits.IsScalar),
            BitAlias alias => Aliased(alias, name.Offset),
            QubitRegister register => register.Qubits,
            _ => throw Source.Error(name.Offset, $"'{Spelling.Shorten(name.Name)}' is a gate or a subroutine; it has no value"),
        };
    }

    private Value Aliased(BitAlias alias, int offset)
    {
        Budget.Step(offset, alias.Places.Length);
        var known = alias.Places.Count(place => place.Variable.Known is not null);
        if (known == 0)
        {
            return new MeasuredValue([.. alias.Places.Select(place => place.Variable.Storage.Bits[place.Index])], alias.IsScalar);
        }
        if (known < alias.Places.Length) throw Source.Refused(offset, Refusals.RuntimeArithmetic);
        bool[] bits = [.. alias.Places.Select(place => place.Variable.Known!.Value[place.Index])];
        return new BitsValue(BitString.FromBits(bits), alias.IsScalar);
    }

    private Value Unary(UnaryExpression unary, Scope scope)
    {
        var operand = Evaluate(unary.Operand, scope);
        return arithmetic.Apply(unary.Operator, operand, unary.Offset)
            ?? throw Source.Error(unary.Offset, $"'{Operators.Text(unary.Operator)}' does not apply to {operand.Kind}");
    }

    private Value Binary(BinaryExpression binary, Scope scope)
    {
        if (binary.Operator is BinaryOperator.BothTrue or BinaryOperator.EitherTrue) return Logical(binary, scope);
        var left = Evaluate(binary.Left, scope);
        return Apply(binary.Operator, left, Evaluate(binary.Right, scope), binary.Offset);
    }

    /// <summary>The right side is worked out only if the left does not decide.</summary>
    private Value Logical(BinaryExpression binary, Scope scope)
    {
        var both = binary.Operator == BinaryOperator.BothTrue;
        var left = Truth(binary.Left, scope);
        if (left is BooleanValue known) return known.Truth == both ? Truth(binary.Right, scope) : known;
        var right = Truth(binary.Right, scope);
        var condition = ((ConditionValue)left).Condition;
        if (right is BooleanValue constant) return constant.Truth == both ? left : constant;
        var other = ((ConditionValue)right).Condition;
        return new ConditionValue(
            both ? new RuntimeCondition.Both(condition, other) : new RuntimeCondition.Either(condition, other));
    }

    private Value Called(CallExpression call, Scope scope)
    {
        if (scope.TryFind(call.Name, out var symbol))
        {
            return symbol is Subroutine subroutine
                ? Call!(subroutine, call, scope)
                : throw Source.Error(call.Offset, $"'{Spelling.Shorten(call.Name)}' is no function");
        }

        if (Functions.Real(version).TryGetValue(call.Name, out var real))
        {
            if (call.Arguments.Length != 1)
            {
                throw Source.Error(call.Offset, $"'{call.Name}' takes one number, not {call.Arguments.Length}");
            }
            var argument = Evaluate(call.Arguments[0], scope);
            if (argument is RealValue { Number.IsConstant: false }) throw Source.Refused(call.Offset, Refusals.NonlinearInput);
            var number = Conversion.TryReal(argument)
                ?? throw Source.Error(call.Offset, $"'{call.Name}' takes a number, not {argument.Kind}");
            return new RealValue(Angle.FromRadians(real(number)));
        }

        if (!Functions.Other(version).TryGetValue(call.Name, out var other))
        {
            var known = scope.Symbols.OfType<Subroutine>().Select(subroutine => subroutine.Name);
            throw Source.UnknownName(
                call.Offset,
                "function",
                call.Name,
                [.. known, .. Functions.Real(version).Keys, .. Functions.Other(version).Keys]);
        }

        ImmutableArray<Value> arguments = [.. call.Arguments.Select(argument => Evaluate(argument, scope))];
        return other(arguments) ?? throw Source.Error(call.Offset, $"'{call.Name}' does not take these arguments");
    }

    private Value Cast(CastExpression cast, Scope scope)
    {
        var value = Evaluate(cast.Operand, scope);
        return Convert(value, Type(cast.Type, scope), cast.Offset);
    }

    private Value Indexed(IndexExpression index, Scope scope)
    {
        var target = Evaluate(index.Target, scope);
        var length = target switch
        {
            QubitsValue { IsScalar: false } qubits => qubits.Qubits.Length,
            MeasuredValue { IsScalar: false } bits => bits.Bits.Length,
            BitsValue { IsScalar: false } bits => bits.Bits.Length,
            IntegerValue integer => Width(integer),
            _ => throw Source.Error(index.Offset, $"{Capital(target.Kind)} has no elements"),
        };
        var selection = Selection.Of(index.Index, length, this, scope);
        return target switch
        {
            QubitsValue qubits => new QubitsValue(selection.Of(qubits.Qubits), selection.IsScalar),
            MeasuredValue bits => new MeasuredValue(selection.Of(bits.Bits), selection.IsScalar),
            BitsValue bits => Bits(bits.Bits, selection),
            _ => Bits(Conversion.Bits(((IntegerValue)target).Number, length), selection),
        };
    }

    private static int Width(IntegerValue integer) => integer.Width > 0 ? integer.Width : QasmType.DefaultIntegerBits;

    private static BitsValue Bits(BitString bits, Selection selection)
    {
        var picked = new bool[selection.Count];
        for (var i = 0; i < picked.Length; i++) picked[i] = bits[selection[i]];
        return new BitsValue(BitString.FromBits(picked), selection.IsScalar);
    }
}
