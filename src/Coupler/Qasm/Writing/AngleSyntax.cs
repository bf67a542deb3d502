using Coupler.Circuits;
using Coupler.Qasm.Syntax;

namespace Coupler.Qasm.Writing;

/// <summary>Angles as expressions that give exactly them: fractions of π where they are some, else all digits.</summary>
internal static class AngleSyntax
{
    private const int LargestNumerator = 1_000;

    private static readonly int[] Denominators =
        [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536];

    /// <param name="names">What the parameters are called in the text.</param>
    public static Expression Of(Angle angle, IReadOnlyDictionary<string, string> names)
    {
        Expression? sum = null;
        foreach (var (parameter, factor) in angle.Terms)
        {
            Expression name = new NameExpression(names[parameter.Name], 0);
            var size = Math.Abs(factor);
            Add(size == 1 ? name : new BinaryExpression(BinaryOperator.Multiply, Plain(size), name, 0), factor);
        }

        if (angle.Constant != 0 || sum is null) Add(Magnitude(Math.Abs(angle.Constant)), angle.Constant);
        return sum!;

        void Add(Expression magnitude, double sign)
        {
            if (sum is not null)
            {
                sum = new BinaryExpression(sign < 0 ? BinaryOperator.Subtract : BinaryOperator.Add, sum, magnitude, 0);
            }
            else sum = sign < 0 ? Negated(magnitude) : magnitude;
        }
    }

    /// <summary>A number of any sign.</summary>
    public static Expression Number(double number) =>
        number < 0 ? new UnaryExpression(UnaryOperator.Negate, Plain(-number), 0) : Plain(number);

    /// <summary>The sign goes to the first factor, where it needs no parentheses and changes no digit.</summary>
    private static Expression Negated(Expression magnitude) => magnitude is BinaryExpression product
        ? new BinaryExpression(product.Operator, Negated(product.Left), product.Right, 0)
        : new UnaryExpression(UnaryOperator.Negate, magnitude, 0);

    private static Expression Plain(double number) => number == Math.Round(number) && number < LargestNumerator
        ? new IntegerLiteral((int)number, 0)
        : new RealLiteral(number, 0);

    private static Expression Magnitude(double number)
    {
        if (number == 0) return new IntegerLiteral(0, 0);
        foreach (var denominator in Denominators)
        {
            var numerator = Math.Round(number * denominator / Math.PI);
            if (numerator is < 1 or > LargestNumerator || numerator * Math.PI / denominator != number) continue;
            Expression pi = new NameExpression("pi", 0);
            if (numerator != 1) pi = new BinaryExpression(BinaryOperator.Multiply, new IntegerLiteral((int)numerator, 0), pi, 0);
            return denominator == 1 ? pi : new BinaryExpression(BinaryOperator.Divide, pi, new IntegerLiteral(denominator, 0), 0);
        }

        return new RealLiteral(number, 0);
    }
}
