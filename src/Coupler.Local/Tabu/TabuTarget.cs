using Coupler.Local.Solvers;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Tabu;

/// <summary>Tabu search of problems of any size.</summary>
internal sealed class TabuTarget() : SolverTarget<TabuParameters>(
    "local.tabu",
    "Tabu search by single flips; best for dense problems of up to some thousand variables.",
    TabuJson.Default.TabuParameters,
    new TabuParametersValidator())
{
    protected override int? RunsOf(TabuParameters parameters) => parameters.Runs;

    protected override Solver CreateSolver(Problem problem, SpinSystem system, TabuParameters parameters) =>
        new TabuSearch(system, parameters);
}
