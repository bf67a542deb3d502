using Coupler.Local;
using Coupler.Local.PopulationAnnealing;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.PopulationAnnealing;

public sealed class PopulationAnnealingContract : SolverContract
{
    private static readonly PopulationAnnealingParameters Usual = new() { Population = 40, Sweeps = 50, Restarts = 2 };

    protected override string Id => "local.population-annealing";

    protected override SolverParameters Quick => Usual;

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Population", Usual with { Population = 41 }),
        ("Sweeps", Usual with { Sweeps = 51 }),
        ("Restarts", Usual with { Restarts = 1 }),
        ("Alpha", Usual with { Alpha = 1.2 }),
        ("Beta", Usual with { Beta = new(0.001, 1, RangeShape.Geometric) }),
    ];

    [Fact]
    public async Task It_tells_how_many_members_there_were_at_each_temperature()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var usual = await RunAsync(problem, Quick, seed: 1);
        var loose = await RunAsync(problem, Usual with { Alpha = 1_000, Restarts = 1 }, seed: 1);

        Assert.Equal(50, usual.Report!.Populations.Length);
        Assert.True(usual.Report.Populations.Distinct().Count() > 1);
        Assert.All(usual.Report.Populations, members => Assert.InRange(members, 20, 80));

        // Forty members never count as fewer than one in a thousand: they are never drawn anew.
        Assert.Equal(Enumerable.Repeat(40, 50), loose.Report!.Populations);
        Assert.Equal(40 * 50 * 60, loose.Report.Proposals);
    }

    /// <summary>Ten thousand steps: every fourth is told.</summary>
    [Fact]
    public async Task Of_very_many_temperatures_some_tell_how_many_members_there_were()
    {
        var problem = RandomProblems.Next(new Random(5), 4, degree: 2);
        var few = new PopulationAnnealingParameters { Population = 3, Sweeps = 10_000, Restarts = 2, Alpha = 1.01 };

        var result = await RunAsync(problem, few, seed: 1);

        Assert.Equal(2_500, result.Report!.Populations.Length);
    }

    public static TheoryData<string, PopulationAnnealingParameters> Wrong => new()
    {
        { "Alpha", new() { Alpha = 1 } },
        { "Alpha", new() { Alpha = double.NaN } },
        { "Population", new() { Population = 0 } },
        { "Beta", new() { Beta = new(2, 1) } },
        { "Beta", new() { Beta = new(0, 1, RangeShape.Geometric) } },
        { "Beta", new() { Beta = new(-1, 1) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_makes_no_sense_is_refused_by_name(string name, PopulationAnnealingParameters parameters)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Ising.Create([(0, 1.0)]), parameters, seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
