using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads statements: a table for each version says which word begins which.</summary>
internal sealed class StatementParser
{
    private static readonly (string Word, Refusal Refusal)[] Refused =
    [
        ("delay", Refusals.Delay),
        ("durationof", Refusals.DurationOf),
        ("cal", Refusals.Calibration),
        ("defcal", Refusals.GateCalibration),
        ("defcalgrammar", Refusals.CalibrationGrammar),
        ("extern", Refusals.Extern),
        ("switch", Refusals.Switch),
    ];

    private readonly TokenReader reader;
    private readonly ExpressionParser expressions;
    private readonly FlowParser flow;
    private readonly OtherVersion otherVersion;
    private readonly DeclarationParser declarations;
    private readonly Dictionary<string, Func<Statement>> words;

    public StatementParser(TokenReader reader)
    {
        this.reader = reader;
        expressions = new ExpressionParser(reader);
        flow = new FlowParser(reader, expressions, this);
        otherVersion = new OtherVersion(reader);
        declarations = new DeclarationParser(reader, expressions, this, otherVersion);
        words = reader.Version == QasmVersion.OpenQasm2 ? Version2() : Version3();
        words["OPENQASM"] = () => throw reader.Source.Error(reader.Offset, "The version stands once, in the first statement");
    }

    /// <summary>
    /// The next statement. Annotations and pragmas before it are skipped; null if only the end of the file follows.
    /// </summary>
    public Statement? Read()
    {
        while (reader.At("@") || reader.At("#") || AtPragma) reader.SkipLine();
        if (reader.At(TokenKind.End)) return null;
        return words.TryGetValue(reader.Current.Text, out var read) && !reader.At(TokenKind.Text)
            ? read()
            : ReadCallOrAssignment();
    }

    /// <summary>Statements in braces.</summary>
    public ImmutableArray<Statement> ReadBlock()
    {
        var open = reader.Expect("{", "to begin the block").Offset;
        reader.Enter();
        var body = ImmutableArray.CreateBuilder<Statement>();
        while (!reader.At("}")) body.Add(Read() ?? throw reader.Source.Error(open, "This block has no end; close it with '}'"));
        reader.Leave();
        reader.Take();
        return body.DrainToImmutable();
    }

    /// <summary>Statements in braces, or one without.</summary>
    public ImmutableArray<Statement> ReadBody()
    {
        if (reader.At("{")) return ReadBlock();
        reader.Enter();
        var statement = Read() ?? throw reader.Source.Error(reader.Offset, "Expected a statement, not the end of the file");
        reader.Leave();
        return [statement];
    }

    private bool AtPragma => reader.At("pragma") && reader.Version == QasmVersion.OpenQasm3;

    public void EndStatement() => reader.Expect(";", "to end the statement");

    private Dictionary<string, Func<Statement>> Version2() => new()
    {
        ["include"] = declarations.ReadInclude,
        ["qreg"] = declarations.ReadOldRegister,
        ["creg"] = declarations.ReadOldRegister,
        ["gate"] = declarations.ReadGate,
        ["opaque"] = declarations.ReadOpaque,
        ["measure"] = ReadMeasure,
        ["reset"] = ReadReset,
        ["barrier"] = ReadBarrier,
        ["if"] = flow.ReadIf,
    };

    private Dictionary<string, Func<Statement>> Version3()
    {
        var statements = new Dictionary<string, Func<Statement>>
        {
            ["include"] = declarations.ReadInclude,
            ["qreg"] = declarations.ReadOldRegister,
            ["creg"] = declarations.ReadOldRegister,
            ["qubit"] = declarations.ReadQubits,
            ["const"] = declarations.ReadConstant,
            ["input"] = declarations.ReadInput,
            ["output"] = declarations.ReadOutput,
            ["let"] = declarations.ReadAlias,
            ["gate"] = declarations.ReadGate,
            ["def"] = declarations.ReadSubroutine,
            ["measure"] = ReadMeasure,
            ["reset"] = ReadReset,
            ["barrier"] = ReadBarrier,
            ["gphase"] = ReadGlobalPhase,
            ["{"] = flow.ReadPlainBlock,
            ["box"] = flow.ReadBox,
            ["if"] = flow.ReadIf,
            ["for"] = flow.ReadFor,
            ["while"] = flow.ReadWhile,
            ["return"] = flow.ReadReturn,
        };
        foreach (var modifier in (string[])["inv", "pow", "ctrl", "negctrl"]) statements[modifier] = ReadModified;
        foreach (var jump in (string[])["break", "continue", "end"]) statements[jump] = flow.ReadJump;
        foreach (var type in TypeParser.Words) statements[type] = declarations.ReadVariable;
        foreach (var (word, refusal) in Refused) statements[word] = () => throw reader.Source.Refused(reader.Offset, refusal);
        return statements;
    }

    private MeasureStatement ReadMeasure()
    {
        var offset = reader.Offset;
        var measure = expressions.ReadMeasure();
        if (reader.Version == QasmVersion.OpenQasm2 && !reader.At("->")) reader.Expect("->", "and a bit after the qubit");
        var target = reader.Accept("->") ? expressions.ReadOperand() : null;
        EndStatement();
        return new MeasureStatement(measure, target, offset);
    }

