using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>A model as a problem without constraints: the objective and a penalty for each constraint.</summary>
/// <param name="Problem">The bits of the model in their order, then those of the slacks.</param>
/// <param name="Penalties">
/// Of each constraint and choice, by name: the weight of the squared violation, in the numbers of the constraint as it is
/// written. 0 of a constraint that nothing breaks.
/// </param>
internal sealed record CompiledModel(Pubo Problem, ImmutableDictionary<string, double> Penalties)
{
    /// <param name="objective">To be minimised.</param>
    public static CompiledModel Of(
        int bits,
        ImmutableArray<Term> objective,
        IReadOnlyCollection<ChoiceVariable> choices,
        IReadOnlyCollection<RequiredConstraint> constraints)
    {
        var counted = constraints.Where(constraint => !constraint.IsAlwaysTrue).ToList();
        var weights = new PenaltyWeights(
            bits, objective, [.. choices.Select(choice => choice.Bits)], [.. counted.Select(constraint => constraint.Bits)]);
        var penalties = constraints.ToImmutableDictionary(constraint => constraint.Name, _ => 0.0).ToBuilder();
        var products = new TermSums();
        foreach (var term in objective) products.Add(term);
        var terms = new PenaltyTerms(products, bits);
        foreach (var choice in choices)
        {
            penalties[choice.Name] = choice.Penalty ?? weights.OfChoice(choice.Bits);
            terms.AddChoice(penalties[choice.Name], choice.Bits);
        }

        foreach (var constraint in counted) penalties[constraint.Name] = Add(terms, weights, constraint);
        return new CompiledModel(
            Pubo.Create(products.ToTerms().AsSpan(), terms.Squares.AsSpan(), terms.VariableCount), penalties.ToImmutable());
    }

    private static double Add(PenaltyTerms terms, PenaltyWeights weights, RequiredConstraint constraint)
    {
        if (constraint.Whole is not { } whole)
        {
            var given = constraint.Penalty!.Value;
            terms.AddSquare(given, constraint.Difference);
            return given;
        }

        // Of numbers of the user a violation by 1 is one by 1 / unit here, and every penalty counts its square.
        var square = whole.Unit * whole.Unit;
        var weight = constraint.Penalty * square ?? weights.OfConstraint(constraint.Bits);
        terms.Add(weight, whole);
        return constraint.Penalty ?? weight / square;
    }
}
