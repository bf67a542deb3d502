using Coupler.Problems;

namespace Coupler.Tests.Reference;

/// <summary>A plain tabu search over bits, for problems whose least cost is published.</summary>
internal static class TabuSearch
{
    private const int Steps = 20_000;

    public static double LeastCost(Qubo problem, int seed)
    {
        var count = problem.VariableCount;
        var matrix = new double[count, count];
        foreach (var (row, column, weight) in problem)
        {
            matrix[row, column] += weight;
            if (row != column) matrix[column, row] += weight;
        }

        var random = new Random(seed);
        var (bits, freeAt) = (new bool[count], new int[count]);
        var (cost, least) = (0.0, 0.0);
        for (var step = 0; step < Steps; step++)
        {
            var (best, change) = (-1, double.PositiveInfinity);
            for (var i = 0; i < count; i++)
            {
                var delta = Delta(matrix, bits, i);
                if (delta >= change || (freeAt[i] > step && cost + delta >= least)) continue;
                (best, change) = (i, delta);
            }

            if (best < 0) continue;
            bits[best] = !bits[best];
            cost += change;
            least = Math.Min(least, cost);
            freeAt[best] = step + 5 + random.Next(10);
        }

        return least;
    }

    private static double Delta(double[,] matrix, bool[] bits, int variable)
    {
        var sum = matrix[variable, variable];
        for (var j = 0; j < bits.Length; j++)
        {
            if (j != variable && bits[j]) sum += matrix[variable, j];
        }

        return bits[variable] ? -sum : sum;
    }
}
