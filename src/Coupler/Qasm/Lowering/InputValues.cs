using System.Numerics;
using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Lowering;

/// <summary>What the caller gives for the program's inputs. A wrong value is the caller's mistake, not one of the text.</summary>
internal sealed class InputValues(SourceText source, IReadOnlyDictionary<string, double> given)
{
    /// <summary>Beyond it a double may stand for a whole number next to the one that was meant.</summary>
    private static readonly BigInteger LargestExact = (BigInteger.One << 53) - 1;

    /// <summary>The given number in the declared type; an open parameter for a real one without.</summary>
    /// <exception cref="ArgumentException">The number is missing, or is none of the type.</exception>
    public Value Of(InputDeclaration input, QasmType type)
    {
        var isGiven = given.TryGetValue(input.Name, out var number);
        if (type.Kind is TypeKind.Float or TypeKind.Angle)
        {
            if (!isGiven) return new RealValue(new Parameter(input.Name));
            return double.IsFinite(number)
                ? new RealValue(Angle.FromRadians(number))
                : throw Wrong($"takes a finite number, not {number}");
        }

        var (least, most) = Range(type);
        if (!isGiven) throw Wrong($"has no value; give it a whole number from {least} to {most}");
        return double.IsInteger(number) && new BigInteger(number) is var whole && whole >= least && whole <= most
            ? Conversion.To(type, new IntegerValue(whole))!
            : throw Wrong($"takes a whole number from {least} to {most}, not {number:R}");

        ArgumentException Wrong(string problem)
        {
            var line = SourcePosition.Of(source.Text, input.Offset).Line;
            return new($"Input '{Spelling.Shorten(input.Name)}', {type} in line {line}, {problem}.");
        }
    }

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
