namespace Coupler.Problems;

/// <summary>
/// Maximum cut: colour the vertices of a graph with two colours so that the weights of the edges between different colours sum to
/// the most. Spin i is the colour of vertex i, and the cost is the cut with the sign turned.
/// </summary>
public static class MaxCut
{
    /// <param name="edges">Two different vertices, counted from 0, and a weight. Edges of the same pair add up.</param>
    /// <param name="vertices">How many there are at least: some may have no edge.</param>
    /// <exception cref="ArgumentException">An edge has one end, a negative vertex, or a weight that is not finite.</exception>
    public static Ising Of(IEnumerable<(int First, int Second, double Weight)> edges, int vertices = 0)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var terms = new List<Term>();
        var sum = 0.0;
        foreach (var (first, second, weight) in edges)
        {
            // An edge is cut, and counts once, if s·t = −1: w·(1 − s·t) / 2.
            terms.Add(new Term(weight / 2, first, second));
            sum += weight / 2;
        }

        terms.Add(new Term(-sum));
        return Ising.Create([.. terms], vertices);
    }

    /// <summary>
    /// Whether a problem is one that <see cref="Of"/> makes, also one that a store has kept: couplings of two spins, and then the
    /// constant with which the cost is the cut with the sign turned.
    /// </summary>
    public static bool Is(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem is not Ising { Squares.IsEmpty: true, Terms: [.., { Degree: 0 } constant] }) return false;
        var edges = problem.Terms[..^1];
        return edges.All(edge => edge.Degree == 2) && edges.Aggregate(0.0, (sum, edge) => sum + edge.Weight) == -constant.Weight;
    }

    /// <summary>The cut of a solution of such a problem.</summary>
    public static double CutOf(Solution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return -solution.Cost;
    }
}
