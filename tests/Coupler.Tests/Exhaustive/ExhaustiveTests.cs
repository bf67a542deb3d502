using Coupler.Circuits;
using Coupler.Local;
using Coupler.Problems;
using Coupler.Tests.Problems;
using CsCheck;

namespace Coupler.Tests.Exhaustive;

public sealed class ExhaustiveTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_optimum_is_found_and_nothing_else()
    {
        await using var client = QuantumClient.Local();
        await QuboTests.Terms.SampleAsync(
            async terms =>
            {
                var problem = Qubo.Create(terms);
                var all = Enumerable.Range(0, 1 << problem.VariableCount)
                    .Select(value => new BitString((ulong)value, problem.VariableCount))
                    .Select(values => (Values: values, Cost: terms.Sum(t => values[t.Row] && values[t.Column] ? t.Weight : 0)))
                    .ToArray();
                var least = all.Min(entry => entry.Cost);

                var result = await client.RunAsync(problem, cancellationToken: Token);

                Assert.Equal(least, result.Best.Cost);
                Assert.Equal(
                    all.Where(entry => entry.Cost == least).Select(entry => entry.Values).Take(100),
                    result.Solutions.Select(solution => solution.Values));
            },
            iter: 200);
    }

    [Fact]
    public async Task A_problem_of_many_blocks_has_the_optimum_that_was_planted_in_it()
    {
        // Each variable is pulled to its planted value by 1, and no coupling can outweigh that: the optimum is the plan.
        const string Plan = "1011001110001011010";
        var planted = BitString.Parse(Plan);
        var terms = Enumerable.Range(0, planted.Length).Select(i => (i, i, planted[i] ? -1.0 : 1.0))
            .Concat(Enumerable.Range(1, planted.Length - 1).Select(i => (i - 1, i, 0.25 * (i % 3 - 1))));
        Qubo problem = [.. terms];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(problem, cancellationToken: Token);

        Assert.Equal(Plan, Assert.Single(result.Solutions).Values.ToString());
    }

    [Fact]
    public async Task A_problem_without_variables_has_the_empty_solution()
    {
        Qubo nothing = [.. Array.Empty<(int, int, double)>()];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(nothing, cancellationToken: Token);

        Assert.Equal(0, result.Best.Values.Length);
        Assert.Equal(0, result.Best.Cost);
    }

    [Fact]
    public async Task More_than_thirty_variables_are_refused_before_anything_is_written()
    {
        Qubo large = [(30, 30, 1)];
        await using var client = QuantumClient.Local();

        var exception = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(large, cancellationToken: Token));

        Assert.Equal("local.exhaustive", exception.Target);
        Assert.Contains("31", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await client.ListAsync(cancellationToken: Token).ToArrayAsync(Token));
    }
}
