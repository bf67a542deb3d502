using Coupler.Circuits;
using Coupler.Local;
using Coupler.Problems;

namespace Coupler.Tests.Solvers;

/// <summary>
/// What every solver promises, against every assignment of small problems. Seeds are fixed: nothing here is
/// chance.
/// </summary>
public abstract class SolverContract : IAsyncDisposable
{
    private readonly QuantumClient client = QuantumClient.Local();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract string Id { get; }

    /// <summary>Settings with which a run of a dozen variables takes milliseconds, and finds the best.</summary>
    protected abstract SolverParameters Quick { get; }

    /// <summary>The highest degree of terms that it takes.</summary>
    protected virtual int MostDegree => 4;

    /// <summary>Each of its own settings at another value, by name.</summary>
    protected abstract (string Setting, SolverParameters Parameters)[] Variants { get; }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_best_of_small_problems_is_found_with_the_cost_that_the_problem_gives_it()
    {
        var random = new Random(20_261_128);
        for (var i = 0; i < 60; i++)
        {
            var problem = RandomProblems.Next(random, random.Next(1, 11), MostDegree);

            var result = await RunAsync(problem, Quick, seed: i);

            Assert.Equal(RandomProblems.Costs(problem).Min(), result.Best.Cost);
            Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
            Assert.Equal(problem.VariableCount, result.Best.Values.Length);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_on_any_number_of_threads_and_another_seed_something_else()
    {
        var problem = RandomProblems.Next(new Random(5), 60, degree: 2, density: 20);

        var one = await RunAsync(problem, Quick with { Solutions = 5, Threads = 1 }, seed: 7);
        var other = await RunAsync(problem, Quick with { Solutions = 5, Threads = 2 }, seed: 7);

        Assert.Equal(one.Solutions, other.Solutions);
        Assert.Equal(Counts(one), Counts(other));
        var third = await RunAsync(problem, Quick with { Solutions = 5 }, seed: 8);
        Assert.NotEqual((Counts(one), Last(one)), (Counts(third), Last(third)));
    }

    [Fact]
    public async Task Each_setting_changes_what_it_does()
    {
        var problem = RandomProblems.Next(new Random(5), 150, degree: 2, density: 20);
        var usual = await RunAsync(problem, Quick with { Solutions = 5 }, seed: 7);
        foreach (var (setting, parameters) in Variants)
        {
            var other = await RunAsync(problem, parameters with { Solutions = 5 }, seed: 7);

            Assert.True((Counts(usual), Last(usual)) != (Counts(other), Last(other)), $"{setting} changes nothing");
        }
    }

    [Fact]
    public async Task Solutions_are_different_and_best_first()
    {
        var problem = RandomProblems.Next(new Random(6), 10, degree: 2);

        var result = await RunAsync(problem, Quick with { Solutions = 4 }, seed: 1);

        Assert.Equal(4, result.Solutions.Length);
        Assert.Equal(4, result.Solutions.Select(solution => solution.Values).Distinct().Count());
        Assert.Equal(result.Solutions.OrderBy(solution => solution.Cost), result.Solutions);
        Assert.All(result.Solutions, solution => Assert.Equal(problem.Cost(solution.Values), solution.Cost));
    }

    [Fact]
    public async Task A_time_limit_ends_it_with_an_answer_and_the_trace_falls_to_its_cost()
    {
        var problem = RandomProblems.Next(new Random(9), 300, degree: 2);

        var result = await RunAsync(problem, Quick with { TimeLimit = TimeSpan.FromMilliseconds(50) }, seed: 1);

        Assert.Equal(problem.Cost(result.Best.Values), result.Best.Cost);
        var trace = result.Report!.Trace;
        Assert.Equal(result.Best.Cost, trace[^1].Cost);
        Assert.Equal(trace.OrderByDescending(at => at.Cost).ThenBy(at => at.Elapsed), trace);
        Assert.Equal(trace.Select(at => at.Cost).Distinct(), trace.Select(at => at.Cost));
    }

    [Fact]
    public async Task A_cost_that_is_good_enough_ends_it()
    {
        var problem = RandomProblems.Next(new Random(11), 40, degree: 2, density: 20);
        var best = await RunAsync(problem, Quick, seed: 3);

        var enough = await RunAsync(problem, Quick with { TargetCost = best.Best.Cost + 20 }, seed: 3);

        Assert.True(enough.Best.Cost <= best.Best.Cost + 20);
        Assert.True(enough.Report!.Proposals < best.Report!.Proposals);
    }

    /// <summary>
    /// The values it starts from are the best there are: so they are its first solution, whatever it does
    /// then.
    /// </summary>
    [Fact]
    public async Task It_may_start_from_given_values()
    {
        var problem = RandomProblems.Next(new Random(12), 60, degree: 2, density: 20);
        var best = (await RunAsync(problem, Quick, seed: 3)).Best;

        var again = await RunAsync(problem, Quick with { Start = best.Values, TargetCost = best.Cost }, seed: 4);

        Assert.Equal(best.Cost, again.Best.Cost);
        Assert.Equal(0, again.Report!.Flips);
    }

    [Fact]
    public async Task A_start_of_another_length_is_refused()
    {
        var problem = RandomProblems.Next(new Random(1), 5, degree: 2);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => RunAsync(problem, Quick with { Start = BitString.Parse("0101") }, seed: 1));

        Assert.Contains("Start has 4 values; the problem has 5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_of_all_solvers_may_come_as_JSON()
    {
        var problem = RandomProblems.Next(new Random(3), 8, degree: 2);
        var json = """{"timeLimit":"00:00:10","targetCost":1e9,"solutions":1,"threads":1,"start":"01010101"}""";

        var result = await client.RunAsync(problem, new() { Target = Id, Parameters = new JsonParameters(json) }, Token);

        Assert.True(result.Best.Cost <= problem.Cost(BitString.Parse("01010101")));
    }

    [Fact]
    public async Task A_setting_that_it_does_not_know_is_refused_with_those_it_knows()
    {
        var problem = RandomProblems.Next(new Random(3), 8, degree: 2);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => client.RunAsync(
            problem, new() { Target = Id, Parameters = new JsonParameters("""{"swoops":5}""") }, Token));

        Assert.Contains("timeLimit", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("swoops", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_without_variables_or_without_terms_has_its_offset_for_a_cost()
    {
        Assert.Equal(3, (await RunAsync(Ising.Create([new(3)], 2), Quick, seed: 1)).Best.Cost);
        Assert.Equal(0, (await RunAsync(Pubo.Create([]), Quick, seed: 1)).Best.Cost);
    }

    public static TheoryData<string, Func<SolverParameters, SolverParameters>> WrongSettings => new()
    {
        { "TimeLimit", settings => settings with { TimeLimit = TimeSpan.Zero } },
        { "TimeLimit", settings => settings with { TimeLimit = TimeSpan.FromDays(31) } },
        { "TargetCost", settings => settings with { TargetCost = double.NaN } },
        { "Solutions", settings => settings with { Solutions = 0 } },
        { "Threads", settings => settings with { Threads = 0 } },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_setting_out_of_its_range_is_refused_by_name(
        string name, Func<SolverParameters, SolverParameters> wrong)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => RunAsync(Ising.Create([(0, 1.0)]), wrong(Quick), seed: 1));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    protected Task<ProblemResult> RunAsync(Problem problem, SolverParameters parameters, long seed, string? target = null) =>
        client.RunAsync(problem, new() { Target = target ?? Id, Parameters = parameters, Seed = seed }, Token);

    private static (long Runs, long Proposals, long Flips) Counts(ProblemResult result) =>
        (result.Report!.Runs, result.Report.Proposals, result.Report.Flips);

    private static BitString Last(ProblemResult result) => result.Solutions[^1].Values;

    private sealed record JsonParameters(string Json) : TargetParameters
    {
        public override System.Text.Json.JsonElement ToJson() => System.Text.Json.JsonElement.Parse(Json);
    }
}
