using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>A statement of a program.</summary>
/// <param name="Offset">Where it stands in the text; 0 in a tree that was made from a circuit.</param>
internal abstract record Statement(int Offset);

internal sealed record IncludeStatement(string Path, int Offset) : Statement(Offset)
{
    /// <summary>The file that declares a version's gates, of which the content is built in.</summary>
    public static string Library(QasmVersion version) => version == QasmVersion.OpenQasm2 ? "qelib1.inc" : "stdgates.inc";
}

/// <summary>
/// Declares qubits: <c>qubit[2] q;</c> or, in version 2, <c>qreg q[2];</c>. No size means one qubit, no register.
/// </summary>
internal sealed record QubitDeclaration(string Name, Expression? Size, int Offset) : Statement(Offset);

/// <summary>Declares a variable: <c>bit[2] c;</c> or, in version 2, <c>creg c[2];</c>, and all other classical types.</summary>
internal sealed record VariableDeclaration(TypeSyntax Type, string Name, Expression? Value, bool IsConst, int Offset)
    : Statement(Offset);

internal sealed record InputDeclaration(TypeSyntax Type, string Name, int Offset) : Statement(Offset);

internal sealed record OutputDeclaration(TypeSyntax Type, string Name, int Offset) : Statement(Offset);

internal sealed record AliasDeclaration(string Name, Expression Value, int Offset) : Statement(Offset);

internal sealed record GateDefinition(
    string Name, ImmutableArray<string> Parameters, ImmutableArray<string> Qubits, ImmutableArray<Statement> Body, int Offset)
    : Statement(Offset);

internal sealed record OpaqueDeclaration(
    string Name, ImmutableArray<string> Parameters, ImmutableArray<string> Qubits, int Offset)
    : Statement(Offset);

internal sealed record ParameterSyntax(TypeSyntax Type, string Name, int Offset);

internal sealed record SubroutineDefinition(
    string Name, ImmutableArray<ParameterSyntax> Parameters, TypeSyntax? ReturnType, ImmutableArray<Statement> Body, int Offset)
    : Statement(Offset);

internal enum ModifierKind
{
    Inverse,
    Power,
    Control,
    NegativeControl,
}

/// <summary><c>ctrl(2) @</c></summary>
/// <param name="Argument">How many controls (none written: one), or the power.</param>
internal sealed record Modifier(ModifierKind Kind, Expression? Argument, int Offset);

/// <summary>Applies a gate; <paramref name="Modifiers"/> in the order of the text, the outermost first.</summary>
internal sealed record GateCall(
    ImmutableArray<Modifier> Modifiers,
    string Name,
    ImmutableArray<Expression> Arguments,
    ImmutableArray<Expression> Operands,
    int Offset)
    : Statement(Offset);

/// <summary><c>measure q -> c;</c> Without a target the outcome is dropped.</summary>
internal sealed record MeasureStatement(MeasureExpression Measure, Expression? Target, int Offset) : Statement(Offset);

/// <param name="Operator">That of a compound assignment, as <c>+=</c>.</param>
internal sealed record Assignment(Expression Target, BinaryOperator? Operator, Expression Value, int Offset) : Statement(Offset);

internal sealed record ResetStatement(Expression Operand, int Offset) : Statement(Offset);

/// <summary>No operands mean all qubits.</summary>
internal sealed record BarrierStatement(ImmutableArray<Expression> Operands, int Offset) : Statement(Offset);

/// <summary>A call for its effect.</summary>
internal sealed record ExpressionStatement(Expression Value, int Offset) : Statement(Offset);

internal sealed record BlockStatement(ImmutableArray<Statement> Body, int Offset) : Statement(Offset);

internal sealed record BoxStatement(ImmutableArray<Statement> Body, int Offset) : Statement(Offset);

internal sealed record IfStatement(
    Expression Condition, ImmutableArray<Statement> Then, ImmutableArray<Statement> Else, int Offset)
    : Statement(Offset);

/// <param name="Values">A <see cref="RangeExpression"/>, a <see cref="SetExpression"/>, or bits.</param>
internal sealed record ForStatement(TypeSyntax Type, string Name, Expression Values, ImmutableArray<Statement> Body, int Offset)
    : Statement(Offset);

internal sealed record WhileStatement(Expression Condition, ImmutableArray<Statement> Body, int Offset) : Statement(Offset);

internal enum JumpKind
{
    Break,
    Continue,
    End,
}

internal sealed record JumpStatement(JumpKind Kind, int Offset) : Statement(Offset);

internal sealed record ReturnStatement(Expression? Value, int Offset) : Statement(Offset);
