using System.Collections.Immutable;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What a name means.</summary>
/// <param name="offset">Where it was declared.</param>
internal abstract class Symbol(string name, int offset)
{
    public string Name { get; } = name;

    public int Offset { get; } = offset;

    /// <summary>Whether the bodies of gates and subroutines see it.</summary>
    public virtual bool IsGlobal => true;
}

/// <summary>A classical variable other than bits, or a parameter; its value is known while the text is expanded.</summary>
internal sealed class Variable(string name, QasmType type, Value? value, bool isConst, int branch, int offset)
    : Symbol(name, offset)
{
    public QasmType Type { get; } = type;

    /// <summary>Null before the first assignment.</summary>
    public Value? Value { get; set; } = value;

    public bool IsConst { get; } = isConst;

    /// <summary>Which branch of an 'if' on measured bits it was declared in: only there can it change.</summary>
    public int Branch { get; } = branch;

    public override bool IsGlobal => IsConst;
}

/// <summary>A variable of bits: known bits, or a register that measurements write.</summary>
internal sealed class BitVariable(string name, BitStorage storage, bool isScalar, int branch, int offset) : Symbol(name, offset)
{
    private ImmutableArray<BitPlace> places;

    public BitStorage Storage { get; } = storage;

    public bool IsScalar { get; } = isScalar;

    public int Branch { get; } = branch;

    /// <summary>The bits, while they are known; null once a measurement wrote one, or if they never got a value.</summary>
    public BitString? Known { get; set; }

    /// <summary>Where the bits got their known value.</summary>
    public int KnownSince { get; set; }

    public bool IsOutput { get; init; }

    public ImmutableArray<BitPlace> Places =>
        places.IsDefault ? places = [.. Enumerable.Range(0, Storage.Size).Select(i => new BitPlace(this, i))] : places;

    public override bool IsGlobal => false;
}

/// <summary>One bit of a variable.</summary>
internal readonly record struct BitPlace(BitVariable Variable, int Index);

/// <summary>Another name for bits.</summary>
internal sealed class BitAlias(string name, ImmutableArray<BitPlace> places, bool isScalar, int offset) : Symbol(name, offset)
{
    public ImmutableArray<BitPlace> Places { get; } = places;

    public bool IsScalar { get; } = isScalar;

    public override bool IsGlobal => false;
}

/// <summary>Qubits, or another name for some.</summary>
internal sealed class QubitRegister(string name, QubitsValue qubits, int offset) : Symbol(name, offset)
{
    public QubitsValue Qubits { get; } = qubits;

    public override bool IsGlobal => false;
}

/// <summary>A gate without a definition.</summary>
internal sealed class OpaqueGate(string name, int offset) : Symbol(name, offset);

/// <summary>A gate whose definition in the text says what the gate table says.</summary>
internal sealed class TableGate(string name, Gate gate, int offset) : Symbol(name, offset)
{
    public Gate Gate { get; } = gate;
}

/// <summary>A gate that the text defines, ready to be expanded.</summary>
/// <param name="parameters">They get their values at each application; a gate cannot apply itself, so one application at a time
/// needs them.</param>
internal sealed class DefinedGate(
    string name, ImmutableArray<Variable> parameters, int qubitCount, ImmutableArray<GateStep> steps, int offset)
    : Symbol(name, offset)
{
    public ImmutableArray<Variable> Parameters { get; } = parameters;

    public int QubitCount { get; } = qubitCount;

    public ImmutableArray<GateStep> Steps { get; } = steps;

    /// <summary>Whether it takes open inputs, whatever they are: no modifiers, and sums of multiples as angles.</summary>
    public bool IsLinear { get; } = AreLinear(steps, [.. parameters.Select(parameter => parameter.Name)]);

    /// <summary>
    /// How many instructions one application gives; at most a quarter of the range, so that sums do not overflow.
    /// </summary>
    public long Instructions { get; } = steps.Aggregate(0L, (sum, step) => Math.Min(long.MaxValue / 4, sum + step.Instructions));

    /// <summary>How many applications of gates one application takes, this one included.</summary>
    public long Work { get; } = steps.Aggregate(1L, (sum, step) => Math.Min(long.MaxValue / 4, sum + step.Work));

    private static bool AreLinear(ImmutableArray<GateStep> steps, HashSet<string> parameters) =>
        steps.All(step => step.IsLinear(parameters));
}

/// <summary>A line of a gate's body.</summary>
/// <param name="Gate">Null for a barrier.</param>
/// <param name="Qubits">Which of the gate's qubits, those of controls first.</param>
/// <param name="Scope">Where the arguments are worked out, at each application.</param>
internal sealed record GateStep(
    Callee? Gate,
    ImmutableArray<Modifier> Modifiers,
    ImmutableArray<Expression> Arguments,
    ImmutableArray<int> Qubits,
    Scope Scope,
    int Offset)
{
    public long Instructions => Gate?.Instructions ?? 1;

    public long Work => Gate?.Work ?? 1;

    /// <param name="parameters">The gate's; other names are constants.</param>
    public bool IsLinear(HashSet<string> parameters) =>
        Modifiers.IsEmpty && Gate?.Defined?.IsLinear != false && Arguments.All(argument => Degree(argument, parameters) < 2);

    /// <summary>0 for a constant, 1 for a sum of multiples of parameters, more for anything else.</summary>
    private static int Degree(Expression expression, HashSet<string> parameters) => expression switch
    {
        IntegerLiteral or RealLiteral => 0,
        NameExpression name => parameters.Contains(name.Name) ? 1 : 0,
        UnaryExpression { Operator: UnaryOperator.Negate } unary => Degree(unary.Operand, parameters),
        BinaryExpression { Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum =>
            Math.Max(Degree(sum.Left, parameters), Degree(sum.Right, parameters)),
        BinaryExpression { Operator: BinaryOperator.Multiply } product =>
            Degree(product.Left, parameters) + Degree(product.Right, parameters),
        BinaryExpression { Operator: BinaryOperator.Divide } quotient =>
            Degree(quotient.Left, parameters) + (2 * Degree(quotient.Right, parameters)),
        _ => 2,
    };
}

/// <summary>What a gate's name stands for: a gate of the table, or one that the text defines.</summary>
internal readonly record struct Callee(Gate? Table, DefinedGate? Defined)
{
    public string Name => Defined?.Name ?? Table!.Name;

    public int QubitCount => Defined?.QubitCount ?? Table!.QubitCount;

    public int ParameterCount => Defined?.Parameters.Length ?? Table!.ParameterCount;

    public long Instructions => Defined?.Instructions ?? 1;

    public long Work => Defined?.Work ?? 1;
}

internal sealed class Subroutine(SubroutineDefinition definition) : Symbol(definition.Name, definition.Offset)
{
    public SubroutineDefinition Definition { get; } = definition;

    /// <summary>
    /// The variable that the last statement returns, if it is one: it may live where the caller wants the result.
    /// </summary>
    public string? ReturnedName { get; } =
        !definition.Body.IsEmpty && definition.Body[^1] is ReturnStatement { Value: NameExpression returned }
            ? returned.Name
            : null;
}
