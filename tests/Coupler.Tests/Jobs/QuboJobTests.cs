using Coupler.Local;
using Coupler.Problems;

namespace Coupler.Tests.Jobs;

public sealed class QuboJobTests
{
    [Fact]
    public async Task A_vertex_cover_runs_on_the_default_solver_and_is_proven_best()
    {
        Qubo cover = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(cover, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(-1, result.Best.Cost);
        Assert.True(result.IsOptimal);
        Assert.Equal(["01"], result.Solutions.Select(solution => solution.Values.ToString()));
        Assert.Equal("local.optimiser", result.Provenance.Target);
    }
}
