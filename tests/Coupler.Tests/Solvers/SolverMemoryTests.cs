using Coupler.Local;
using Coupler.Local.PopulationAnnealing;
using Coupler.Local.Tabu;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>What is set aside for a job, and what is refused since no machine has it.</summary>
public sealed class SolverMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("local.optimiser")]
    [InlineData("local.tabu")]
    [InlineData("local.population-annealing")]
    [InlineData("local.simulated-bifurcation")]
    [InlineData("local.exhaustive")]
    public async Task More_variables_than_a_list_can_hold_are_refused_before_the_submit(string target)
    {
        await using var client = QuantumClient.Local();
        var problem = QubosOf(2_147_483_646);

        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(problem, new() { Target = target }, Token));

        Assert.Equal(target, refusal.Target);
        Assert.Contains("2147483646", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A million members of two states each of a hundred million variables: 1,600 TB.</summary>
    [Fact]
    public async Task What_this_machine_has_no_memory_for_is_refused_with_what_there_is()
    {
        await using var client = QuantumClient.Local();
        var options = new JobOptions
        {
            Target = "local.population-annealing",
            Parameters = new PopulationAnnealingParameters { Population = 1_000_000 },
        };

        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(QubosOf(100_000_000), options, Token));

        Assert.Contains("need 1.421 PiB of memory", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("available", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("fewer states", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_variables_need_many_bytes() => Assert.Equal(100_000_000 * (32 + 24 + 8L), MemoryOf(QubosOf(100_000_000)));

    /// <summary>One product of a squared sum for each two of its bits would be five thousand millions.</summary>
    [Fact]
    public void A_squared_sum_that_is_not_multiplied_out_needs_what_its_terms_do()
    {
        const int count = 100_000;
        var square = new SquaredSum(1, [.. Enumerable.Range(0, count).Select(i => (Term)(i, 1.0))]);

        Assert.Equal(count * (20 + 32 + 24 + 16L), MemoryOf(Pubo.Create([], [square], count)));
    }

    [Fact]
    public async Task A_squared_sum_that_is_too_long_to_multiply_out_is_refused_where_it_would_have_to_be()
    {
        await using var client = QuantumClient.Local();
        var square = new SquaredSum(1, [.. Enumerable.Range(0, 100_000).Select(i => (Term)(i, 1.0))]);
        var options = new JobOptions { Target = "local.simulated-bifurcation" };

        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(Pubo.Create([], [square]), options, Token));

        Assert.Contains("9999900000 places in terms", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A coupling of each two of a thousand spins.</summary>
    [Fact]
    public void Rows_that_are_kept_whole_need_a_place_for_each_two_spins()
    {
        const int count = 1_000;
        Ising all = [.. from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, i) select new Term(1, i, j)];

        Assert.Equal((count * (count - 1) * 20L) + (count * count * 6) + (count * (32 + 24 + 8)), MemoryOf(all));
    }

    private static Qubo QubosOf(int variables) => Qubo.Create([], 0, variables);

    private static long MemoryOf(Problem problem) =>
        new TabuTarget().Prepare(problem, new() { Parameters = new TabuParameters { Threads = 1 } }, Token).MemoryBytes;
}
