using Coupler.Circuits;
using Coupler.Problems;

namespace Coupler.Tests.Problems.Modelling;

/// <summary>What costs least in the problem is what is best in the model, found by trying everything on both sides.</summary>
public sealed class RandomModelTests
{
    private const int MostBits = 20;

    [Fact]
    public void The_optimum_of_the_problem_is_that_of_the_model_in_1000_random_models()
    {
        var (models, infeasible, refused, withSlack) = (0, 0, 0, 0);
        for (var seed = 0; models < 1_000; seed++)
        {
            var random = new RandomModel(seed);
            var problem = random.Model.ToProblem();
            if (problem.VariableCount > MostBits) continue;
            models++;
            refused += random.Refused;
            infeasible += Check(random, problem, seed) ? 0 : 1;
            withSlack += problem.Squares.Any(square => square.Terms.Any(term => term.Degree == 1 && term.Weight > 1)) ? 1 : 0;
        }

        Assert.InRange(infeasible, 20, 500);
        Assert.InRange(refused, 20, 500);
        Assert.InRange(withSlack, 200, 1_000);
    }

    /// <returns>Whether anything is feasible.</returns>
    private static bool Check(RandomModel random, Pubo problem, int seed)
    {
        var feasible = random.Assignments().Where(assignment => random.Broken(assignment).Length == 0).ToList();
        var (cost, found) = PenaltyBruteForce.LeastOf(problem);
        foreach (var bits in found)
        {
            var read = random.Model.Read(new Solution(new BitString(bits, problem.VariableCount), cost));
            var assignment = random.AssignmentOf(read);
            Assert.True(read.IsFeasible == feasible.Count > 0, $"seed {seed}: {string.Join("; ", read.Violations)}");
            if (assignment is null) continue;
            Assert.Equal(random.Broken(assignment), read.Violations.Select(violation => violation.Name));
            Assert.Equal((double)random.Objective(assignment), read.Objective, 1e-9);
        }

        if (feasible.Count == 0) return false;
        var best = random.IsMaximised ? -feasible.Max(random.Objective) : feasible.Min(random.Objective);
        Assert.True(Math.Abs((double)best - cost) < 1e-9, $"seed {seed}: {cost} is not {best}");
        return true;
    }
}
