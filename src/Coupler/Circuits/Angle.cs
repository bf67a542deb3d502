using System.Collections.Immutable;
using System.Globalization;

namespace Coupler.Circuits;

/// <summary>
/// An angle of a gate: a number, or a linear expression of <see cref="Parameter"/>s (<c>2 * theta - Math.PI / 2</c>).
/// A plain <see cref="double"/> is radians; for other units say <see cref="FromTurns"/>, <see cref="FromHalfTurns"/> or
/// <see cref="FromDegrees"/>, so that a unit is never a guess.
/// </summary>
public readonly struct Angle : IEquatable<Angle>
{
    private readonly ImmutableArray<Term> terms;

    private Angle(double constant, ImmutableArray<Term> terms)
    {
        Constant = constant;
        this.terms = terms;
    }

    /// <summary>One parameter and its factor.</summary>
    public readonly record struct Term(Parameter Parameter, double Factor);

    /// <summary>The part without parameters, in radians.</summary>
    public double Constant { get; }

    /// <summary>The parameters, each once, ordered by name, no factor zero.</summary>
    public ImmutableArray<Term> Terms => terms.IsDefault ? [] : terms;

    /// <summary>Whether the angle is a number: it holds no parameter.</summary>
    public bool IsConstant => terms.IsDefaultOrEmpty;

    /// <summary>Whether all its numbers are finite.</summary>
    public bool IsFinite => double.IsFinite(Constant) && Terms.All(term => double.IsFinite(term.Factor));

    /// <summary>The number, in radians.</summary>
    /// <exception cref="InvalidOperationException">The angle still holds a parameter.</exception>
    public double Radians => IsConstant
        ? Constant
        : throw new InvalidOperationException(
            $"The angle '{this}' has no value yet; bind its parameters first: circuit.Bind(...).");

    public static Angle FromRadians(double radians) => new(radians, default);

    /// <summary>One turn is 2π radians; IonQ's native gates count in turns.</summary>
    public static Angle FromTurns(double turns) => new(turns * Math.Tau, default);

    /// <summary>One half-turn is π radians; Quantinuum's and TKET's gates count in half-turns.</summary>
    public static Angle FromHalfTurns(double halfTurns) => new(halfTurns * Math.PI, default);

    public static Angle FromDegrees(double degrees) => new(degrees * (Math.PI / 180), default);

    /// <summary>The sum of a number of radians and of terms in any order.</summary>
    internal static Angle Of(double constant, IEnumerable<Term> terms) => new(constant, [.. terms
        .GroupBy(term => term.Parameter)
        .Select(group => new Term(group.Key, group.Sum(term => term.Factor)))
        .Where(term => term.Factor != 0)
        .OrderBy(term => term.Parameter.Name, StringComparer.Ordinal)]);

    /// <summary>Replaces the parameters that have a value; the others stay.</summary>
    public Angle Bind(IReadOnlyDictionary<string, double> values)
    {
        var bound = FromRadians(Constant);
        foreach (var (parameter, factor) in Terms)
        {
            bound += values.TryGetValue(parameter.Name, out var value) ? FromRadians(factor * value) : factor * parameter;
        }

        return bound;
    }

    public static implicit operator Angle(double radians) => FromRadians(radians);

    public static implicit operator Angle(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(0, [new Term(parameter, 1)]);
    }

    public static Angle operator +(Angle left, Angle right)
    {
        var constant = left.Constant + right.Constant;
        return left.IsConstant ? new(constant, right.terms)
            : right.IsConstant ? new(constant, left.terms)
            : Of(constant, left.Terms.Concat(right.Terms));
    }

    public static Angle operator -(Angle left, Angle right) => left + -right;

    public static Angle operator -(Angle angle) => -1 * angle;

    public static Angle operator *(double factor, Angle angle) => new(
        factor * angle.Constant,
        angle.IsConstant || factor == 0 ? default : [.. angle.Terms.Select(term => term with { Factor = factor * term.Factor })]);

    public static Angle operator *(Angle angle, double factor) => factor * angle;

    public static Angle operator /(Angle angle, double divisor) => (1 / divisor) * angle;

    public static bool operator ==(Angle left, Angle right) => left.Equals(right);

    public static bool operator !=(Angle left, Angle right) => !left.Equals(right);

    public bool Equals(Angle other) => Constant.Equals(other.Constant) && Terms.SequenceEqual(other.Terms);

    public override bool Equals(object? obj) => obj is Angle other && Equals(other);

    public override int GetHashCode() => Terms.Aggregate(Constant.GetHashCode(), HashCode.Combine);

    /// <summary>The expression in radians, as OpenQASM reads it: <c>2*theta - 1.5</c>.</summary>
    public override string ToString()
    {
        var text = string.Concat(Terms.Select(Written));
        if (Constant != 0 || text.Length == 0) text += Signed(Constant, Constant.ToString("R", CultureInfo.InvariantCulture));
        return text.StartsWith(" + ", StringComparison.Ordinal) ? text[3..]
            : text.StartsWith(" - ", StringComparison.Ordinal) ? "-" + text[3..] : text;
    }

    private static string Written(Term term)
    {
        var size = Math.Abs(term.Factor);
        var name = term.Parameter.Name;
        return Signed(term.Factor, size == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{size:R}*{name}"));
    }

    private static string Signed(double sign, string magnitude) =>
        (double.IsNegative(sign) ? " - " : " + ") + magnitude.TrimStart('-');
}
