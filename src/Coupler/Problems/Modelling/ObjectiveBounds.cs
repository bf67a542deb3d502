using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>
/// For each bit, what the objective may gain by it. A product of n bits is shared by them, an nth each, so the objective is a
/// sum over the bits that are set, and of each the share is within its bounds.
/// </summary>
internal sealed class ObjectiveBounds
{
    private readonly Bounds[] bounds;

    public ObjectiveBounds(int bits, ImmutableArray<Term> objective)
    {
        bounds = new Bounds[bits];
        // Each addition is off by 2⁻⁵³ of its sum at most; the sums here are of no more terms than these.
        var rounding = (objective.Length + bits + 4.0) * Math.ScaleB(1, -52);
        foreach (var term in objective)
        {
            for (var i = 0; i < term.Degree; i++) bounds[term[i]] = bounds[term[i]].With(term, rounding);
        }
    }

    public Bounds this[int bit] => bounds[bit];

    /// <param name="Least">Of the bit's share where it is set.</param>
    /// <param name="Most">Of the bit's share where it is set.</param>
    /// <param name="LeastOfSetting">By how much at least the objective goes up when the bit is set; below 0 it goes down.</param>
    /// <param name="MostOfSetting">By how much at most the objective goes up when the bit is set.</param>
    /// <param name="Rounding">More than the bounds are off by.</param>
    public readonly record struct Bounds(
        double Least, double Most, double LeastOfSetting, double MostOfSetting, double Rounding)
    {
        public Bounds With(Term term, double rounding)
        {
            var (least, most) = term.Degree == 1
                ? (term.Weight, term.Weight)
                : (Math.Min(term.Weight, 0), Math.Max(term.Weight, 0));
            return new Bounds(
                Least + (least / term.Degree),
                Most + (most / term.Degree),
                LeastOfSetting + least,
                MostOfSetting + most,
                Rounding + (rounding * Math.Abs(term.Weight)));
        }
    }
}
