using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.SubstochasticMonteCarlo;

/// <summary>
/// Substochastic Monte Carlo (M. Jarret, S. P. Jordan, B. Lackey, Phys. Rev. A 94, 042318, 2016): a population of walkers
/// imitates adiabatic evolution. In each step a walker walks with probability α, a random flip each time, else it meets its cost:
/// with w = e^(−β·(E − Ē)), Ē steered so that the population stays near its target, it becomes w walkers, rounded up or down by
/// chance.
/// </summary>
internal sealed class WalkingPopulation(SpinSystem system, SubstochasticMonteCarloParameters parameters) : Solver
{
    private readonly RangeSchedule alpha = parameters.Alpha ?? new(1, 0);
    private readonly RangeSchedule beta = parameters.Beta ?? new(0, AnnealingSchedule.Of(system).Stop);
    private readonly SpareStates spare = new(system);
    private List<SpinState> walkers = [];

    public override void Run(SolverRun run)
    {
        if (system.Count == 0)
        {
            run.Start(system.CreateState());
            return;
        }

        Fill(run);
        for (var step = 0; step < parameters.StepLimit; step++)
        {
            if (run.IsOver) return;
            Step(run, alpha.At(step, parameters.StepLimit), beta.At(step, parameters.StepLimit));
            run.CountPopulation(walkers.Count);
        }
    }

    private void Fill(SolverRun run)
    {
        foreach (var walker in walkers) spare.Return(walker);
        walkers = [];
        for (var i = 0; i < parameters.TargetPopulation; i++)
        {
            walkers.Add(spare.Take());
            run.Start(walkers[i]);
        }
    }

    private void Step(SolverRun run, double chance, double strength)
    {
        var (next, meeting) = (new List<SpinState>(walkers.Count), new List<SpinState>());
        foreach (var walker in walkers)
        {
            if (run.Random.Words.Uniform() >= chance)
            {
                meeting.Add(walker);
                continue;
            }

            Walk(walker, run);
            next.Add(walker);
        }

        if (meeting.Count > 0) Meet(meeting, next, strength, run);
        walkers = next;
    }

    /// <summary>Each becomes as many as its part of the weights is; all together are steered towards the target.</summary>
    private void Meet(List<SpinState> meeting, List<SpinState> next, double strength, SolverRun run)
    {
        var least = meeting.Min(walker => walker.Energy);
        var weights = meeting.ConvertAll(walker => Math.Exp(strength * (least - walker.Energy)));
        var share = (double)meeting.Count * parameters.TargetPopulation / walkers.Count / weights.Sum();
        for (var i = 0; i < meeting.Count; i++)
        {
            var copies = (int)Math.Floor((share * weights[i]) + run.Random.Words.Uniform());
            for (var copy = 0; copy < copies; copy++) next.Add(spare.CopyOf(meeting[i]));
        }

        // All may have ended; the best goes on.
        if (next.Count == 0) next.Add(spare.CopyOf(meeting.MinBy(walker => walker.Energy)!));
        foreach (var walker in meeting) spare.Return(walker);
    }

    private void Walk(SpinState walker, SolverRun run)
    {
        for (var i = 0; i < parameters.StepsPerWalker; i++)
        {
            walker.Flip(run.Random.Words.Below(system.Count));
            run.Offer(walker);
        }

        run.Proposals += parameters.StepsPerWalker;
        run.Flips += parameters.StepsPerWalker;
    }
}
