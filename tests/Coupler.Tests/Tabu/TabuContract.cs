using Coupler.Local;
using Coupler.Local.Tabu;
using Coupler.Tests.Solvers;

namespace Coupler.Tests.Tabu;

public sealed class TabuContract : SolverContract
{
    protected override string Id => "local.tabu";

    protected override SolverParameters Quick => new TabuParameters { Sweeps = 200, Restarts = 10 };

    protected override (string Setting, SolverParameters Parameters)[] Variants =>
    [
        ("Sweeps", new TabuParameters { Sweeps = 199, Restarts = 10 }),
        ("TabuTenure", new TabuParameters { Sweeps = 200, TabuTenure = 50, Restarts = 10 }),
        ("Restarts", new TabuParameters { Sweeps = 200, Restarts = 9 }),
    ];

    [Fact]
    public async Task It_looks_at_all_variables_in_each_sweep()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var result = await RunAsync(problem, Quick, seed: 1);

        Assert.Equal((200 * 10 * 60, 200 * 10), (result.Report!.Proposals, result.Report.Flips));
    }

    /// <summary>
    /// With a tenure beyond the end each variable is flipped once, and again only where that gives the best so
    /// far.
    /// </summary>
    [Fact]
    public async Task A_move_is_not_undone_within_its_tenure()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);
        var parameters = new TabuParameters { Sweeps = 5_000, TabuTenure = 10_000, Restarts = 1 };

        var result = await RunAsync(problem, parameters, seed: 1);

        Assert.InRange(result.Report!.Flips, 60, 60 + result.Report.Trace.Length);
    }
}
