using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.Tabu;

/// <summary>A run of tabu search from random values.</summary>
internal sealed class TabuSearch(SpinSystem system, TabuParameters parameters) : Solver
{
    private readonly SpinState state = system.CreateState();
    private readonly TabuWalk walk = new(system);

    public override void Run(SolverRun run)
    {
        run.Start(state);
        walk.Run(state, run, parameters.SweepsOf(system.Count), parameters.TabuTenure);
    }
}
