using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>
/// Weights of penalties that are enough: whatever breaks a constraint costs more than the best of what breaks none.
/// </summary>
/// <remarks>
/// Let f be the objective, and let every penalty be 0 for what keeps its constraint, with the right slack, and else its weight at
/// least. U is no less than f of anything that sets one value of each choice, so no less than the optimum. L is no more than f of
/// anything, and L′ no more than f of what sets one value of each choice. A choice weighs more than U − L: what breaks it costs
/// more than L + (U − L). Everything else weighs more than U − L′: what breaks it, and no choice, costs more than L′ + (U − L′).
/// So neither is least. Parts that share no variable, by the objective or by a constraint, are minimised apart: only what is
/// connected counts.
/// A choice that is in no other constraint can be mended alone: a weight is enough, too, that is more than what setting a value
/// costs at most, for the cheapest, and more than what clearing one costs at most, but for the dearest, which stays.
/// </remarks>
internal sealed class PenaltyWeights
{
    private readonly ObjectiveBounds bounds;
    private readonly BitSets connected;
    private readonly HashSet<int> constrained;
    private readonly Dictionary<int, Part> parts = [];

    /// <param name="objective">To be minimised.</param>
    /// <param name="choices">Of each its bits; no two share one.</param>
    /// <param name="constraints">Of each its bits.</param>
    public PenaltyWeights(
        int bits,
        ImmutableArray<Term> objective,
        IReadOnlyCollection<ImmutableArray<int>> choices,
        IReadOnlyCollection<ImmutableArray<int>> constraints)
    {
        bounds = new ObjectiveBounds(bits, objective);
        connected = new BitSets(bits);
        constrained = [.. constraints.SelectMany(constraint => constraint)];
        foreach (var term in objective) connected.Join([.. Enumerable.Range(0, term.Degree).Select(i => term[i])]);
        foreach (var set in choices.Concat(constraints)) connected.Join(set);
        foreach (var choice in choices) PartOf(choice[0]).AddChoice(bounds, choice);
        var inChoices = choices.SelectMany(choice => choice).ToHashSet();
        for (var bit = 0; bit < bits; bit++)
        {
            if (!inChoices.Contains(bit)) PartOf(bit).AddBit(bounds, bit);
        }
    }

    /// <summary>For a penalty that is 1 at least where the constraint is broken.</summary>
    public double OfConstraint(ImmutableArray<int> bits)
    {
        var part = PartOf(bits[0]);
        return MoreThan(part.Most - part.LeastOfChoices, part.Rounding);
    }

    /// <summary>For the squared difference of what is set from 1.</summary>
    public double OfChoice(ImmutableArray<int> bits)
    {
        var part = PartOf(bits[0]);
        var range = part.Most - part.Least;
        if (bits.Any(constrained.Contains)) return MoreThan(range, part.Rounding);
        var setting = bits.Min(bit => bounds[bit].MostOfSetting);
        var clearing = bits.Select(bit => -bounds[bit].LeastOfSetting).OrderDescending().ElementAtOrDefault(1);
        return MoreThan(Math.Min(range, Math.Max(setting, clearing)), part.Rounding);
    }

    /// <summary>A whole number or a power of two, so that penalties of whole numbers are exact.</summary>
    private static double MoreThan(double range, double rounding)
    {
        const double LargestWhole = 1L << 50;
        // Where the objective makes no difference, 1 is as good as any.
        if (range <= 0 && rounding < 1) return 1;
        var value = Math.Max(range, 0) + rounding;
        var above = !double.IsFinite(value) ? value
            : value is >= 1 and < LargestWhole ? Math.Floor(value) + 1
            : Math.ScaleB(1, Math.ILogB(value) + 1);
        return double.IsFinite(above)
            ? above
            : throw new InvalidOperationException(
                "The coefficients of the objective are too large: no finite weight of a penalty is known to be enough.");
    }

    private Part PartOf(int bit)
    {
        var root = connected.RootOf(bit);
        if (!parts.TryGetValue(root, out var part)) parts.Add(root, part = new Part());
        return part;
    }

    /// <summary>What is connected, and what its objective may be.</summary>
    private sealed class Part
    {
        public double Least { get; private set; }

        public double LeastOfChoices { get; private set; }

        public double Most { get; private set; }

        /// <summary>More than all sums of the bounds are off by.</summary>
        public double Rounding { get; private set; }

        public void AddBit(ObjectiveBounds bounds, int bit)
        {
            Least += Math.Min(bounds[bit].Least, 0);
            LeastOfChoices += Math.Min(bounds[bit].Least, 0);
            Most += Math.Max(bounds[bit].Most, 0);
            Rounding += bounds[bit].Rounding;
        }

        public void AddChoice(ObjectiveBounds bounds, ImmutableArray<int> choice)
        {
            Least += choice.Sum(bit => Math.Min(bounds[bit].Least, 0));
            LeastOfChoices += choice.Min(bit => bounds[bit].Least);
            Most += choice.Max(bit => bounds[bit].Most);
            Rounding += choice.Sum(bit => bounds[bit].Rounding);
        }
    }
}
