using System.Globalization;

namespace Coupler.Problems.Modelling;

/// <summary>A constraint that a solution breaks, and by how much.</summary>
/// <param name="Name">Of the constraint; of a choice of which none or several values are set, its own.</param>
/// <param name="Left">The value of the left side, to 15 digits; of a choice, how many values are set.</param>
/// <param name="Right">The value of the right side, to 15 digits; of a choice, 1.</param>
/// <param name="Excess">By how much the sides miss what the constraint asks for; more than 0.</param>
public sealed record Violation(string Name, double Left, ConstraintSense Sense, double Right, double Excess)
{
    /// <summary>As in <c>budget: 9 &lt;= 7 is off by 2</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {Left} {Constraint.SymbolOf(Sense)} {Right} is off by {Excess}");
}
