using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Coupler.Qasm.Syntax;

/// <summary>Reads the types of OpenQASM 3.</summary>
internal sealed class TypeParser(TokenReader reader, ExpressionParser expressions)
{
    private static readonly FrozenDictionary<string, TypeKind> Scalars = new Dictionary<string, TypeKind>
    {
        ["bit"] = TypeKind.Bit,
        ["bool"] = TypeKind.Bool,
        ["int"] = TypeKind.Int,
        ["uint"] = TypeKind.Uint,
        ["float"] = TypeKind.Float,
        ["angle"] = TypeKind.Angle,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Refusal> Refused = new Dictionary<string, Refusal>
    {
        ["duration"] = Refusals.Duration,
        ["stretch"] = Refusals.Stretch,
        ["complex"] = Refusals.Complex,
        ["array"] = Refusals.Array,
        ["readonly"] = Refusals.Array,
        ["mutable"] = Refusals.Array,
    }.ToFrozenDictionary();

    /// <summary>The words that begin a type, those of refused types too.</summary>
    public static IEnumerable<string> Words => Scalars.Keys.Concat(Refused.Keys);

    public static bool IsType(string word) => Scalars.ContainsKey(word) || Refused.ContainsKey(word);

    /// <summary>A classical type.</summary>
    public TypeSyntax ReadScalar()
    {
        var word = reader.Current;
        if (Refused.TryGetValue(word.Text, out var refusal)) throw reader.Source.Refused(word.Offset, refusal);
        if (!Scalars.TryGetValue(word.Text, out var kind))
        {
            throw reader.Source.Error(word.Offset, $"Expected a type, not {word.Shown}");
        }
        reader.Take();
        var size = expressions.ReadDesignator();
        return size is not null && kind == TypeKind.Bool
            ? throw reader.Source.Error(size.Offset, "A 'bool' has no size")
            : new TypeSyntax(kind, size, word.Offset);
    }

    /// <summary>The parameters of a subroutine, up to the closing parenthesis.</summary>
    public ImmutableArray<ParameterSyntax> ReadParameters() => reader.List(")", "after the parameters", ReadParameter);

    private ParameterSyntax ReadParameter()
    {
        if (reader.At("creg") || reader.At("qreg")) return ReadOldParameter();
        var type = reader.At("qubit") ? ReadQubits() : ReadScalar();
        var name = reader.ExpectName("the parameter's name");
        return new ParameterSyntax(type, name.Text, name.Offset);
    }

    private TypeSyntax ReadQubits()
    {
        var offset = reader.Take().Offset;
        return new TypeSyntax(TypeKind.Qubit, expressions.ReadDesignator(), offset);
    }

    /// <summary><c>creg c[2]</c>: the size stands behind the name.</summary>
    private ParameterSyntax ReadOldParameter()
    {
        var word = reader.Take();
        var name = reader.ExpectName("the parameter's name");
        var kind = word.Text == "qreg" ? TypeKind.Qubit : TypeKind.Bit;
        return new ParameterSyntax(new TypeSyntax(kind, expressions.ReadDesignator(), word.Offset), name.Text, name.Offset);
    }
}
