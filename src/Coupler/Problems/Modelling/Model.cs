using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coupler.Circuits;

namespace Coupler.Problems.Modelling;

/// <summary>
/// An optimisation problem as people write it: variables, constraints and an objective. <see cref="ToProblem"/> makes a problem
/// of it that solvers take, in which a broken constraint costs a penalty; <see cref="Read(Solution)"/> reads the answer. The same
/// code builds the same problem, so an answer can be read in another process. Not for several threads at once.
/// </summary>
public sealed class Model
{
    private readonly HashSet<string> names = [];
    private readonly List<string> bitNames = [];
    private readonly List<(string Name, Func<BitString, object?> ValueIn)> variables = [];
    private readonly List<ChoiceVariable> choices = [];
    private readonly List<RequiredConstraint> constraints = [];
    private Expression? objective;
    private bool isMaximised;
    private CompiledModel? compiled;

    /// <summary>A variable that is 0 or 1.</summary>
    /// <exception cref="ArgumentException">The name is empty or there already.</exception>
    public BinaryVariable Binary(string name)
    {
        Claim(name);
        var variable = new BinaryVariable(this, name, bitNames.Count);
        bitNames.Add(name);
        variables.Add((name, bits => bits[variable.Bit]));
        return variable;
    }

    /// <summary>A whole number in a range, both ends in it, which takes log₂ of their number in bits.</summary>
    /// <exception cref="ArgumentException">
    /// The range is empty or larger than 2³¹ − 1, or the name is empty or there already.
    /// </exception>
    [SuppressMessage("Naming", "CA1720", Justification = "The field's word for such a variable.")]
    public IntegerVariable Integer(string name, int least, int most)
    {
        if (least > most) throw new ArgumentException($"The range of '{name}' is empty: {least} to {most}.", nameof(most));
        if ((long)most - least > int.MaxValue)
        {
            throw new ArgumentException(
                $"The range of '{name}', {least} to {most}, is too large: its ends may be {int.MaxValue} apart.", nameof(most));
        }

        Claim(name);
        var variable = new IntegerVariable(this, name, least, most, bitNames.Count);
        for (var i = 0; i < variable.BitCount; i++) bitNames.Add($"{name}[{i}]");
        variables.Add((name, bits => variable.NumberIn(bits)));
        return variable;
    }

    /// <summary>One of several values, with a bit for each.</summary>
    /// <param name="values">Different ones; one at least.</param>
    /// <param name="penalty">
    /// The weight of the squared difference from 1 of how many values are set; left out, one that is proven to be enough.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no value, or one twice, or the name is empty or there already, or the penalty is not above 0 and finite.
    /// </exception>
    public ChoiceVariable OneOf(string name, IEnumerable<string> values, double? penalty = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ImmutableArray<string> all = [.. values];
        if (all.IsEmpty) throw new ArgumentException($"'{name}' has no value to choose.", nameof(values));
        if (all.CountBy(value => value).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } twice)
        {
            throw new ArgumentException($"'{name}' has the value '{twice.Key}' twice.", nameof(values));
        }

