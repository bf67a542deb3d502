using System.Diagnostics;
using Coupler.Problems;

namespace Coupler.Benchmarks;

/// <summary>
/// Simulated annealing as dwave-samplers does it by default, written plainly, to compare with: 1,000 sweeps a read, spin after
/// spin, inverse temperatures that rise geometrically from ln 2 / (2 · the largest sum of a row) to ln 100 / (2 · the smallest
/// weight), changes of energy kept for each spin in floating point.
/// </summary>
internal sealed class PlainAnnealing
{
    private const int Sweeps = 1_000;

    private readonly (int Spin, double Weight)[][] rows;
    private readonly double[] deltas;
    private readonly int[] spins;
    private readonly Random random;

    public PlainAnnealing(Ising graph, int seed)
    {
        random = new Random(seed);
        rows =
        [
            .. Enumerable.Range(0, graph.VariableCount).GroupJoin(
                graph.Where(term => term.Degree == 2)
                    .SelectMany(term => new[] { (term[0], term[1], term.Weight), (term[1], term[0], term.Weight) }),
                spin => spin,
                pair => pair.Item1,
                (_, pairs) => pairs.Select(pair => (pair.Item2, pair.Weight)).ToArray()),
        ];
        deltas = new double[rows.Length];
        spins = new int[rows.Length];
    }

    /// <summary>Reads until an energy, of the couplings alone, is reached.</summary>
    public TimeSpan TimeTo(double energy, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < limit)
        {
            if (Read(energy)) return Stopwatch.GetElapsedTime(start);
        }

        return limit;
    }

    private bool Read(double target)
    {
        var hot = Math.Log(2) / (2 * rows.Max(row => row.Sum(entry => Math.Abs(entry.Weight))));
        var cold = Math.Log(100) / (2 * rows.SelectMany(row => row).Min(entry => Math.Abs(entry.Weight)));
        var energy = Scatter();
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var beta = hot * Math.Pow(cold / hot, sweep / (Sweeps - 1.0));
            for (var i = 0; i < spins.Length; i++)
            {
                if (deltas[i] > 0 && random.NextDouble() >= Math.Exp(-beta * deltas[i])) continue;
                energy += deltas[i];
                Flip(i);
            }
        }

        return energy <= target;
    }

    private double Scatter()
    {
        for (var i = 0; i < spins.Length; i++) spins[i] = random.Next(2) == 0 ? 1 : -1;
        var energy = 0.0;
        for (var i = 0; i < spins.Length; i++)
        {
            var field = rows[i].Sum(entry => entry.Weight * spins[entry.Spin]);
            deltas[i] = -2 * spins[i] * field;
            energy += spins[i] * field / 2;
        }

        return energy;
    }

    private void Flip(int spin)
    {
        spins[spin] = -spins[spin];
        deltas[spin] = -deltas[spin];
        foreach (var (other, weight) in rows[spin]) deltas[other] -= 4 * weight * spins[spin] * spins[other];
    }
}
