using System.Collections.Immutable;
using System.Globalization;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>A constraint that a model requires, checked: it is linear and can hold.</summary>
internal sealed class RequiredConstraint
{
    /// <summary>Without a common unit: relative to the sum of the |coefficients|.</summary>
    private const double Tolerance = 1e-9;

    private readonly Constraint constraint;
    private readonly double tolerance;

    public RequiredConstraint(string name, Constraint constraint, double? penalty)
    {
        (Name, Penalty, this.constraint) = (name, penalty, constraint);
        var isEquality = constraint.Sense == ConstraintSense.Equal;
        Difference = constraint.Sense == ConstraintSense.AtLeast
            ? constraint.Right - constraint.Left
            : constraint.Left - constraint.Right;
        CheckLinear();
        tolerance = Tolerance * Difference.Terms.Sum(term => Math.Abs(term.Weight));
        Whole = WholeConstraint.Of(Difference, isEquality);
        if (Whole is null) CheckWithoutUnit(isEquality);
        else if (!Whole.CanHold) throw NeverHolds(Whole);
    }

    public string Name { get; }

    public double? Penalty { get; }

    /// <summary>Linear; it has to be at most 0, or 0.</summary>
    public Expression Difference { get; }

    /// <summary>Null of an equality whose numbers have no common unit.</summary>
    public WholeConstraint? Whole { get; }

    public bool IsAlwaysTrue => Whole is { IsAlwaysTrue: true };

    public ImmutableArray<int> Bits => Whole is not null
        ? [.. Whole.Terms.Select(term => term.Bit)]
        : [.. Difference.Terms.Where(term => term.Degree == 1).Select(term => term[0])];

    public Violation? ViolationIn(BitString bits)
    {
        var excess = Whole?.ExcessIn(bits) ?? ExcessOf(Difference.ValueIn(bits));
        return excess > 0
            ? new Violation(
                Name, Rounded(constraint.Left.ValueIn(bits)), constraint.Sense, Rounded(constraint.Right.ValueIn(bits)), excess)
            : null;
    }

    private double ExcessOf(double difference) => Math.Abs(difference) > tolerance ? Math.Abs(difference) : 0;

    private static double Rounded(double value) =>
        double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private void CheckLinear()
    {
        if (Difference.Degree <= 1) return;
        var product = Difference.Terms.First(term => term.Degree > 1);
        throw new ArgumentException(
            $"The constraint '{Name}' is not linear: it has the term {Difference.TextOf(product)}. Put a new binary z in the "
            + "place of a product of binaries x and y, and require z <= x, z <= y and z >= x + y - 1.");
    }

    private void CheckWithoutUnit(bool isEquality)
    {
        const string Problem = "have no common unit of which they are 2^31 or fewer together";
        if (!isEquality)
        {
            throw new ArgumentException(
                $"The numbers of the constraint '{Name}' {Problem}. An inequality needs one: round them, to 3 decimals, say.");
        }

        if (Penalty is not null) return;
        throw new ArgumentException(
            $"The numbers of the constraint '{Name}' {Problem}, so no weight of a penalty is known to be enough. "
            + "Give one (penalty: …), or round the numbers.");
    }

    private ArgumentException NeverHolds(WholeConstraint whole)
    {
        var excess = whole.LeastExcess().ToString(CultureInfo.InvariantCulture);
        var how = constraint.Sense switch
        {
            ConstraintSense.AtMost => $"its left side is always more than its right side, by {excess} at least",
            ConstraintSense.AtLeast => $"its left side is always less than its right side, by {excess} at least",
            _ => $"its sides always differ, by {excess} at least",
        };
        return new ArgumentException($"The constraint '{Name}' can never hold: {how}.");
    }
}
