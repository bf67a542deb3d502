using System.Globalization;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>
/// A model made by chance, twice: as <see cref="Model"/>, and as plain numbers that are summed in decimals over the values of its
/// variables.
/// </summary>
internal sealed class RandomModel
{
    private readonly Random random;
    private readonly List<Atom> atoms = [];
    private readonly List<int> sizes = [];
    private readonly List<Action<ModelSolution, int[]>> readers = [];
    private readonly List<(decimal Weight, Atom[] Product)> objective = [];
    private readonly List<(string Name, (decimal Weight, Atom Atom)[] Sum, ConstraintSense Sense, decimal Right)>
        constraints = [];
    private readonly bool isDecimal;

    public RandomModel(int seed)
    {
        random = new Random(seed);
        isDecimal = random.Next(3) == 0;
        IsMaximised = random.Next(2) == 0;
        foreach (var variable in Enumerable.Range(0, random.Next(2, 5))) AddVariable(variable);
        AddObjective();
        foreach (var constraint in Enumerable.Range(0, random.Next(1, 4))) AddConstraint(constraint);
    }

    public Model Model { get; } = new();

    public bool IsMaximised { get; }

    /// <summary>How many constraints were refused, because nothing keeps them.</summary>
    public int Refused { get; private set; }

    /// <summary>Every assignment: of each variable the number of its value.</summary>
    public IEnumerable<int[]> Assignments()
    {
        var total = sizes.Aggregate(1, (product, size) => product * size);
        for (var number = 0; number < total; number++)
        {
            var (assignment, rest) = (new int[sizes.Count], number);
            for (var i = 0; i < sizes.Count; i++) (assignment[i], rest) = (rest % sizes[i], rest / sizes[i]);
            yield return assignment;
        }
    }

    public decimal Objective(int[] assignment) =>
        objective.Sum(term => term.Product.Aggregate(term.Weight, (product, atom) => product * atom.ValueIn(assignment)));

    public string[] Broken(int[] assignment) =>
        [.. constraints.Where(constraint => !Holds(constraint.Sum, constraint.Sense, constraint.Right, assignment))
            .Select(constraint => constraint.Name)];

    /// <summary>Null if a choice has no value or several.</summary>
    public int[]? AssignmentOf(ModelSolution solution)
    {
        var assignment = new int[sizes.Count];
        foreach (var reader in readers) reader(solution, assignment);
        return assignment.Contains(-1) ? null : assignment;
    }

    private static bool Holds((decimal Weight, Atom Atom)[] sum, ConstraintSense sense, decimal right, int[] assignment)
    {
        var left = sum.Sum(term => term.Weight * term.Atom.ValueIn(assignment));
        return sense switch
        {
            ConstraintSense.AtMost => left <= right,
            ConstraintSense.AtLeast => left >= right,
            _ => left == right,
        };
    }

    private void AddVariable(int index)
    {
        var name = $"v{index}";
        var kind = random.Next(4);
        if (kind == 0)
        {
            var least = random.Next(-3, 3);
            var variable = Model.Integer(name, least, least + random.Next(0, 6));
            sizes.Add(variable.Most - least + 1);
            atoms.Add(new Atom(variable, assignment => assignment[index] + least));
            readers.Add((solution, assignment) => assignment[index] = solution[variable] - least);
        }
        else if (kind == 1)
        {
            string[] values = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => i.ToString(CultureInfo.InvariantCulture))];
            var variable = Model.OneOf(name, values);
            sizes.Add(values.Length);
            foreach (var value in Enumerable.Range(0, values.Length))
            {
                atoms.Add(new Atom(variable.Is(values[value]), assignment => assignment[index] == value ? 1 : 0));
            }

            readers.Add((solution, assignment) => assignment[index] = Array.IndexOf(values, solution[variable]));
        }
        else
        {
            var variable = Model.Binary(name);
            sizes.Add(2);
            atoms.Add(new Atom(variable, assignment => assignment[index]));
            readers.Add((solution, assignment) => assignment[index] = solution[variable] ? 1 : 0);
        }
    }

    private void AddObjective()
    {
        Expression sum = 0;
        foreach (var _ in Enumerable.Range(0, random.Next(1, 8)))
        {
            var (weight, product) = (Number(), Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyAtom()).ToArray());
            objective.Add((weight, product));
            sum += product.Aggregate((Expression)(double)weight, (expression, atom) => expression * atom.Expression);
        }

        if (IsMaximised) Model.Maximise(sum);
        else Model.Minimise(sum);
    }

    /// <summary>The bound is what some assignment gives, or near it.</summary>
    private void AddConstraint(int index)
    {
        var unit = random.Next(3) == 0;
        var sum = Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Weight: unit ? 1 : Number(), Atom: AnyAtom())).ToArray();
        var sense = (ConstraintSense)random.Next(3);
        var somewhere = sizes.Select(size => random.Next(size)).ToArray();
        var right = sum.Sum(term => term.Weight * term.Atom.ValueIn(somewhere)) + (random.Next(4) == 0 ? Number() : 0);
        var left = Expression.Sum(sum.Select(term => (double)term.Weight * term.Atom.Expression));
        var constraint = sense switch
        {
            ConstraintSense.AtMost => left <= (double)right,
            ConstraintSense.AtLeast => left >= (double)right,
            _ => left == (double)right,
        };
        try
        {
            Model.Require(constraint, $"c{index}");
            constraints.Add(($"c{index}", sum, sense, right));
        }
        catch (ArgumentException)
        {
            Refused++;
            Assert.DoesNotContain(Assignments(), assignment => Holds(sum, sense, right, assignment));
        }
    }

    private Atom AnyAtom() => atoms[random.Next(atoms.Count)];

    private decimal Number() => isDecimal ? random.Next(-25, 26) / 10m : random.Next(-5, 6);

    private sealed record Atom(Expression Expression, Func<int[], decimal> ValueIn);
}