        CheckPenalty(name, penalty);
        Claim(name);
        var variable = new ChoiceVariable(this, name, all, bitNames.Count, penalty);
        foreach (var value in all) bitNames.Add($"{name}={value}");
        variables.Add((name, variable.ValueIn));
        choices.Add(variable);
        return variable;
    }

    /// <summary>A solution is feasible only if this holds. One that always holds adds nothing to the problem.</summary>
    /// <param name="name">Under which a violation is told; no other constraint or variable has it.</param>
    /// <param name="penalty">
    /// The weight P of the squared violation v, in the numbers of the constraint as it is written; left out, one that is proven
    /// to be enough. An inequality that needs no slack costs less than P·v² where several of its terms break it together: one
    /// that leaves no room P times the sum of their squares, one that has room for a single term ½·P·v·(v + u), where u is what
    /// each term adds.
    /// </param>
    /// <exception cref="ArgumentException">
    /// It is not linear, can never hold, or is of another model; its numbers have no common unit; the name is empty or there
    /// already; or the penalty is not above 0 and finite.
    /// </exception>
    public void Require(Constraint constraint, string name, double? penalty = null)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        CheckPenalty(name, penalty);
        var required = new RequiredConstraint(name, constraint, penalty);
        CheckModel(required.Difference);
        Claim(name);
        constraints.Add(required);
    }

    /// <exception cref="InvalidOperationException">The model has an objective already.</exception>
    /// <exception cref="ArgumentException">The expression is of another model.</exception>
    public void Minimise(Expression expression) => SetObjective(expression, isMaximised: false);

    /// <inheritdoc cref="Minimise"/>
    public void Maximise(Expression expression) => SetObjective(expression, isMaximised: true);

    /// <summary>
    /// The problem whose least cost is that of the best feasible solution, if there is any and no penalty was given: the
    /// objective, with its sign turned if it is maximised, and the penalties. Its first variables are those of the model, in the
    /// order of their making; slacks follow.
    /// </summary>
    /// <exception cref="InvalidOperationException">The sums of the objective's coefficients are not finite.</exception>
    public Pubo ToProblem() => Compiled().Problem;

    /// <summary>
    /// The weight of a penalty, as it was given or found: that of the squared violation, in the constraint's numbers as they are
    /// written. To give it as a penalty makes the same problem, but for rounding.
    /// </summary>
    /// <returns>0 of a constraint that always holds.</returns>
    /// <exception cref="ArgumentException">There is no choice and no constraint of this name.</exception>
    public double PenaltyOf(string name) => Compiled().Penalties.TryGetValue(name, out var penalty)
        ? penalty
        : throw new ArgumentException($"The model has no constraint and no choice '{name}'.", nameof(name));

    /// <summary>A solution in the words of the model.</summary>
    /// <exception cref="ArgumentException">It has another number of values than the model's problem has variables.</exception>
    public ModelSolution Read(Solution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var (bits, count) = (solution.Values, ToProblem().VariableCount);
        if (bits.Length != count)
        {
            throw new ArgumentException(
                $"The solution has {bits.Length} values, and the problem of this model {count} variables: it is of another "
                + "model, or of one that was built by other code.",
                nameof(solution));
        }

        var broken = choices.Select(choice => choice.ViolationIn(bits)).OfType<Violation>();
        var violations = constraints.Select(constraint => constraint.ViolationIn(bits)).OfType<Violation>();
        return new ModelSolution(this, solution, objective?.ValueIn(bits) ?? 0, [.. broken, .. violations]);
    }

    /// <summary>All solutions: those that are feasible, best first, and then the others, least cost first.</summary>
    /// <inheritdoc cref="Read(Solution)"/>
    public ImmutableArray<ModelSolution> Read(ProblemResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. result.Solutions.Select(Read)
            .OrderByDescending(solution => solution.IsFeasible)
            .ThenBy(solution => !solution.IsFeasible ? solution.Solution.Cost
                : isMaximised ? -solution.Objective : solution.Objective)];
    }

    internal string NameOf(int bit) => bitNames[bit];

    internal OrderedDictionary<string, object?> ValuesIn(BitString bits) =>
        new(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.ValueIn(bits))));

    private static void CheckPenalty(string name, double? penalty)
    {
        if (penalty is null or (> 0 and < double.PositiveInfinity)) return;
        throw new ArgumentException($"The penalty of '{name}' is {penalty}; it must be above 0 and finite.", nameof(penalty));
    }

    private void Claim(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!names.Add(name))
        {
            throw new ArgumentException(
                $"The model has two of the name '{name}'; each variable and constraint has its own.", nameof(name));
        }

        compiled = null;
    }

    private void SetObjective(Expression expression, bool isMaximised)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (objective is not null) throw new InvalidOperationException("The model has an objective already; add the two up.");
        CheckModel(expression);
        (objective, this.isMaximised, compiled) = (expression, isMaximised, null);
    }

    private void CheckModel(Expression expression)
    {
        if (expression.Model is null || ReferenceEquals(expression.Model, this)) return;
        throw new ArgumentException($"The expression {expression} is of another model.", nameof(expression));
    }

    private CompiledModel Compiled()
    {
        var minimised = isMaximised ? -objective! : objective;
        return compiled ??= CompiledModel.Of(bitNames.Count, minimised?.Terms ?? [], choices, constraints);
    }
}
