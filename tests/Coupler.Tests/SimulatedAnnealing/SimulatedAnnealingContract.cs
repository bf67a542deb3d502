using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.SimulatedAnnealing;

public sealed class SimulatedAnnealingContract : SolverContract
{
    private static readonly SimulatedAnnealingParameters Usual = new() { Sweeps = 50, Restarts = 20 };

    protected override string Id => "local.simulated-annealing";

    protected override SolverParameters Quick => Usual;

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Sweeps", Usual with { Sweeps = 51 }),
        ("Restarts", Usual with { Restarts = 19 }),
        ("BetaStart", Usual with { BetaStart = 0 }),
        ("BetaStop", Usual with { BetaStop = 50 }),
    ];

    /// <summary>
    /// The one sweep at an infinite temperature leaves chance values: 2⁻⁶⁰ is the chance that they are the
    /// best.
    /// </summary>
    [Fact]
    public async Task It_quenches_however_hot_the_last_temperature_was()
    {
        Ising fields = [.. Enumerable.Range(0, 60).Select(i => (Term)(i, 1.0))];

        var result = await RunAsync(fields, new SimulatedAnnealingParameters { Sweeps = 1, Restarts = 1, BetaStop = 0 }, seed: 1);

        Assert.Equal(-60, result.Best.Cost);
    }

    [Fact]
    public async Task It_proposes_sweeps_times_restarts_times_variables_and_quenches()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var result = await RunAsync(problem, Quick, seed: 1);

        Assert.Equal((50 + 2) * 20 * 60, result.Report!.Proposals);
    }
}
