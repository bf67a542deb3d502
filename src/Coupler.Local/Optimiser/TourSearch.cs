using Coupler.Local.Solvers;
using Coupler.Local.Spins;

namespace Coupler.Local.Optimiser;

/// <summary>
/// Iterated local search of a tour (H. R. Lourenço, O. C. Martin, T. Stützle: Iterated local search, 2003): two moves, a part is
/// turned round (2-opt; G. A. Croes, 1958) or put elsewhere (Or-opt; I. Or, 1976), while any makes the tour shorter; then a
/// double bridge (O. Martin, S. Otto, E. Felten, 1991) and again from there, back to the best if it was no better.
/// </summary>
internal sealed class TourSearch(TourStructure tour, SpinSystem system, OptimiserParameters parameters) : Solver
{
    private const int LongestPart = 3;

    /// <summary>Where nothing else ends it: double bridges without a better tour, for each node.</summary>
    private const int Patience = 20;

    private readonly SpinState state = system.CreateState();

    /// <summary>Nodes in their order; at both ends what stands for the outside.</summary>
    private readonly int[] order = new int[tour.Count + 2];
    private readonly int[] best = new int[tour.Count + 2];
    private double length;

    public override void Run(SolverRun run)
    {
        run.Start(state);
        if (!run.IsGiven || !Take(state.Signs)) Scatter(run.Random);
        Descend(run);
        var least = Keep(run, double.PositiveInfinity);
        var rounds = parameters.Rounds ?? (parameters.TimeLimit is null ? Patience * tour.Count : int.MaxValue);
        for (var idle = 0; idle < rounds && !run.IsOver; idle++)
        {
            Bridge(run.Random);
            Descend(run);
            if (length < least)
            {
                least = Keep(run, least);
                if (parameters.Rounds is null) idle = 0;
            }
            else
            {
                best.CopyTo(order, 0);
                length = least;
            }
        }
    }

    private void Scatter(SpinRandom random)
    {
        order[0] = order[^1] = tour.Count;
        for (var i = 0; i < tour.Count; i++) order[i + 1] = i;
        random.Words.Shuffle(order.AsSpan(1, tour.Count));
        length = Length();
    }

    /// <summary>Begins with these values if they are a tour.</summary>
    private bool Take(ReadOnlySpan<int> signs)
    {
        order[0] = order[^1] = tour.Count;
        var isVisited = new bool[tour.Count];
        for (var place = 0; place < tour.Count; place++)
        {
            var ones = 0;
            for (var node = 0; node < tour.Count; node++)
            {
                if (signs[tour.BitOf(node, place)] == 0) continue;
                order[place + 1] = node;
                ones++;
            }

            if (ones != 1 || isVisited[order[place + 1]]) return false;
            isVisited[order[place + 1]] = true;
        }

        length = Length();
        return true;
    }

    private double Length()
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < order.Length; i++) sum += tour.Distance(order[i], order[i + 1]);
        return sum;
    }

    private void Descend(SolverRun run)
    {
        while (!run.IsOver && (Turn(run) || Shift(run)))
        {
        }
    }

    /// <summary>Turns the part from i to j round, if that helps.</summary>
    private bool Turn(SolverRun run)
    {
        for (var i = 1; i < tour.Count; i++)
        {
            for (var j = i + 1; j <= tour.Count; j++)
            {
                var delta = tour.Distance(order[i - 1], order[j]) + tour.Distance(order[i], order[j + 1])
                    - tour.Distance(order[i - 1], order[i]) - tour.Distance(order[j], order[j + 1]);
                if (!tour.IsSymmetric) delta += Backwards(i, j);
                run.Proposals++;
                if (!IsLess(delta)) continue;
                Array.Reverse(order, i, j - i + 1);
                length += delta;
                run.Flips += 2 * (j - i + 1);
                return true;
            }
        }

        return false;
    }

    private double Backwards(int from, int to)
    {
        var delta = 0.0;
        for (var k = from; k < to; k++) delta += tour.Distance(order[k + 1], order[k]) - tour.Distance(order[k], order[k + 1]);
        return delta;
    }

    /// <summary>Puts a part of up to three nodes between two others, if that helps.</summary>
    private bool Shift(SolverRun run)
    {
        for (var size = 1; size <= LongestPart; size++)
        {
            for (var i = 1; i + size <= tour.Count + 1; i++)
            {
                var last = i + size - 1;
                var gap = tour.Distance(order[i - 1], order[last + 1])
                    - tour.Distance(order[i - 1], order[i]) - tour.Distance(order[last], order[last + 1]);
                if (FindPlace(i, last, gap, run) is not { } after) continue;
                Move(i, size, after);
                run.Flips += 2 * size;
                return true;
            }
        }

        return false;
    }

    private int? FindPlace(int first, int last, double gap, SolverRun run)
    {
        for (var after = 0; after <= tour.Count; after++)
        {
            if (after >= first - 1 && after <= last) continue;
            var delta = gap + tour.Distance(order[after], order[first]) + tour.Distance(order[last], order[after + 1])
                - tour.Distance(order[after], order[after + 1]);
            run.Proposals++;
            if (!IsLess(delta)) continue;
            length += delta;
            return after;
        }

        return null;
    }

    private void Move(int first, int size, int after)
    {
        var part = order.AsSpan(first, size).ToArray();
        if (after < first)
        {
            Array.Copy(order, after + 1, order, after + 1 + size, first - after - 1);
            part.CopyTo(order, after + 1);
        }
        else
        {
            Array.Copy(order, first + size, order, first, after - first - size + 1);
            part.CopyTo(order, after - size + 1);
        }
    }

    /// <summary>Two neighbouring parts change places.</summary>
    private void Bridge(SpinRandom random)
    {
        if (tour.Count < 3) return;
        Span<int> cuts = stackalloc int[3];
        foreach (ref var cut in cuts) cut = 1 + random.Words.Below(tour.Count);
        cuts.Sort();
        int[] turned = [.. order[cuts[1]..cuts[2]], .. order[cuts[0]..cuts[1]]];
        turned.CopyTo(order, cuts[0]);
        length = Length();
    }

    private double Keep(SolverRun run, double least)
    {
        if (length >= least) return least;
        order.CopyTo(best, 0);
        var signs = new int[system.PaddedCount];
        for (var place = 0; place < tour.Count; place++) signs[tour.BitOf(order[place + 1], place)] = -1;
        state.Set(signs);
        run.Offer(state);
        return length;
    }

    /// <summary>What rounding may tell apart does not count.</summary>
    private bool IsLess(double delta) => delta < -1e-12 * (1 + Math.Abs(length));
}
