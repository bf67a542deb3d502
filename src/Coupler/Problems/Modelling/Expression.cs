using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>
/// A polynomial of the variables of a model, made with <c>+ - *</c> and numbers; variables are expressions themselves. It is kept
/// as a sum of products of bits, so a power of a binary is the binary. Comparisons with <c>&lt;= &gt;= ==</c> make a
/// <see cref="Constraint"/>. Immutable.
/// </summary>
public class Expression
{
    internal Expression(Model? model, ImmutableArray<Term> terms)
    {
        Model = model;
        Terms = terms;
    }

    /// <summary>The most variables a product has, after whole numbers are written as bits: 1 of a linear expression.</summary>
    public int Degree => Terms.Select(term => term.Degree).DefaultIfEmpty().Max();

    /// <summary>Null of a number.</summary>
    internal Model? Model { get; }

    /// <summary>Of different products each, in the order in which they were written.</summary>
    internal ImmutableArray<Term> Terms { get; }

    /// <summary>A word for it, where there is one.</summary>
    internal virtual string? ShortText => null;

    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public static implicit operator Expression(double number) => double.IsFinite(number)
        ? new Expression(null, number == 0 ? [] : [new Term(number)])
        : throw new ArgumentException($"A number in an expression is {number}; it must be finite.", nameof(number));

    /// <exception cref="ArgumentException">Two models, or a sum of coefficients that is not finite.</exception>
    public static Expression operator +(Expression left, Expression right) => Sum([left, right]);

    /// <inheritdoc cref="operator +(Expression, Expression)"/>
    public static Expression operator -(Expression left, Expression right) => Sum([left, -right]);

    public static Expression operator -(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return new Expression(expression.Model, [.. expression.Terms.Select(Negative)]);
    }

    /// <summary>Every product of a term of the one with a term of the other.</summary>
    /// <inheritdoc cref="operator +(Expression, Expression)"/>
    public static Expression operator *(Expression left, Expression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var model = Same(left.Model, right.Model);
        var sums = new TermSums();
        foreach (var first in left.Terms)
        {
            foreach (var second in right.Terms) sums.Add(first.Weight * second.Weight, Union(first, second));
        }

        return new Expression(model, ToTerms(sums));
    }

    public static Constraint operator <=(Expression left, Expression right) => new(left, ConstraintSense.AtMost, right);

    public static Constraint operator >=(Expression left, Expression right) => new(left, ConstraintSense.AtLeast, right);

    public static Constraint operator ==(Expression left, Expression right) => new(left, ConstraintSense.Equal, right);

    [Obsolete("A model cannot require that two sides differ.", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static Constraint operator !=(Expression left, Expression right) => throw new NotSupportedException();

    /// <summary>In one pass; of nothing it is 0.</summary>
    /// <inheritdoc cref="operator +(Expression, Expression)"/>
    public static Expression Sum(IEnumerable<Expression> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        var sums = new TermSums();
        Model? model = null;
        foreach (var expression in expressions)
        {
            ArgumentNullException.ThrowIfNull(expression, nameof(expressions));
            model = Same(model, expression.Model);
            foreach (var term in expression.Terms) sums.Add(term);
        }

        return new Expression(model, ToTerms(sums));
    }

    /// <summary>Whether it is the same object: <c>==</c> makes a constraint.</summary>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>As it is written: <c>3·buy - 2·buy·day=Tue + 1</c>; a whole number has bits <c>count[0]</c> and on.</summary>
    public override string ToString()
    {
        if (ShortText is { } text) return text;
        if (Terms.IsEmpty) return "0";
        var words = Terms.Select((term, i) => (i, term.Weight < 0) switch
        {
            (0, false) => TextOf(term),
            (0, true) => $"-{TextOf(Negative(term))}",
            (_, false) => $" + {TextOf(term)}",
            (_, true) => $" - {TextOf(Negative(term))}",
        });
        return string.Concat(words);
    }

    internal double ValueIn(BitString bits)
    {
        var sum = 0.0;
        foreach (var term in Terms)
        {
            var isSet = true;
            for (var i = 0; i < term.Degree && isSet; i++) isSet = bits[term[i]];
            if (isSet) sum += term.Weight;
        }

        return sum;
    }

    internal string TextOf(Term term)
    {
        var names = Enumerable.Range(0, term.Degree).Select(i => Model?.NameOf(term[i]));
        var product = string.Join('·', names);
        return term.Degree > 0 && term.Weight == 1 ? product
            : string.Join('·', names.Prepend(term.Weight.ToString(CultureInfo.InvariantCulture)));
    }

    private static Term Negative(Term term)
    {
        var variables = Enumerable.Range(0, term.Degree).Select(i => term[i]).ToArray();
        return new Term(-term.Weight, variables);
    }

    private static Span<int> Union(Term first, Term second)
    {
        var variables = new List<int>(first.Degree + second.Degree);
        for (var i = 0; i < first.Degree; i++) variables.Add(first[i]);
        for (var i = 0; i < second.Degree; i++)
        {
            if (!variables.Contains(second[i])) variables.Add(second[i]);
        }

        return variables.ToArray();
    }

    private static ImmutableArray<Term> ToTerms(TermSums sums)
    {
        try
        {
            return sums.ToTerms();
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException(
                $"The coefficients of a product add up to no finite number. {exception.Message}", exception);
        }
    }

    private static Model? Same(Model? first, Model? second) =>
        first is null || second is null || ReferenceEquals(first, second)
            ? first ?? second
            : throw new ArgumentException("An expression has variables of two models; build it from those of one.");
}
