using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>A run of simulated annealing from random values.</summary>
internal sealed class Annealing(SpinSystem system, SimulatedAnnealingParameters parameters) : Solver
{
    private readonly SpinState state = system.CreateState();
    private readonly Annealer annealer =
        new(AnnealingSchedule.Of(system).With(parameters.BetaStart, parameters.BetaStop));

    public override void Run(SolverRun run)
    {
        run.Start(state);
        annealer.Run(state, run, parameters.SweepsOf(run.Number));
    }
}
