using System.Collections.Immutable;
using Coupler.Local.Spins;
using Coupler.Problems;

namespace Coupler.Local.Optimiser;

/// <summary>
/// Makes a problem smaller without losing its optimum. A spin whose best choice, −|h + Σ J·s|, is a sum of products of at most
/// two of its neighbours is eliminated: any of at most two neighbours, and of three without a field. One whose field or whose
/// coupling outweighs all else is fixed or tied. What is left falls into components. Weights stay multiples of powers of two,
/// exactly while they have digits for it.
/// </summary>
internal sealed class Presolve
{
    private const int MostNeighbours = 3;

    private readonly Dictionary<int, double>[] rows;
    private readonly double[] fields;
    private readonly bool[] isGone;
    private readonly Queue<int> waiting = [];
    private readonly bool[] isWaiting;
    private readonly List<Elimination> eliminations = [];

    private Presolve(CouplingGraph graph)
    {
        rows = new Dictionary<int, double>[graph.Count];
        fields = [.. graph.Fields];
        isGone = new bool[graph.Count];
        isWaiting = new bool[graph.Count];
        for (var i = 0; i < graph.Count; i++)
        {
            rows[i] = [];
            for (var k = graph.Starts[i]; k < graph.Starts[i + 1]; k++)
            {
                if (graph.Weights[k] != 0) rows[i].Add(graph.Neighbours[k], graph.Weights[k]);
            }

            Await(i);
        }
    }

    /// <summary>Whether some spin can be eliminated at once, or there are parts.</summary>
    public static bool IsWorthwhile(CouplingGraph graph)
    {
        for (var i = 0; i < graph.Count; i++)
        {
            var row = graph.Weights.AsSpan(graph.Starts[i]..graph.Starts[i + 1]);
            if (row.Length <= MostNeighbours) return true;
            var (sum, largest) = (Math.Abs(graph.Fields[i]), Math.Abs(graph.Fields[i]));
            foreach (var weight in row)
            {
                sum += Math.Abs(weight);
                largest = Math.Max(largest, Math.Abs(weight));
            }

            if (2 * largest >= sum) return true;
        }

        return !IsConnected(graph);
    }

    private static bool IsConnected(CouplingGraph graph)
    {
        var isReached = new bool[graph.Count];
        isReached[0] = true;
        var (reached, waiting) = (1, new Stack<int>([0]));
        while (waiting.TryPop(out var spin))
        {
            foreach (var other in graph.Neighbours.AsSpan(graph.Starts[spin]..graph.Starts[spin + 1]))
            {
                if (isReached[other]) continue;
                isReached[other] = true;
                reached++;
                waiting.Push(other);
            }
        }

        return reached == graph.Count;
    }

    /// <param name="isOver">Asked now and then; what was eliminated by then stays so.</param>
    public static ReducedProblem Run(CouplingGraph graph, Func<bool> isOver)
    {
        var presolve = new Presolve(graph);
        presolve.Eliminate(isOver);
        return new ReducedProblem(graph.Count, [.. presolve.eliminations], presolve.Components());
    }

    private void Eliminate(Func<bool> isOver)
    {
        const int spinsPerLook = 1_024;
        for (var i = 0; waiting.TryDequeue(out var spin); i++)
        {
            isWaiting[spin] = false;
            if (i % spinsPerLook == 0 && isOver()) return;
            if (isGone[spin]) continue;
            if (IsFixed(spin)) Fix(spin);
            else if (TiedTo(spin) is { } other) Tie(spin, other);
            else if (rows[spin].Count <= MostNeighbours) EliminateSmall(spin);
        }
    }

    private bool IsFixed(int spin) => Math.Abs(fields[spin]) >= rows[spin].Values.Sum(Math.Abs);

    private void Fix(int spin)
    {
        var sign = fields[spin] > 0 ? -1 : 1;
        foreach (var (other, weight) in Remove(spin)) fields[other] += sign * weight;
    }

