using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.SimulatedAnnealing;

/// <summary>
/// Simulated annealing (S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi: Optimization by simulated annealing, Science 220, 1983):
/// sweeps of Metropolis proposals at inverse temperatures that rise evenly, then a quench.
/// </summary>
internal sealed class Annealing(SpinSystem system, SimulatedAnnealingParameters parameters) : Solver
{
    /// <summary>Sweeps that take only what is no worse, after the last temperature.</summary>
    private const int QuenchSweeps = 2;

    /// <summary>Far colder than any weight, and still a number in single precision after it was multiplied with one.</summary>
    private const double Frozen = 1e12;

    private readonly SpinState state = system.CreateState();
    private readonly AnnealingSchedule schedule =
        AnnealingSchedule.Of(system.Scale).With(parameters.BetaStart, parameters.BetaStop);

    public override void Run(SolverRun run)
    {
        var sweeps = parameters.SweepsOf(run.Number);
        run.Start(state);
        for (var sweep = 0; sweep < sweeps + QuenchSweeps; sweep++)
        {
            if (run.IsOver) return;
            run.Flips += state.Sweep(sweep < sweeps ? schedule.At(sweep, sweeps) : Frozen * schedule.Stop, run.Random);
            run.Proposals += system.Count;
            run.Offer(state);
        }
    }
}
