using Coupler.Problems;

namespace Coupler.Tests.Problems;

public sealed class MaxCutTests
{
    [Fact]
    public void A_graph_is_a_max_cut_also_after_a_store_has_kept_it()
    {
        var graph = MaxCut.Of([(0, 1, 0.1), (1, 2, 0.2), (2, 0, -0.7)], vertices: 5);

        Assert.True(MaxCut.Is(graph));
        Assert.True(MaxCut.Is((Problem)Workload.FromPayload(graph.ToPayload().Detached())));
        Assert.True(MaxCut.Is(MaxCut.Of([], vertices: 3)));
    }

    /// <summary>The cost of each is not the negative of a cut, or nobody has said so.</summary>
    [Fact]
    public void Other_problems_are_no_max_cut()
    {
        var graph = MaxCut.Of([(0, 1, 1), (1, 2, 1)]);

        Assert.False(MaxCut.Is(Ising.Create([(0, 1, 0.5), (1, 2, 0.5)])));
        Assert.False(MaxCut.Is(Ising.Create([(0, 1, 0.5), (1, 2, 0.5), new Term(-0.5)])));
        Assert.False(MaxCut.Is(Ising.Create([.. graph.Terms.Insert(0, new Term(0.0, 2))])));
        Assert.False(MaxCut.Is(Ising.Create(graph.Terms.AsSpan(), [new SquaredSum(1, [new Term(1, 0)])])));
        Assert.False(MaxCut.Is(Pubo.Create(graph.Terms.AsSpan())));
        Assert.False(MaxCut.Is(graph.ToQubo()));
    }
}
