using Coupler.Local;
using Coupler.Local.SimulatedBifurcation;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.SimulatedBifurcation;

public sealed class SimulatedBifurcationContract : SolverContract
{
    private static readonly SimulatedBifurcationParameters Usual = new() { Steps = 200, Loops = 20, Auto = true };

    protected override string Id => "local.simulated-bifurcation";

    protected override SolverParameters Quick => Usual;

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Steps", Usual with { Steps = 201 }),
        ("Loops", Usual with { Loops = 19 }),
        ("Auto", Usual with { Auto = false }),
        ("Algorithm", Usual with { Auto = false, Algorithm = BifurcationAlgorithm.Ballistic }),
        ("Dt", Usual with { Auto = false, Dt = 0.3 }),
        ("C", Usual with { Auto = false, C = 0.01 }),
    ];

    protected override int MostDegree => 2;

    [Fact]
    public async Task It_moves_each_position_at_each_step()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var result = await RunAsync(problem, Quick, seed: 1);

        Assert.Equal(200 * 20 * 60, result.Report!.Proposals);
    }

    [Fact]
    public async Task Algorithm_and_time_step_each_change_the_outcome()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);
        var discrete = Usual with { Auto = false };
        var flips = new List<long>();
        foreach (var parameters in (SimulatedBifurcationParameters[])
            [discrete, discrete with { Algorithm = BifurcationAlgorithm.Ballistic }, discrete with { Dt = 0.25 }])
        {
            flips.Add((await RunAsync(problem, parameters, seed: 1)).Report!.Flips);
        }

        Assert.Equal(3, flips.Distinct().Count());
    }

    [Fact]
    public async Task Terms_of_three_variables_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => RunAsync(Pubo.Create([new(1, 0, 1, 2)]), Quick, seed: 1));

        Assert.Contains("1·x0·x1·x2 has 3", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, SimulatedBifurcationParameters> Wrong => new()
    {
        { "Dt", new() { Dt = 0 } },
        { "Dt", new() { Dt = 1.5 } },
        { "C", new() { C = -1 } },
        { "Steps", new() { Steps = -1 } },
        { "Loops", new() { Loops = 0 } },
        { "Algorithm", new() { Algorithm = (BifurcationAlgorithm)7 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_makes_no_sense_is_refused_by_name(string name, SimulatedBifurcationParameters parameters)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Ising.Create([(0, 1.0)]), parameters, seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
