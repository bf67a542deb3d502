using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads what decides which statements run: blocks, branches, loops, jumps.</summary>
internal sealed class FlowParser(TokenReader reader, ExpressionParser expressions, StatementParser statements)
{
    private int loops;

    public BlockStatement ReadPlainBlock()
    {
        var offset = reader.Offset;
        return new BlockStatement(statements.ReadBlock(), offset);
    }

    public BoxStatement ReadBox()
    {
        var offset = reader.Take().Offset;
        if (reader.At("[")) throw reader.Source.Refused(offset, Refusals.TimedBox);
        return new BoxStatement(statements.ReadBlock(), offset);
    }

    public IfStatement ReadIf()
    {
        var offset = reader.Take().Offset;
        reader.Expect("(", "after 'if'");
        var condition = reader.Version == QasmVersion.OpenQasm2 ? ReadOldCondition() : expressions.Read();
        reader.Expect(")", "after the condition");
        if (reader.Version == QasmVersion.OpenQasm2) return new IfStatement(condition, ReadOldBody(), [], offset);
        var then = statements.ReadBody();
        var otherwise = reader.Accept("else") ? statements.ReadBody() : [];
        return new IfStatement(condition, then, otherwise, offset);
    }

    public ForStatement ReadFor()
    {
        var offset = reader.Take().Offset;
        var type = new TypeParser(reader, expressions).ReadScalar();
        var name = reader.ExpectName("the loop's variable");
        reader.Expect("in", "after the loop's variable");
        var values = ReadLoopValues();
        return new ForStatement(type, name.Text, values, ReadLoopBody(), offset);
    }

    public WhileStatement ReadWhile()
    {
        var offset = reader.Take().Offset;
        reader.Expect("(", "after 'while'");
        var condition = expressions.Read();
        reader.Expect(")", "after the condition");
        return new WhileStatement(condition, ReadLoopBody(), offset);
    }

    public JumpStatement ReadJump()
    {
        if (loops == 0 && !reader.At("end"))
        {
            throw reader.Source.Error(reader.Offset, $"{reader.Current.Shown} stands outside of a loop");
        }
        var word = reader.Take();
        statements.EndStatement();
        var kind = word.Text == "break" ? JumpKind.Break : word.Text == "continue" ? JumpKind.Continue : JumpKind.End;
        return new JumpStatement(kind, word.Offset);
    }

    public ReturnStatement ReadReturn()
    {
        var offset = reader.Take().Offset;
        var value = reader.At(";") ? null : expressions.ReadValue();
        statements.EndStatement();
        return new ReturnStatement(value, offset);
    }

    /// <summary>Version 2 knows one question: <c>c == 3</c>, of a whole register.</summary>
    private BinaryExpression ReadOldCondition()
    {
        var register = reader.ExpectName("a register of bits");
        var equal = reader.At("==")
            ? reader.Take()
            : reader.Expect("==", "and a number after the register: an 'if' of version 2 compares a register");
        if (!reader.At(TokenKind.Integer))
        {
            throw reader.Source.Error(reader.Offset, $"Expected a number, not {reader.Current.Shown}");
        }
        return new BinaryExpression(
            BinaryOperator.Equal, new NameExpression(register.Text, register.Offset), expressions.Read(), equal.Offset);
    }

    /// <summary>Version 2 lets one quantum operation follow: no block, no declaration, no second 'if'.</summary>
    private ImmutableArray<Statement> ReadOldBody()
    {
        var offset = reader.Offset;
        var statement = statements.Read();
        return statement is GateCall or MeasureStatement or ResetStatement or BarrierStatement
            ? [statement]
            : throw reader.Source.Error(offset, "Expected a gate, 'measure' or 'reset' after the condition of an 'if'");
    }

    private ImmutableArray<Statement> ReadLoopBody()
    {
        loops++;
        var body = statements.ReadBody();
        loops--;
        return body;
    }

    private Expression ReadLoopValues()
    {
        if (reader.At("{")) return expressions.ReadSet();
        if (!reader.Accept("[")) return expressions.Read();
        var values = expressions.ReadIndex();
        return values is RangeExpression { Start: not null, Stop: not null }
            ? values
            : throw reader.Source.Error(values.Offset, "A loop needs both ends of its range: [first : last]");
    }
}
