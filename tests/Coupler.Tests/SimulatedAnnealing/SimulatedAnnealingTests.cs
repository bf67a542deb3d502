using Coupler.Circuits;
using Coupler.Local;
using Coupler.Local.SimulatedAnnealing;
using Coupler.Problems;

namespace Coupler.Tests.SimulatedAnnealing;

/// <summary><c>local.simulated-annealing</c>, against every assignment of small problems.</summary>
public sealed class SimulatedAnnealingTests : IAsyncDisposable
{
    private readonly QuantumClient client = QuantumClient.Local();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => client.DisposeAsync();

    /// <summary>The seeds are fixed: whether it passes is no matter of chance.</summary>
    [Fact]
    public async Task The_best_of_small_problems_is_found_and_its_cost_is_the_problems()
    {
        var random = new Random(20_261_127);
        for (var i = 0; i < 200; i++)
        {
            var problem = Small(random, random.Next(1, 13));

            var result = await RunAsync(problem, new() { Sweeps = 50 }, seed: i);

            Assert.Equal(Costs(problem).Min(), result.Best.Cost);
            Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
            Assert.Equal(problem.VariableCount, result.Best.Values.Length);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_same_seed_gives_the_same_solutions_on_any_number_of_threads(int threads)
    {
        var problem = Small(new Random(5), 60);
        var parameters = new SimulatedAnnealingParameters { Sweeps = 20, Restarts = 40, Solutions = 5 };

        var one = await RunAsync(problem, parameters, seed: 7);
        var other = await RunAsync(problem, parameters with { Threads = threads }, seed: 7);

        Assert.Equal(one.Solutions, other.Solutions);
        Assert.NotEqual(one.Solutions, (await RunAsync(problem, parameters, seed: 8)).Solutions);
    }

    [Fact]
    public async Task Solutions_are_different_best_first_and_say_how_often_they_were_found()
    {
        Qubo two = [(0, 0, -1), (1, 1, -1), (0, 1, 2)];

        var result = await RunAsync(two, new() { Sweeps = 10, Restarts = 100, Solutions = 10 }, seed: 1);

        Assert.Equal(["01", "10"], result.Solutions.Take(2).Select(solution => solution.Values.ToString()));
        Assert.Equal([-1, -1, 0, 0], result.Solutions.Select(solution => solution.Cost));
        Assert.All(result.Solutions, solution => Assert.InRange(solution.Occurrences, 1, 100));
        Assert.Equal(100, result.Report!.Runs);
        Assert.False(result.IsOptimal);
    }

    [Fact]
    public async Task A_cost_that_is_good_enough_ends_it()
    {
        Ising chain = [.. Enumerable.Range(0, 20).Select(i => (Term)(i, i + 1, -1.0))];

        var all = await RunAsync(chain, new() { Sweeps = 200, Restarts = 50, Solutions = 100 }, seed: 3);
        var first = await RunAsync(chain, new() { Sweeps = 200, Restarts = 50, Solutions = 100, TargetCost = 0 }, seed: 3);

        Assert.Equal(50, all.Report!.Runs);
        Assert.Equal(1, first.Report!.Runs);
    }

    [Fact]
    public async Task A_time_limit_ends_it_with_an_answer()
    {
        var problem = Small(new Random(9), 200);

        var result = await RunAsync(
            problem, new() { Sweeps = 1_000_000_000, TimeLimit = TimeSpan.FromMilliseconds(50) }, seed: 1);

        Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
    }

    [Fact]
    public async Task Weights_that_are_no_whole_numbers_are_told_apart()
    {
        Qubo problem = [(0, 0, 1e-6), (1, 1, -0.3), (0, 1, 0.1), (2, 2, 1_000)];

        var result = await RunAsync(problem, new() { Sweeps = 100 }, seed: 1);

        Assert.Equal("010", result.Best.Values.ToString());
    }

    /// <summary>Rounded to whole units, and doubled, the coupling is as large as a unit lets it be.</summary>
    [Fact]
    public async Task A_weight_that_is_rounded_up_is_no_weight_of_the_other_sign()
    {
        Ising pair = [(0, 1, 1 - 1e-12)];

        var result = await RunAsync(pair, new() { Sweeps = 20, Solutions = 2 }, seed: 1);

        Assert.Equal(["01", "10"], result.Solutions.Take(2).Select(solution => solution.Values.ToString()));
    }

    [Fact]
    public async Task Weights_whose_sum_is_no_number_are_refused()
    {
        var refusal = await Assert.ThrowsAsync<TargetRefusedException>(
            () => RunAsync(Ising.Create([(0, 1, 1e308), (1, 2, 1e308)]), new(), seed: 1));

        Assert.Contains("more than a number can hold", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_without_terms_has_its_offset_for_a_cost()
    {
        var result = await RunAsync(Ising.Create([new(3)], 2), new() { Sweeps = 5 }, seed: 1);

        Assert.Equal((3, 2), (result.Best.Cost, result.Best.Values.Length));
        Assert.Equal(0, (await RunAsync(Ising.Create([]), new() { Sweeps = 5 }, seed: 1)).Best.Cost);
    }

    public static TheoryData<string, SimulatedAnnealingParameters> WrongParameters => new()
    {
        { "Sweeps", new() { Sweeps = 0 } },
        { "Restarts", new() { Restarts = 0 } },
        { "BetaStart", new() { BetaStart = -1 } },
        { "BetaStart", new() { BetaStart = double.NaN } },
        { "BetaStop", new() { BetaStart = 2, BetaStop = 1 } },
        { "TimeLimit", new() { TimeLimit = TimeSpan.Zero } },
        { "TimeLimit", new() { TimeLimit = TimeSpan.FromDays(31) } },
        { "TargetCost", new() { TargetCost = double.NaN } },
        { "Solutions", new() { Solutions = 0 } },
        { "Threads", new() { Threads = 0 } },
    };

    [Theory]
    [MemberData(nameof(WrongParameters))]
    public async Task A_parameter_out_of_its_range_is_refused_by_name(string name, SimulatedAnnealingParameters parameters)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(Small(new Random(1), 3), parameters, seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    private static Problem Small(Random random, int count)
    {
        Term[] terms = [.. Enumerable.Range(0, 4 * count).Select(_ =>
        {
            var (one, other) = (random.Next(count), random.Next(count));
            double weight = random.Next(-9, 10);
            return one == other ? (one, weight) : new Term(weight, one, other);
        })];
        return random.Next(2) == 0
            ? Ising.Create(terms, count)
            : Qubo.Create([.. terms.Select(term => (term[0], term[term.Degree - 1], term.Weight))]);
    }

    private static IEnumerable<double> Costs(Problem problem)
    {
        for (var values = 0UL; values < 1UL << problem.VariableCount; values++)
        {
            yield return problem.Cost(new BitString(values, problem.VariableCount));
        }
    }

    private Task<ProblemResult> RunAsync(Problem problem, SimulatedAnnealingParameters parameters, long seed) =>
        client.RunAsync(problem, new() { Target = "local.simulated-annealing", Parameters = parameters, Seed = seed }, Token);
}
