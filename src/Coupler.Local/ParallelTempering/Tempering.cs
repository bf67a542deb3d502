using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.ParallelTempering;

/// <summary>
/// Parallel tempering (R. H. Swendsen, J.-S. Wang, Phys. Rev. Lett. 57, 1986; K. Hukushima, K. Nemoto, J. Phys. Soc. Japan 65,
/// 1996): a replica at each temperature makes a sweep of Metropolis proposals; then neighbours, even pairs after even sweeps and
/// odd after odd, exchange their places with probability min(1, e^((βᵢ − βⱼ)·(Eᵢ − Eⱼ))).
/// </summary>
internal sealed class Tempering : Solver
{
    private readonly SpinSystem system;
    private readonly int sweeps;

    /// <summary>From the hottest to the coldest.</summary>
    private readonly double[] betas;

    private readonly SpinState[] replicas;

    public Tempering(SpinSystem system, ParallelTemperingParameters parameters)
    {
        this.system = system;
        sweeps = parameters.Sweeps;
        betas = parameters.AllBetas is { } given ? [.. given] : Geometric(system, parameters.ReplicaCount);
        replicas = [.. betas.Select(_ => system.CreateState())];
    }

    public override void Run(SolverRun run)
    {
        run.Swaps = new (long, long)[betas.Length - 1];
        foreach (var replica in replicas) run.Start(replica);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            for (var i = 0; i < replicas.Length; i++)
            {
                if (run.IsOver) return;
                run.Flips += replicas[i].Sweep(betas[i], run.Random);
                run.Proposals += system.Count;
                run.Offer(replicas[i]);
            }

            Exchange(run, sweep % 2);
        }
    }

    private void Exchange(SolverRun run, int first)
    {
        for (var i = first; i + 1 < replicas.Length; i += 2)
        {
            ref var swaps = ref run.Swaps[i];
            swaps.Proposed++;
            var exponent = (betas[i] - betas[i + 1]) * (replicas[i].Energy - replicas[i + 1].Energy);
            if (exponent < 0 && -exponent > run.Random.Words.Exponential()) continue;
            (replicas[i], replicas[i + 1]) = (replicas[i + 1], replicas[i]);
            swaps.Made++;
        }
    }

    private static double[] Geometric(SpinSystem system, int count)
    {
        var (start, stop, _) = AnnealingSchedule.Of(system);
        if (start == 0) return [.. Enumerable.Range(0, count).Select(i => i * stop / (count - 1))];
        return [.. Enumerable.Range(0, count).Select(i => start * Math.Pow(stop / start, i / (count - 1.0)))];
    }
}
