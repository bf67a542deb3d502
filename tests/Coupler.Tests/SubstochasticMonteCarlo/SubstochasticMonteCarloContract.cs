using Coupler.Local;
using Coupler.Local.SubstochasticMonteCarlo;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.SubstochasticMonteCarlo;

public sealed class SubstochasticMonteCarloContract : SolverContract
{
    private static readonly SubstochasticMonteCarloParameters Usual =
        new() { StepLimit = 500, TargetPopulation = 40, Restarts = 3 };

    protected override string Id => "local.substochastic-monte-carlo";

    protected override SolverParameters Quick => Usual;

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("StepLimit", Usual with { StepLimit = 499 }),
        ("TargetPopulation", Usual with { TargetPopulation = 41 }),
        ("Restarts", Usual with { Restarts = 2 }),
        ("StepsPerWalker", Usual with { StepsPerWalker = 2 }),
        ("Alpha", Usual with { Alpha = new(0.9, 0.1) }),
        ("Beta", Usual with { Beta = new(0.01, 0.5, RangeShape.Geometric) }),
    ];

    [Fact]
    public async Task It_tells_how_many_walkers_there_were_at_each_step()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var usual = await RunAsync(problem, Quick, seed: 1);
        var walking = await RunAsync(
            problem, new SubstochasticMonteCarloParameters { Alpha = new(1, 1), StepLimit = 50, StepsPerWalker = 3 }, seed: 1);

        Assert.Equal(500, usual.Report!.Populations.Length);
        Assert.All(usual.Report.Populations, walkers => Assert.InRange(walkers, 20, 80));
        Assert.True(usual.Report.Populations.Distinct().Count() > 1);

        // Who always walks never meets his cost.
        Assert.Equal(Enumerable.Repeat(72, 50), walking.Report!.Populations);
        Assert.Equal(50 * 72 * 3, walking.Report.Flips);
    }

    public static TheoryData<string, SubstochasticMonteCarloParameters> Wrong => new()
    {
        { "Alpha", new() { Alpha = new(2, 0) } },
        { "Alpha", new() { Alpha = new(0, 1) } },
        { "Beta", new() { Beta = new(1, 0) } },
        { "TargetPopulation", new() { TargetPopulation = 7 } },
        { "StepLimit", new() { StepLimit = 0 } },
        { "StepsPerWalker", new() { StepsPerWalker = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_makes_no_sense_is_refused_by_name(string name, SubstochasticMonteCarloParameters parameters)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Ising.Create([(0, 1.0)]), parameters, seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
