using System.Collections.Immutable;

namespace Coupler.Problems.Modelling;

/// <summary>A solution in the words of its model. <see cref="Model.Read(Solution)"/> makes it. Immutable.</summary>
public sealed class ModelSolution
{
    private readonly Model model;

    internal ModelSolution(Model model, Solution solution, double objective, ImmutableArray<Violation> violations)
    {
        this.model = model;
        Solution = solution;
        Objective = objective;
        Violations = violations;
        Values = model.ValuesIn(solution.Values);
    }

    /// <summary>The solution of the compiled problem, whose cost is the objective and the penalties.</summary>
    public Solution Solution { get; }

    /// <summary>What was to be minimised or maximised, in the sense in which it was written; penalties are not in it.</summary>
    public double Objective { get; }

    /// <summary>Whether every constraint holds, as it was written, and every choice has one value.</summary>
    public bool IsFeasible => Violations.IsEmpty;

    /// <summary>What does not hold: first choices, then constraints, in the order in which the model has them.</summary>
    public ImmutableArray<Violation> Violations { get; }

    /// <summary>
    /// By name, in the order of the model: of a binary variable a <see cref="bool"/>, of a whole number an <see cref="int"/>, of
    /// a choice a <see cref="string"/>, or null if none or several of its values are set.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <exception cref="ArgumentException">The variable is of another model.</exception>
    public bool this[BinaryVariable variable]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(variable);
            Check(ReferenceEquals(variable.Model, model), variable.Name);
            return Solution[variable.Bit];
        }
    }

    /// <exception cref="ArgumentException">The variable is of another model.</exception>
    public int this[IntegerVariable variable]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(variable);
            Check(ReferenceEquals(variable.Model, model), variable.Name);
            return variable.NumberIn(Solution.Values);
        }
    }

    /// <summary>Null if none or several of its values are set: then <see cref="Violations"/> names it.</summary>
    /// <exception cref="ArgumentException">The variable is of another model.</exception>
    public string? this[ChoiceVariable variable]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(variable);
            Check(variable.IsOf(model), variable.Name);
            return variable.ValueIn(Solution.Values);
        }
    }

    /// <summary>The value of any expression.</summary>
    /// <exception cref="ArgumentException">The expression is of another model.</exception>
    public double ValueOf(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Check(expression.Model is null || ReferenceEquals(expression.Model, model), $"{expression}");
        return expression.ValueIn(Solution.Values);
    }

    private static void Check(bool isOfModel, string what)
    {
        if (!isOfModel) throw new ArgumentException($"'{what}' is of another model than this solution.", nameof(what));
    }
}
