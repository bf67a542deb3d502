using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.Exhaustive;
using Coupler.Problems;
using Coupler.Tests.Problems;
using CsCheck;

namespace Coupler.Tests.Exhaustive;

public sealed class ExhaustiveTests
{
    private static readonly JobOptions Exact = new() { Target = "local.exhaustive" };

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

                var result = await client.RunAsync(problem, Exact, Token);

                Assert.Equal(least, result.Best.Cost);
                Assert.Equal(
                    all.Where(entry => entry.Cost == least).Select(entry => entry.Values).Take(100),
                    result.Solutions.Select(solution => solution.Values));
            },
            iter: 200);
    }

    /// <summary>Sums of tenths are rounded. The reference lets the problem sum them.</summary>
    [Fact]
    public async Task Of_rounded_costs_the_least_is_first_and_what_only_rounding_tells_from_it_follows()
    {
        await using var client = QuantumClient.Local();
        await QuboTests.Terms.SampleAsync(
            async terms =>
            {
                Qubo problem = [.. terms.Select(term => (term.Row, term.Column, term.Weight / 10))];
                var all = Enumerable.Range(0, 1 << problem.VariableCount)
                    .Select(value => new BitString((ulong)value, problem.VariableCount))
                    .Select(values => new Solution(values, problem.Cost(values)))
                    .ToArray();
                var least = all.Min(solution => solution.Cost);

                var result = await client.RunAsync(problem, Exact, Token);

                Assert.Equal(
                    all.Where(solution => solution.Cost < least + 0.01).OrderBy(solution => solution.Cost).Take(100),
                    result.Solutions);
            },
            iter: 200);
    }

    /// <summary>0.1 + 0.2 is 0.30000000000000004.</summary>
    [Fact]
    public async Task Two_tenths_and_one_are_as_good_as_three()
    {
        Qubo problem = [(0, 0, -0.3), (1, 1, -0.1), (2, 2, -0.2), (0, 1, 1), (0, 2, 1)];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(problem, Exact, Token);

        Assert.Equal(["110", "001"], result.Solutions.Select(solution => solution.Values.ToString()));
    }

    /// <summary>256 assignments are within a millionth of a millionth of the weights; the best of them is the last.</summary>
    [Theory]
    [InlineData(1e6, 1e-9)]
    [InlineData(1 << 20, 1.0 / (1 << 30))]
    public async Task The_best_is_told_however_small_the_weights_that_make_it_so(double large, double small)
    {
        Qubo problem = [(0, 0, large), .. Enumerable.Range(1, 8).Select(i => (i, i, -small))];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(problem, Exact, Token);

        Assert.Equal("111111110", result.Best.Values.ToString());
        Assert.Equal(result.Solutions.Min(solution => solution.Cost), result.Best.Cost);
    }

    [Fact]
    public async Task Weights_whose_sums_are_not_rounded_are_told_apart_however_mixed()
    {
        Qubo problem = [(0, 0, 1 << 20), (1, 1, -1.0 / (1 << 30)), (2, 2, -1.0 / (1 << 30))];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(problem, Exact, Token);

        Assert.Equal("110", Assert.Single(result.Solutions).Values.ToString());
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

        var result = await client.RunAsync(problem, Exact, Token);

        Assert.Equal(Plan, Assert.Single(result.Solutions).Values.ToString());
    }

    [Fact]
    public async Task A_problem_without_variables_has_the_empty_solution()
    {
        Qubo nothing = [.. Array.Empty<(int, int, double)>()];
        await using var client = QuantumClient.Local();

        var result = await client.RunAsync(nothing, Exact, Token);

        Assert.Equal(0, result.Best.Values.Length);
        Assert.Equal(0, result.Best.Cost);
    }

    /// <summary>A product of 16 spins is one of bits for each subset: half of them are looked at for each assignment.</summary>
    [Fact]
    public async Task A_time_limit_ends_it_however_long_an_assignment_takes()
    {
        Ising problem = [new Term(1, [.. Enumerable.Range(0, 16)])];
        await using var client = QuantumClient.Local();
        var parameters = new ExhaustiveParameters { TimeLimit = TimeSpan.FromMilliseconds(1) };

        var result = await client.RunAsync(problem, Exact with { Parameters = parameters }, Token);

        Assert.False(result.IsOptimal);
        Assert.Null(result.Bound);
        Assert.InRange(result.Report!.Flips, 1, (1 << 16) - 2);
        Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
    }

    [Fact]
    public async Task More_than_thirty_variables_are_refused_before_anything_is_written()
    {
        Qubo large = [(30, 30, 1)];
        await using var client = QuantumClient.Local();

        var exception = await Assert.ThrowsAsync<TargetRefusedException>(
            () => client.SubmitAsync(large, Exact, Token));

        Assert.Equal("local.exhaustive", exception.Target);
        Assert.Contains("31", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await client.ListAsync(cancellationToken: Token).ToArrayAsync(Token));
    }
}
