using Coupler.Circuits;
using Coupler.Problems;
using Coupler.Problems.Modelling;

namespace Coupler.Tests.Problems.Modelling;

public sealed class ModelTests
{
    [Fact]
    public void A_solution_is_read_by_variable_and_by_name()
    {
        var (model, buy, count, day) = Shop();
        var solution = Read(model, buy: true, count: 3, tuesday: true, slack: 0);

        Assert.True(solution[buy]);
        Assert.Equal(3, solution[count]);
        Assert.Equal("Tue", solution[day]);
        Assert.Equal(["buy", "count", "day"], solution.Values.Keys);
        Assert.Equal([true, 3, "Tue"], solution.Values.Values);
        Assert.True(solution.IsFeasible);
        Assert.Equal(3 - 3 + 2, solution.Objective);
        Assert.Equal(7, solution.ValueOf(buy + 2 * count));
    }

    /// <summary>A slack that is wrong costs, and breaks nothing.</summary>
    [Fact]
    public void Feasible_is_what_the_constraints_say_and_not_the_penalties()
    {
        var (model, _, _, _) = Shop();

        Assert.True(Read(model, buy: true, count: 3, tuesday: true, slack: 7).IsFeasible);
        Assert.False(Read(model, buy: false, count: 4, tuesday: true, slack: 0).IsFeasible);
    }

    [Fact]
    public void A_constraint_that_is_broken_is_named_with_its_sides_and_by_how_much()
    {
        var (model, _, _, _) = Shop();

        var violation = Assert.Single(Read(model, buy: true, count: 4, tuesday: true, slack: 0).Violations);

        Assert.Equal(new Violation("budget", 9, ConstraintSense.AtMost, 7, 2), violation);
        Assert.Equal("budget: 9 <= 7 is off by 2", $"{violation}");
    }

    [Fact]
    public void A_choice_of_none_or_two_is_a_violation_in_its_name()
    {
        var model = new Model();
        var day = model.OneOf("day", ["Mon", "Tue", "Wed"]);
        var none = model.Read(new Solution(BitString.Parse("000"), 0));
        var two = model.Read(new Solution(BitString.Parse("101"), 0));
        var three = model.Read(new Solution(BitString.Parse("111"), 0));

        Assert.Null(none[day]);
        Assert.Null(two[day]);
        Assert.Null(two.Values["day"]);
        Assert.Equal([new Violation("day", 0, ConstraintSense.Equal, 1, 1)], none.Violations);
        Assert.Equal([new Violation("day", 2, ConstraintSense.Equal, 1, 1)], two.Violations);
        Assert.Equal([new Violation("day", 3, ConstraintSense.Equal, 1, 2)], three.Violations);
    }

    [Fact]
    public void Decimals_are_judged_as_they_are_written()
    {
        var model = new Model();
        var (x, y, z) = (model.Binary("x"), model.Binary("y"), model.Binary("z"));
        model.Require(0.1 * x + 0.2 * y + 0.4 * z <= 0.3, "most");
        model.Require(0.7 * x + 0.1 * y >= 0.8 - z, "least");
        model.Require(0.1 * x + 0.7 * y == 0.8, "equal");

        Assert.Empty(Of(0b011).Violations);
        Assert.Equal(
            [
                new Violation("most", 0.5, ConstraintSense.AtMost, 0.3, 0.2),
                new Violation("equal", 0.1, ConstraintSense.Equal, 0.8, 0.7),
            ],
            Of(0b101).Violations);
        ModelSolution Of(ulong bits) => model.Read(new Solution(new BitString(bits, model.ToProblem().VariableCount), 0));
    }

    [Fact]
    public void Solutions_come_feasible_first_and_best_first()
    {
        var model = new Model();
        var (x, y) = (model.Binary("x"), model.Binary("y"));
        model.Require(x + y <= 1, "one");
        model.Maximise(x + 2 * y);
        Solution[] solutions = [Of("11", -9), Of("00", -3), Of("01", -2), Of("10", -1)];

        var read = model.Read(new ProblemResult { Solutions = [.. solutions] });

        Assert.Equal([2, 1, 0, 3], read.Select(solution => solution.Objective));
        Assert.Equal([true, true, true, false], read.Select(solution => solution.IsFeasible));
        static Solution Of(string bits, double cost) => new(BitString.Parse(bits), cost);
    }

    [Fact]
    public void The_same_code_in_another_process_reads_the_answer()
    {
        var (first, _, _, _) = Shop();
        var (second, buy, count, day) = Shop();
        var solution = Read(first, buy: true, count: 2, tuesday: false, slack: 2).Solution;

        var read = second.Read(solution);

        Assert.Equal(first.ToProblem().Terms, second.ToProblem().Terms);
        Assert.Equal(first.ToProblem().Squares, second.ToProblem().Squares);
        Assert.Equal((true, 2, "Mon", 1.0), (read[buy], read[count], read[day], read.Objective));
    }

    [Fact]
    public void A_model_that_grows_is_compiled_anew()
    {
        var (model, buy, count, _) = Shop();
        var before = model.ToProblem().VariableCount;
        model.Require(buy + count >= 2, "more");

        Assert.True(model.ToProblem().VariableCount > before);
    }

    [Fact]
    public void A_solution_of_another_size_is_refused()
    {
        var (model, _, _, _) = Shop();

        var error = Assert.Throws<ArgumentException>(() => model.Read(new Solution(new BitString(0, 3), 0)));

        Assert.Contains("has 3 values", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Bit 0 is buy, 1 to 4 are count (1, 2, 4 and 3), 5 and 6 day, and the last three the slack (1, 2 and 4).</summary>
    private static ModelSolution Read(Model model, bool buy, int count, bool tuesday, int slack)
    {
        var bits = (buy ? 1UL : 0) | ((ulong)count << 1) | (tuesday ? 1UL << 6 : 1UL << 5) | ((ulong)slack << 7);
        return model.Read(new Solution(new BitString(bits, model.ToProblem().VariableCount), 0));
    }

    private static (Model Model, BinaryVariable Buy, IntegerVariable Count, ChoiceVariable Day) Shop()
    {
        var model = new Model();
        var buy = model.Binary("buy");
        var count = model.Integer("count", 0, 10);
        var day = model.OneOf("day", ["Mon", "Tue"]);
        model.Require(buy + 2 * count <= 7, "budget");
        model.Minimise(3 * buy - count + 2 * buy * day.Is("Tue"));
        return (model, buy, count, day);
    }
}
