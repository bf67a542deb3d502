using System.Numerics;
using Coupler.Problems;

namespace Coupler.Local.Exhaustive;

/// <summary>
/// Walks all assignments in the order of a reflected binary Gray code (F. Gray, US patent 2632058, 1953), so that
/// one bit changes at a time. Formula: flipping xᵢ changes the cost by (1 − 2xᵢ)·(wᵢᵢ + Σⱼ wᵢⱼxⱼ); the bracket, the local field
/// of i,
/// is kept for every i and changes by ±wᵢⱼ when j flips. Layout: a full symmetric matrix, row after row. So that rounding
/// errors do not pile up, fields and cost are computed afresh for each block of 2¹⁶ assignments.
/// </summary>
internal sealed class GrayCodeSearch
{
    private const int BlockBits = 16;

    /// <summary>At most so many assignments of the same least cost are told: the smallest, as numbers.</summary>
    private const int MaxSolutions = 100;

    private readonly int count;
    private readonly double[] couplings;
    private readonly double[] linear;
    private readonly double tolerance;
    private readonly SortedSet<ulong> best = [];
    private double least = double.PositiveInfinity;

    public GrayCodeSearch(Qubo problem)
    {
        count = problem.VariableCount;
        couplings = new double[count * count];
        linear = new double[count];
        foreach (var (row, column, weight) in problem.Terms)
        {
            if (row == column)
            {
                linear[row] += weight;
                continue;
            }

            couplings[(row * count) + column] += weight;
            couplings[(column * count) + row] += weight;
        }

        // Two costs that differ by less than this are the same number, summed in another order.
        tolerance = problem.Terms.Sum(term => Math.Abs(term.Weight)) * 1e-13;
    }

    /// <returns>The assignments of the least cost, bit i for variable i, in ascending order.</returns>
    public IReadOnlyCollection<ulong> Run(Action<JobProgress> progress, CancellationToken cancellationToken)
    {
        var low = Math.Min(count, BlockBits);
        var blocks = 1L << (count - low);
        for (var block = 0L; block < blocks; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SearchBlock((ulong)block << low, low);
            progress(new JobProgress((block + 1) << low, blocks << low, "assignments", least));
        }

        return best;
    }

    private void SearchBlock(ulong values, int low)
    {
        Span<double> fields = stackalloc double[count];
        var cost = Start(values, fields);
        Consider(values, cost);
        for (var step = 1UL; step < 1UL << low; step++)
        {
            var flipped = BitOperations.TrailingZeroCount(step);
            var sign = (values >> flipped & 1) == 0 ? 1.0 : -1.0;
            cost += sign * fields[flipped];
            values ^= 1UL << flipped;
            var row = couplings.AsSpan(flipped * count, count);
            for (var i = 0; i < row.Length; i++) fields[i] += sign * row[i];
            if (cost <= least + tolerance) Consider(values, cost);
        }
    }

    private double Start(ulong values, Span<double> fields)
    {
        var cost = 0.0;
        for (var i = 0; i < count; i++)
        {
            fields[i] = linear[i];
            for (var j = 0; j < count; j++)
            {
                if ((values >> j & 1) != 0) fields[i] += couplings[(i * count) + j];
            }

            if ((values >> i & 1) != 0) cost += (fields[i] + linear[i]) / 2;
        }

        return cost;
    }

    private void Consider(ulong values, double cost)
    {
        if (cost > least + tolerance) return;
        if (cost < least - tolerance) best.Clear();
        least = Math.Min(least, cost);
        if (best.Count == MaxSolutions && values > best.Max) return;
        best.Add(values);
        if (best.Count > MaxSolutions) best.Remove(best.Max);
    }
}
