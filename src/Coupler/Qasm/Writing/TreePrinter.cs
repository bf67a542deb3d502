using System.Collections.Immutable;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>Writes a syntax tree as text, one statement a line.</summary>
internal sealed class TreePrinter(TextWriter writer, QasmVersion version)
{
    private const int IndentWidth = 2;

    private int indent;

    private bool IsOld => version == QasmVersion.OpenQasm2;

    public void Write(ImmutableArray<Statement> statements)
    {
        Line($"OPENQASM {(int)version}.0;");
        foreach (var statement in statements) Write(statement);
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case GateDefinition gate:
                Block($"gate {gate.Name}{Head(gate.Parameters, gate.Qubits)}", gate.Body);
                break;
            case SubroutineDefinition subroutine:
                Block(
                    $"def {subroutine.Name}({string.Join(", ", subroutine.Parameters.Select(Text))}){Returned(subroutine)}",
                    subroutine.Body);
                break;
            case BlockStatement block:
                Block("", block.Body);
                break;
            case BoxStatement box:
                Block("box", box.Body);
                break;
            case IfStatement branch:
                Write(branch);
                break;
            case ForStatement loop:
                Block($"for {Text(loop.Type)} {loop.Name} in {LoopValues(loop.Values)}", loop.Body);
                break;
            case WhileStatement loop:
                Block($"while ({Text(loop.Condition)})", loop.Body);
                break;
            default:
                Line(Simple(statement) + ";");
                break;
        }
    }

    /// <summary>A statement of one line, without its semicolon.</summary>
    private string Simple(Statement statement) => statement switch
    {
        IncludeStatement include => $"include \"{include.Path}\"",
        QubitDeclaration qubits =>
            IsOld ? $"qreg {qubits.Name}[{Text(qubits.Size!)}]" : $"qubit{Size(qubits.Size)} {qubits.Name}",
        VariableDeclaration { Type.Kind: TypeKind.Bit } bits when IsOld => $"creg {bits.Name}[{Text(bits.Type.Size!)}]",
        VariableDeclaration variable => Declaration(variable),
        InputDeclaration input => $"input {Text(input.Type)} {input.Name}",
        OutputDeclaration output => $"output {Text(output.Type)} {output.Name}",
        AliasDeclaration alias => $"let {alias.Name} = {Text(alias.Value)}",
        OpaqueDeclaration opaque => $"opaque {opaque.Name}{Head(opaque.Parameters, opaque.Qubits)}",
        GateCall call => Call(call),
        MeasureStatement { Target: null } measure => Text(measure.Measure),
        MeasureStatement measure =>
            IsOld ? $"{Text(measure.Measure)} -> {Text(measure.Target)}" : $"{Text(measure.Target)} = {Text(measure.Measure)}",
        Assignment assignment => $"{Text(assignment.Target)} {Symbol(assignment.Operator)}= {Text(assignment.Value)}",
        ResetStatement reset => $"reset {Text(reset.Operand)}",
        BarrierStatement barrier => barrier.Operands.IsEmpty ? "barrier" : $"barrier {Text(barrier.Operands)}",
        ExpressionStatement value => Text(value.Value),
        JumpStatement jump => jump.Kind.ToString().ToLowerInvariant(),
        ReturnStatement result => result.Value is null ? "return" : $"return {Text(result.Value)}",
        _ => throw new InvalidOperationException($"The statement {statement} cannot be written."),
    };

    private void Write(IfStatement branch)
    {
        if (IsOld)
        {
            Line($"if({Text(branch.Condition).Replace(" ", "", StringComparison.Ordinal)}) {Simple(branch.Then[0])};");
            return;
        }

        Block($"if ({Text(branch.Condition)})", branch.Then);
        if (!branch.Else.IsEmpty) Block("else", branch.Else);
    }

    private string Call(GateCall call)
    {
        var modifiers = string.Concat(call.Modifiers.Select(Text));
        var arguments = call.Arguments.IsEmpty ? "" : $"({Text(call.Arguments)})";
        var operands = call.Operands.IsEmpty ? "" : $" {Text(call.Operands)}";
        return $"{modifiers}{call.Name}{arguments}{operands}";
    }

    private string Text(Modifier modifier)
    {
        var word = modifier.Kind switch
        {
            ModifierKind.Inverse => "inv",
            ModifierKind.Power => "pow",
            ModifierKind.Control => "ctrl",
            _ => "negctrl",
        };
        return modifier.Argument is null ? $"{word} @ " : $"{word}({Text(modifier.Argument)}) @ ";
    }

    private string Declaration(VariableDeclaration variable)
    {
        var value = variable.Value is null ? "" : $" = {Text(variable.Value)}";
        return $"{(variable.IsConst ? "const " : "")}{Text(variable.Type)} {variable.Name}{value}";
    }

    private static string Head(ImmutableArray<string> parameters, ImmutableArray<string> qubits) =>
        $"{(parameters.IsEmpty ? "" : $"({string.Join(", ", parameters)})")} {string.Join(", ", qubits)}";

    private string Returned(SubroutineDefinition subroutine) =>
        subroutine.ReturnType is null ? "" : $" -> {Text(subroutine.ReturnType)}";

    private string LoopValues(Expression values) => values is RangeExpression ? $"[{Text(values)}]" : Text(values);

    private string Symbol(BinaryOperator? binary) => binary is { } found ? Operators.Text(found, version) : "";

    private string Size(Expression? size) => size is null ? "" : $"[{Text(size)}]";

    private string Text(Expression expression) => ExpressionPrinter.Text(expression, version);

    private string Text(ImmutableArray<Expression> expressions) => ExpressionPrinter.Text(expressions, version);

    private string Text(TypeSyntax type) => ExpressionPrinter.Text(type, version);

    private string Text(ParameterSyntax parameter) => $"{Text(parameter.Type)} {parameter.Name}";

    private void Block(string head, ImmutableArray<Statement> body)
    {
        if (body.IsEmpty)
        {
            Line($"{head} {{ }}".TrimStart());
            return;
        }

        Line($"{head} {{".TrimStart());
        indent += IndentWidth;
        foreach (var statement in body) Write(statement);
        indent -= IndentWidth;
        Line("}");
    }

    private void Line(string text)
    {
        for (var i = 0; i < indent; i++) writer.Write(' ');
        writer.Write(text);
        writer.Write('\n');
    }
}
