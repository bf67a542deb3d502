using System.Collections.Immutable;
using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;
using Coupler.Qasm.Writing;
using Coupler.Text;

namespace Coupler.Qasm.Lowering;

/// <summary>What the caller gives for the program's inputs. A wrong value is the caller's mistake, not one of the text.</summary>
internal sealed class InputValues(
    SourceText source, ImmutableArray<Statement> program, IReadOnlyDictionary<string, double> given)
{
    /// <summary>More missing inputs are counted, not named.</summary>
    private const int MostNamed = 10;

    /// <summary>Beyond it a double may stand for a whole number next to the one that was meant.</summary>
    private static readonly BigInteger LargestExact = (BigInteger.One << 53) - 1;

    /// <summary>The given number in the declared type; an open parameter for a real one without.</summary>
    /// <exception cref="ArgumentException">The number is none of the type; or it is missing, perhaps with others.</exception>
    public Value Of(InputDeclaration input, QasmType type)
    {
        var isGiven = given.TryGetValue(input.Name, out var number);
        if (MayBeOpen(type.Kind))
        {
            if (!isGiven) return new RealValue(new Parameter(input.Name));
            return double.IsFinite(number)
                ? new RealValue(Angle.FromRadians(number))
                : throw Wrong($"takes a finite number, not {number}");
        }

        var (least, most) = Range(type);
        if (!isGiven)
        {
            throw Missing() is { Count: > 1 } missing
                ? Without(missing)
                : Wrong($"has no value; give it a whole number from {least} to {most}");
        }

        return double.IsInteger(number) && new BigInteger(number) is var whole && whole >= least && whole <= most
            ? Conversion.To(type, new IntegerValue(whole))!
            : throw Wrong($"takes a whole number from {least} to {most}, not {number:R}");

        ArgumentException Wrong(string problem) => new($"Input {Named(input, type.ToString())}, {problem}.");
    }

    private static bool MayBeOpen(TypeKind kind) => kind is TypeKind.Float or TypeKind.Angle;

    private List<InputDeclaration> Missing() =>
    [
        .. program.OfType<InputDeclaration>().Where(input => !MayBeOpen(input.Type.Kind) && !given.ContainsKey(input.Name)),
    ];

    /// <summary>Types stand as they are written: their sizes may be constants that come later.</summary>
    private ArgumentException Without(List<InputDeclaration> missing)
    {
        var named = missing.Take(MostNamed).Select(
            input => Named(input, Spelling.Shorten(ExpressionPrinter.Text(input.Type, QasmVersion.OpenQasm3))));
        var others = missing.Count > MostNamed ? $"; and {missing.Count - MostNamed} more" : "";
        return new($"{missing.Count} inputs have no value: {string.Join("; ", named)}{others}. "
            + "Give each a whole number that its type holds.");
    }

    private string Named(InputDeclaration input, string type) =>
        $"'{Spelling.Shorten(input.Name)}', {type} in line {SourcePosition.Of(source.Text, input.Offset).Line}";

    private static (BigInteger Least, BigInteger Most) Range(QasmType type)
    {
        var (bits, isSigned) = type.Kind switch
        {
            TypeKind.Int => ((type.Size ?? QasmType.DefaultIntegerBits) - 1, true),
            TypeKind.Uint => (type.Size ?? QasmType.DefaultIntegerBits, false),
            TypeKind.Bit => (type.Length, false),
            _ => (1, false),
        };
        var beyond = BigInteger.One << bits;
        return (isSigned ? BigInteger.Max(-beyond, -LargestExact) : 0, BigInteger.Min(beyond - 1, LargestExact));
    }
}
