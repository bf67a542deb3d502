using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads what gives a name a meaning: registers, variables, gates, subroutines.</summary>
internal sealed class DeclarationParser(
    TokenReader reader, ExpressionParser expressions, StatementParser statements, OtherVersion otherVersion)
{
    private readonly TypeParser types = new(reader, expressions);

    public IncludeStatement ReadInclude()
    {
        var offset = reader.Take().Offset;
        if (!reader.At(TokenKind.Text))
        {
            throw reader.Source.Error(reader.Offset, $"Expected a file name in quotes, not {reader.Current.Shown}");
        }
        var path = reader.Take().Text;
        statements.EndStatement();
        otherVersion.CheckInclude(path, offset);
        return new IncludeStatement(path, offset);
    }

    /// <summary><c>qreg q[2];</c> or <c>creg c[2];</c></summary>
    public Statement ReadOldRegister()
    {
        var word = reader.Take();
        if (reader.At("[")) throw Misplaced($"The size of {word.Shown} stands behind the name: '{word.Text} q[2];'");
        var name = reader.ExpectName("the register's name");
        if (reader.Version == QasmVersion.OpenQasm2 && !reader.At("[")) reader.Expect("[", "and the register's size");
        var size = expressions.ReadDesignator();
        statements.EndStatement();
        return word.Text == "qreg"
            ? new QubitDeclaration(name.Text, size, name.Offset)
            : new VariableDeclaration(
                new TypeSyntax(TypeKind.Bit, size, word.Offset), name.Text, null, IsConst: false, name.Offset);
    }

    public QubitDeclaration ReadQubits()
    {
        reader.Take();
        var size = expressions.ReadDesignator();
        var name = reader.ExpectName("the register's name");
        if (size is null && reader.At("[")) throw Misplaced("The size of 'qubit' stands before the name: 'qubit[2] q;'");
        statements.EndStatement();
        return new QubitDeclaration(name.Text, size, name.Offset);
    }

    public VariableDeclaration ReadVariable() => ReadVariable(isConst: false);

    public VariableDeclaration ReadConstant()
    {
        reader.Take();
        return ReadVariable(isConst: true);
    }

    public InputDeclaration ReadInput()
    {
        reader.Take();
        var (type, name) = ReadTypedName();
        statements.EndStatement();
        return new InputDeclaration(type, name.Text, name.Offset);
    }

    public OutputDeclaration ReadOutput()
    {
        reader.Take();
        var (type, name) = ReadTypedName();
        statements.EndStatement();
        return new OutputDeclaration(type, name.Text, name.Offset);
    }

    public AliasDeclaration ReadAlias()
    {
        reader.Take();
        var name = reader.ExpectName("the alias");
        reader.Expect("=", "after the alias");
        var value = expressions.ReadAlias();
        statements.EndStatement();
        return new AliasDeclaration(name.Text, value, name.Offset);
    }

    public GateDefinition ReadGate()
    {
        reader.Take();
        var (name, parameters, qubits) = ReadGateHead();
        var body = statements.ReadBlock();
        return new GateDefinition(name.Text, parameters, qubits, body, name.Offset);
    }

    public OpaqueDeclaration ReadOpaque()
    {
        reader.Take();
        var (name, parameters, qubits) = ReadGateHead();
        statements.EndStatement();
        return new OpaqueDeclaration(name.Text, parameters, qubits, name.Offset);
    }

    public SubroutineDefinition ReadSubroutine()
    {
        reader.Take();
        var name = reader.ExpectName("the subroutine's name");
        otherVersion.Define(name.Text);
        reader.Expect("(", "and the parameters after the subroutine's name");
        var parameters = types.ReadParameters();
        var returnType = reader.Accept("->") ? types.ReadScalar() : null;
        var body = statements.ReadBlock();
        return new SubroutineDefinition(name.Text, parameters, returnType, body, name.Offset);
    }

    private VariableDeclaration ReadVariable(bool isConst)
    {
        var (type, name) = ReadTypedName();
        if (isConst && !reader.At("="))
        {
            throw reader.Source.Error(reader.Offset, $"The constant '{Spelling.Shorten(name.Text)}' needs a value");
        }
        var value = reader.Accept("=") ? expressions.ReadValue() : null;
        statements.EndStatement();
        return new VariableDeclaration(type, name.Text, value, isConst, name.Offset);
    }

    private (TypeSyntax Type, Token Name) ReadTypedName()
    {
        var word = reader.Current;
        var type = types.ReadScalar();
        var name = reader.ExpectName("the variable's name");
        if (type is { Size: null, Kind: not TypeKind.Bool } && reader.At("["))
        {
            throw Misplaced($"The size of {word.Shown} stands before the name: '{word.Text}[2] c;'");
        }
        return (type, name);
    }

    private QasmSyntaxException Misplaced(string problem) => reader.Source.Error(reader.Offset, problem);

    private (Token Name, ImmutableArray<string> Parameters, ImmutableArray<string> Qubits) ReadGateHead()
    {
        var name = reader.ExpectName("the gate's name");
        otherVersion.Define(name.Text);
        ImmutableArray<string> parameters = reader.Accept("(")
            ? reader.List(")", "after the parameters", () => reader.ExpectName("a parameter's name").Text)
            : [];
        var qubits = ImmutableArray.CreateBuilder<string>();
        do qubits.Add(reader.ExpectName("the name of a qubit of the gate").Text);
        while (reader.Accept(",") && !reader.At("{"));
        return (name, parameters, qubits.DrainToImmutable());
    }
}
