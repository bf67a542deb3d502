using Coupler.Local.Spins;

namespace Coupler.Local.Solvers;

/// <summary>
/// Simulated annealing (S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi: Optimization by simulated annealing, Science 220, 1983):
/// sweeps of Metropolis proposals at inverse temperatures that rise evenly, then a quench.
/// </summary>
internal sealed class Annealer(AnnealingSchedule schedule)
{
    /// <summary>After the last temperature.</summary>
    private const int QuenchSweeps = 2;

    /// <param name="part">Where in the schedule it begins: 0 at its hot end, 1 at its cold one.</param>
    public void Run(SpinState state, SolverRun run, int sweeps, double part = 0)
    {
        var range = schedule with { Start = schedule.At(part) };
        for (var sweep = 0; sweep < sweeps + QuenchSweeps; sweep++)
        {
            if (run.IsOver) return;
            run.Flips += sweep < sweeps ? state.Sweep(range.At(sweep, sweeps), run.Random) : state.Quench(run.Random);
            run.Proposals += state.System.Count;
            run.Offer(state);
        }
    }
}
