namespace Coupler.Problems.Modelling;

/// <summary>
/// Two expressions that are compared, as <c>buy + 2 * count &lt;= 7</c> makes it. It counts once a model requires it:
/// <see cref="Model.Require"/>.
/// </summary>
public sealed class Constraint
{
    internal Constraint(Expression left, ConstraintSense sense, Expression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Left = left;
        Sense = sense;
        Right = right;
    }

    public Expression Left { get; }

    public ConstraintSense Sense { get; }

    public Expression Right { get; }

    /// <summary>As it is written: <c>buy + 2·count[0] &lt;= 7</c>, with whole numbers as their bits.</summary>
    public override string ToString() => $"{Left} {SymbolOf(Sense)} {Right}";

    internal static string SymbolOf(ConstraintSense sense) => sense switch
    {
        ConstraintSense.AtMost => "<=",
        ConstraintSense.AtLeast => ">=",
        ConstraintSense.Equal => "==",
        _ => throw new ArgumentOutOfRangeException(nameof(sense), sense, null),
    };
}
