using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.PathRelinking;

/// <summary>
/// Path relinking (Y. Wang, Z. Lü, F. Glover, J.-K. Hao: Path relinking for unconstrained binary quadratic programming, European
/// J. of Operational Research 223, 2012): tabu search makes a set of solutions; each pair that was not yet joined is, by a path
/// on which variables that differ are flipped one by one; the best values of its middle are improved by tabu search and take the
/// place of the worst of the set, if they are better and new. A run ends when no pair is new.
/// </summary>
internal sealed class Relinking(SpinSystem system, PathRelinkingParameters parameters) : Solver
{
    private readonly SpinState state = system.CreateState();
    private readonly TabuWalk walk = new(system);
    private readonly List<(double Energy, int[] Signs)> set = [];
    private readonly HashSet<(int, int)> joined = [];
    private readonly int[] middle = new int[system.PaddedCount];

    public override void Run(SolverRun run)
    {
        set.Clear();
        joined.Clear();
        for (var i = 0; i < parameters.RefSetCount; i++)
        {
            run.Start(state);
            Improve(run);
            if (run.IsOver) return;
            if (!Knows(state)) set.Add(Copy());
        }

        while (NextPair() is var (from, to))
        {
            joined.Add((from, to));
            if (!Join(set[from].Signs, set[to].Signs, run)) continue;
            Improve(run);
            if (run.IsOver) return;
            Replace();
        }
    }

    private void Improve(SolverRun run) =>
        walk.Run(state, run, int.MaxValue, tenure: 0, parameters.PatienceFor(system.Count));

    private (int From, int To)? NextPair()
    {
        for (var i = 0; i < set.Count; i++)
        {
            for (var j = 0; j < set.Count; j++)
            {
                if (i != j && !joined.Contains((i, j))) return (i, j);
            }
        }

        return null;
    }

    /// <returns>Whether the path is long enough to have a middle; the state then is the best of it.</returns>
    private bool Join(int[] from, int[] to, SolverRun run)
    {
        var differing = Enumerable.Range(0, system.Count).Where(i => from[i] != to[i]).ToArray();
        var margin = Math.Max(1, (int)(parameters.DistanceScale * differing.Length));
        if (differing.Length <= 2 * margin) return false;
        state.Set(from);
        run.Random.Words.Shuffle(differing);
        var best = double.PositiveInfinity;
        for (var step = 1; step <= differing.Length - margin; step++)
        {
            var rest = differing.AsSpan(step - 1);
            if (parameters.GreedyPathRelinking) BringBest(rest);
            run.Proposals += parameters.GreedyPathRelinking ? rest.Length : 1;
            run.Flips++;
            state.Flip(rest[0]);
            if (step < margin || state.Energy >= best) continue;
            best = state.Energy;
            state.Signs.CopyTo(middle, 0);
        }

        state.Set(middle);
        return true;
    }

    private void BringBest(Span<int> spins)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < spins.Length; i++)
        {
            var delta = state.Delta(spins[i]);
            if (delta >= least) continue;
            (best, least) = (i, delta);
        }

        (spins[0], spins[best]) = (spins[best], spins[0]);
    }

    private void Replace()
    {
        var worst = 0;
        for (var i = 1; i < set.Count; i++)
        {
            if (set[i].Energy > set[worst].Energy) worst = i;
        }

        if (state.Energy >= set[worst].Energy || Knows(state)) return;
        set[worst] = Copy();
        joined.RemoveWhere(pair => pair.Item1 == worst || pair.Item2 == worst);
    }

    private bool Knows(SpinState other) =>
        set.Any(known => known.Energy == other.Energy && known.Signs.AsSpan().SequenceEqual(other.Signs));

    private (double Energy, int[] Signs) Copy() => (state.Energy, [.. state.Signs]);
}
