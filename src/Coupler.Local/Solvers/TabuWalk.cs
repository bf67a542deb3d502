using Coupler.Local.Spins;

namespace Coupler.Local.Solvers;

/// <summary>
/// Tabu search by single flips (F. Glover: Tabu search, ORSA J. Computing 1, 1989; for QUBO G. Palubeckis, Annals of Operations
/// Research 131, 2004): each move flips the variable that makes the cost least, better or worse; for some moves it must not be
/// flipped back, unless that gives the best cost so far.
/// </summary>
internal sealed class TabuWalk(SpinSystem system)
{
    private const int MostTenure = 20;
    private const int MostExtra = 10;

    /// <summary>So many moves are made between two looks at the clock.</summary>
    private const int MovesPerLook = 64;

    private readonly int[] freeAt = new int[system.PaddedCount];

    /// <param name="tenure">0 for one that suits the number of variables and changes by chance.</param>
    /// <param name="patience">It ends after so many moves without a better cost than it has seen.</param>
    public void Run(SpinState state, SolverRun run, int moves, int tenure, int patience = int.MaxValue)
    {
        if (system.Count == 0) return;
        Array.Clear(freeAt);
        var (best, bestAt) = (state.Energy, 0);
        for (var move = 1; move <= moves && move - bestAt <= patience; move++)
        {
            if (move % MovesPerLook == 1 && run.IsOver) return;
            run.Proposals += system.Count;
            var spin = state.BestMove(freeAt, move, best, run.Random.Words.Below(system.Count));
            if (spin < 0) continue;
            state.Flip(spin);
            run.Flips++;
            freeAt[spin] = move + 1 + (tenure > 0 ? tenure : Usual(run));
            if (state.Energy >= best) continue;
            (best, bestAt) = (state.Energy, move);
            run.Offer(state);
        }
    }

    private int Usual(SolverRun run) => Math.Min(system.Count / 4, MostTenure) + run.Random.Words.Below(MostExtra + 1);
}