    /// <summary>The neighbour whose coupling outweighs all else.</summary>
    private int? TiedTo(int spin)
    {
        var (largest, at, sum) = (0.0, -1, Math.Abs(fields[spin]));
        foreach (var (other, weight) in rows[spin])
        {
            sum += Math.Abs(weight);
            if (Math.Abs(weight) <= largest) continue;
            (largest, at) = (Math.Abs(weight), other);
        }

        return 2 * largest >= sum ? at : null;
    }

    private void Tie(int spin, int other)
    {
        var sign = rows[spin][other] > 0 ? -1 : 1;
        var field = fields[spin];
        foreach (var (neighbour, weight) in Remove(spin))
        {
            if (neighbour != other) Couple(other, neighbour, sign * weight);
        }

        fields[other] += sign * field;
    }

    private void EliminateSmall(int spin)
    {
        var row = rows[spin].ToArray();
        Span<double> values = stackalloc double[1 << row.Length];
        for (var signs = 0; signs < values.Length; signs++)
        {
            var field = fields[spin];
            for (var k = 0; k < row.Length; k++) field += (signs >> k & 1) == 0 ? row[k].Value : -row[k].Value;
            values[signs] = -Math.Abs(field);
        }

        // Now the weight of each product of neighbours.
        Transform(values);
        if (row.Length == MostNeighbours && values[^1] != 0) return;
        Remove(spin);
        for (var k = 0; k < row.Length; k++)
        {
            fields[row[k].Key] += values[1 << k];
            for (var l = 0; l < k; l++) Couple(row[k].Key, row[l].Key, values[(1 << k) | (1 << l)]);
        }
    }

    /// <summary>The Walsh-Hadamard transform, divided by the number of values.</summary>
    private static void Transform(Span<double> values)
    {
        for (var step = 1; step < values.Length; step *= 2)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if ((i & step) != 0) continue;
                (values[i], values[i | step]) = ((values[i] + values[i | step]) / 2, (values[i] - values[i | step]) / 2);
            }
        }
    }

    private ImmutableArray<(int Spin, double Weight)> Remove(int spin)
    {
        ImmutableArray<(int Spin, double Weight)> row = [.. rows[spin].Select(entry => (entry.Key, entry.Value))];
        eliminations.Add(new(spin, fields[spin], row));
        isGone[spin] = true;
        rows[spin].Clear();
        foreach (var (other, _) in row)
        {
            rows[other].Remove(spin);
            Await(other);
        }

        return row;
    }

    private void Couple(int first, int second, double weight)
    {
        if (weight == 0) return;
        var sum = rows[first].GetValueOrDefault(second) + weight;
        if (sum == 0)
        {
            rows[first].Remove(second);
            rows[second].Remove(first);
        }
        else
        {
            rows[first][second] = rows[second][first] = sum;
        }

        Await(first);
        Await(second);
    }

    private void Await(int spin)
    {
        if (isWaiting[spin]) return;
        isWaiting[spin] = true;
        waiting.Enqueue(spin);
    }

    /// <summary>What is left, each connected part a problem of its own, the largest first.</summary>
    private IReadOnlyList<(Ising Problem, int[] Spins)> Components()
    {
        var number = new int[rows.Length];
        Array.Fill(number, -1);
        var components = new List<(Ising Problem, int[] Spins)>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (isGone[i] || number[i] >= 0) continue;
            var spins = Reach(i, number);
            components.Add((Ising.Create([.. TermsOf(spins, number)], spins.Count), [.. spins]));
        }

        return [.. components.OrderByDescending(component => component.Spins.Length)];
    }

    private IEnumerable<Term> TermsOf(List<int> spins, int[] number)
    {
        foreach (var spin in spins)
        {
            if (fields[spin] != 0) yield return new Term(fields[spin], number[spin]);
            foreach (var (other, weight) in rows[spin])
            {
                if (other > spin) yield return new Term(weight, number[spin], number[other]);
            }
        }
    }

    private List<int> Reach(int start, int[] number)
    {
        var spins = new List<int> { start };
        number[start] = 0;
        for (var at = 0; at < spins.Count; at++)
        {
            foreach (var other in rows[spins[at]].Keys.Order())
            {
                if (number[other] >= 0) continue;
                number[other] = spins.Count;
                spins.Add(other);
            }
        }

        return spins;
    }
}