    private ResetStatement ReadReset()
    {
        var offset = reader.Take().Offset;
        var operand = expressions.ReadOperand();
        EndStatement();
        return new ResetStatement(operand, offset);
    }

    private BarrierStatement ReadBarrier()
    {
        var offset = reader.Take().Offset;
        var all = reader.At(";") && reader.Version == QasmVersion.OpenQasm3;
        var operands = all ? [] : expressions.ReadOperands();
        EndStatement();
        return new BarrierStatement(operands, offset);
    }

    private GateCall ReadModified()
    {
        var modifiers = ImmutableArray.CreateBuilder<Modifier>();
        while (FindModifier() is { } kind)
        {
            var offset = reader.Take().Offset;
            var argument = ReadModifierArgument(kind);
            reader.Expect("@", "after the modifier");
            modifiers.Add(new Modifier(kind, argument, offset));
        }

        return reader.At("gphase")
            ? ReadGate(modifiers.DrainToImmutable(), reader.Take())
            : ReadGate(modifiers.DrainToImmutable(), reader.ExpectName("a gate"));
    }

    private ModifierKind? FindModifier() => reader.Current.Text switch
    {
        "inv" => ModifierKind.Inverse,
        "pow" => ModifierKind.Power,
        "ctrl" => ModifierKind.Control,
        "negctrl" => ModifierKind.NegativeControl,
        _ => null,
    };

    private Expression? ReadModifierArgument(ModifierKind kind)
    {
        if (kind == ModifierKind.Power) reader.Expect("(", "and the exponent after 'pow'");
        else if (kind == ModifierKind.Inverse || !reader.Accept("(")) return null;
        var argument = expressions.Read();
        reader.Expect(")", "after the modifier's number");
        return argument;
    }

    private GateCall ReadGlobalPhase() => ReadGate([], reader.Take());

    private GateCall ReadGate(ImmutableArray<Modifier> modifiers, Token name)
    {
        var arguments = reader.Accept("(") ? expressions.ReadArguments() : [];
        return ReadOperands(modifiers, name, arguments);
    }

    private GateCall ReadOperands(ImmutableArray<Modifier> modifiers, Token name, ImmutableArray<Expression> arguments)
    {
        if (reader.At("[") && reader.Version == QasmVersion.OpenQasm3)
        {
            throw reader.Source.Refused(reader.Offset, Refusals.TimedGate);
        }
        var operands = reader.At(";") ? [] : expressions.ReadOperands();
        EndStatement();
        return new GateCall(modifiers, name.Text, arguments, operands, name.Offset);
    }

    /// <summary>A statement that begins with a name: a gate, a call, or a new value for a variable.</summary>
    private Statement ReadCallOrAssignment()
    {
        if (reader.At(TokenKind.HardwareQubit)) throw reader.Source.Refused(reader.Offset, Refusals.HardwareQubit);
        if (reader.At("{")) otherVersion.CheckStatement(reader.Current);
        if (!reader.At(TokenKind.Name))
        {
            throw reader.Source.Error(reader.Offset, $"Expected a statement, not {reader.Current.Shown}");
        }
        var name = reader.ExpectName("a statement");
        otherVersion.CheckStatement(name);
        if (reader.Accept("(")) return ReadCall(name);
        return reader.At("[") || AtAssignment() ? ReadAssignment(name) : ReadOperands([], name, []);
    }

    private Statement ReadCall(Token name)
    {
        var arguments = expressions.ReadArguments();
        if (reader.Version == QasmVersion.OpenQasm2 || !reader.At(";")) return ReadOperands([], name, arguments);
        EndStatement();
        return new ExpressionStatement(new CallExpression(name.Text, arguments, name.Offset), name.Offset);
    }

    private bool AtAssignment() =>
        reader.At(TokenKind.Symbol) && (reader.At("=") || Operators.TryFindAssignment(reader.Current.Text, out _));

    private Assignment ReadAssignment(Token name)
    {
        var target = expressions.ReadIndices(new NameExpression(name.Text, name.Offset));
        if (reader.Version == QasmVersion.OpenQasm2) throw OldAssignment(name);
        if (reader.At(TokenKind.Name)) throw reader.Source.Refused(name.Offset, Refusals.TimedGate);
        if (!AtAssignment()) throw reader.Source.Error(reader.Offset, $"Expected '=' and a value, not {reader.Current.Shown}");
        var symbol = reader.Take();
        var value = expressions.ReadValue();
        EndStatement();
        return new Assignment(
            target, Operators.TryFindAssignment(symbol.Text, out var binary) ? binary : null, value, symbol.Offset);
    }

    /// <summary>Version 2 has no variables.</summary>
    private QasmSyntaxException OldAssignment(Token name)
    {
        if (!AtAssignment()) return reader.Source.Error(name.Offset, $"Expected a gate and its qubits, not {name.Shown}");
        var symbol = reader.Take();
        return otherVersion.Error(symbol.Offset, symbol.Shown, reader.At("measure") ? "write 'measure q[0] -> c[0];'" : null);
    }
}
