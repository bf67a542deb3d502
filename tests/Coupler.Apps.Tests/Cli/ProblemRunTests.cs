using System.Diagnostics;

namespace Coupler.Apps.Tests.Cli;

/// <summary><c>coupler run</c> of a file with a problem, as somebody reads it.</summary>
public sealed class ProblemRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_graph_is_known_by_its_words_and_its_best_cut_is_told()
    {
        var file = folder.Write("square.txt", Problems.Square);

        var run = (await RunAsync(file, "--target", Problems.Annealing, "--seed", "7")).Ended(0);

        var lines = run.Output.TrimEnd().Split('\n');
        Assert.StartsWith($"{file} on {Problems.Annealing}: 4 spins, seed 7, ", lines[0], StringComparison.Ordinal);
        Assert.Equal("best    cut 4 (cost -4)", lines[1]);
        Assert.Equal("proven  nothing: a better solution may exist", lines[2]);
        Assert.Matches(@"^found   \d+ times", lines[3]);
        Assert.Matches(@"^values  (\+-\+-|-\+-\+)$", lines[^2]);
        Assert.Equal("        variables 0 to 3", lines[^1]);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task A_QUBO_is_proven_best_and_every_solution_that_was_asked_for_is_told()
    {
        var file = folder.Write("cover.json", Problems.Cover);

        var run = (await RunAsync(file, "--as", "qubo", "--target", "local.exhaustive", "--solutions", "2")).Ended(0);

        Assert.Contains($"{file} on local.exhaustive: 2 bits, seed ", run.Output, StringComparison.Ordinal);
        Assert.Matches("\nbest    cost -1\nproven  optimal: no solution is better\nfound   once", run.Output);
        Assert.Matches("\nvalues  10\n        variables 0 to 1\nothers, best first:\n  cost -1  once  01\n$", run.Output);
    }

    [Fact]
    public async Task An_Ising_model_has_a_cost_and_no_cut()
    {
        var file = folder.Write("aligned.json", Problems.Aligned);

        var run = (await RunAsync(file, "--as", "ising", "--target", Problems.Annealing)).Ended(0);

        Assert.Contains("\nbest    cost -4\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nvalues  +++\n        variables 0 to 2\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cut", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_variables_the_first_are_shown_and_where_the_others_are()
    {
        var run = (await RunAsync(Problems.G1, "--target", Problems.Annealing, "--time-limit", "300ms")).Ended(0);

        Assert.Matches(
            @"\nvalues  [+-]{10} [+-]{10} [+-]{10} [+-]{10}…\n        variables 0 to 39 of 800; --format json has all\n",
            run.Output);
    }

    [Fact]
    public async Task A_dash_reads_a_problem_where_its_kind_is_named()
    {
        using var child = ChildProcess.StartCoupler("run", "-", "--as", "maxcut", "--target", Problems.Annealing);
        child.Type(Problems.Square);

        var run = (await child.EndAsync()).Ended(0);

        Assert.Contains("best    cut 4 (cost -4)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_better_cut_of_a_long_run_is_a_line_on_the_standard_error_not_more_than_ten_a_second()
    {
        var run = (await RunAsync(Problems.G55, "--target", Problems.Annealing, "--time-limit", "2s")).Ended(0);

        var lines = run.Error.TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.Matches(@"^\d+\.\d s  monitor: executing, \d+ \w+, best cut [\d,]+$", line));
        var cuts = lines.Select(line => Number(line[(line.LastIndexOf(' ') + 1)..])).ToList();
        Assert.InRange(cuts.Count, 1, 25);
        Assert.Equal(cuts.Distinct().Order(), cuts);
        Assert.InRange(cuts[^1], 10_000, 10_299);
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1", 1)]
    [InlineData("1.5s", 1.5)]
    public async Task A_time_limit_ends_the_search(string limit, double seconds)
    {
        string[] options = ["--target", Problems.Annealing, "--time-limit", limit, "--format", "json"];
        var run = (await RunAsync(Problems.G81, options)).Ended(0);

        Assert.InRange(run.Json.GetProperty("elapsedSeconds").GetDouble(), seconds, seconds + 10);
    }

    /// <summary>Without the target it would be two minutes.</summary>
    [Theory]
    [InlineData("--target-cut", "4")]
    [InlineData("--target-cost", "-4")]
    [InlineData("--target-cost", "-3.5")]
    public async Task A_target_that_is_reached_ends_the_search(string option, string value)
    {
        var before = Stopwatch.GetTimestamp();
        var file = folder.Write("square.txt", Problems.Square);

        var run = (await RunAsync(file, "--target", Problems.Annealing, "--time-limit", "2m", option, value)).Ended(0);

        Assert.Contains("best    cut 4 (cost -4)", run.Output, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_search_and_the_best_that_it_has_found_is_shown()
    {
        using var child = ChildProcess.StartCoupler("run", Problems.G1, "--target", Problems.Annealing, "--time-limit", "1h");
        await child.WaitForErrorLineAsync("best cut");

        child.SendInterrupt();
        var ended = (await child.EndAsync()).Ended(130);

        Assert.Matches(@"\nbest    cut 11,\d{3} \(cost -11,\d{3}\)\n", ended.Output);
        Assert.EndsWith("Cancelling; press Ctrl-C again to leave at once.\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_best_so_far_moves_with_its_course_and_no_share_of_what_nobody_knows()
    {
        using var terminal = new PseudoTerminal("run", Problems.G55, "--target", Problems.Annealing, "--time-limit", "3s");

        var (exitCode, shown) = await terminal.EndAsync();

        Assert.Equal(0, exitCode);
        Assert.Matches(@"best cut [\d,]+ [▁▂▃▄▅▆▇█]{12} \d+ \w+", shown);
        Assert.DoesNotContain("%", shown, StringComparison.Ordinal);
        Assert.Matches(@"\e\[1m[^\e]*G55.txt on [^\e]*: 5,000 spins, seed \d+, ", shown);
        Assert.Matches(@"\nbest    cut [\d,]+ \(cost -[\d,]+\)", shown);
    }

    private static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal));

    private static Task<ProcessOutcome> RunAsync(string file, params string[] options) =>
        ChildProcess.RunCouplerAsync(["run", file, .. options]);
}
