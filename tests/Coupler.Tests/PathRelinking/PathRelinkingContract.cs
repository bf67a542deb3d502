using Coupler.Local;
using Coupler.Local.PathRelinking;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.PathRelinking;

public sealed class PathRelinkingContract : SolverContract
{
    protected override string Id => "local.path-relinking";

    protected override SolverParameters Quick => new PathRelinkingParameters { ImprovementCutoff = 100, Restarts = 2 };

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("DistanceScale", new PathRelinkingParameters { DistanceScale = 0.1, ImprovementCutoff = 100, Restarts = 2 }),
        ("GreedyPathRelinking",
            new PathRelinkingParameters { GreedyPathRelinking = true, ImprovementCutoff = 100, Restarts = 2 }),
        ("RefSetCount", new PathRelinkingParameters { RefSetCount = 5, ImprovementCutoff = 100, Restarts = 2 }),
        ("ImprovementCutoff", new PathRelinkingParameters { ImprovementCutoff = 90, Restarts = 2 }),
        ("Restarts", new PathRelinkingParameters { ImprovementCutoff = 100, Restarts = 1 }),
    ];

    /// <summary>A path whose middle is empty joins nothing: only the first solutions are improved.</summary>
    [Fact]
    public async Task Paths_are_walked_between_the_solutions_of_the_set()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var none = await RunAsync(problem, new PathRelinkingParameters { DistanceScale = 0.5, Restarts = 1 }, seed: 1);
        var some = await RunAsync(problem, new PathRelinkingParameters { Restarts = 1 }, seed: 1);

        Assert.True(none.Report!.Flips < some.Report!.Flips);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.6)]
    [InlineData(double.NaN)]
    public async Task A_distance_outside_of_a_path_is_refused(double scale)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(
            Ising.Create([(0, 1.0)]), new PathRelinkingParameters { DistanceScale = scale }, seed: 1));

        Assert.Contains("DistanceScale", refusal.Message, StringComparison.Ordinal);
    }
}
