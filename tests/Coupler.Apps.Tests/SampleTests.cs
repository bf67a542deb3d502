using System.Globalization;

namespace Coupler.Apps.Tests;

/// <summary>The programs that newcomers copy from run as they stand and print what they promise.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Bell_prints_two_outcomes()
    {
        var counts = Counts(await RunAsync("bell.cs"));

        Assert.Equal(["00", "11"], counts.Keys.Order());
        Assert.Equal(1_000, counts.Values.Sum());
    }

    [Fact]
    public async Task Ghz_prints_the_way_of_its_job_and_two_outcomes()
    {
        var output = await RunAsync("ghz.cs");

        var counts = Counts(output);
        Assert.Equal(["00000", "11111"], counts.Keys.Order());
        Assert.Equal(1_000, counts.Values.Sum());
        Assert.Contains("\nComplete Succeeded\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_watched_has_an_estimated_time_left()
    {
        var output = await RunAsync("watch.cs");

        Assert.Matches(@"\nMonitor Executing.*, [0-9.]+ to [0-9.]+ s left\n", output);
        Assert.Contains("\nComplete Succeeded", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teleport_always_arrives() =>
        Assert.Equal("the receiver's check is 0 in 1,000 of 1,000 shots\n", await RunAsync("teleport.cs"));

    /// <summary>
    /// A shot finds the value with 0.945. By Hoeffding's bound 700 or fewer of 1,000 do with a probability below
    /// exp(−2·1000·0.245²) = 8e-53.
    /// </summary>
    [Fact]
    public async Task A_qasm_file_is_run()
    {
        var output = await RunAsync("qasm-file.cs");

        Assert.StartsWith("101 ", output, StringComparison.Ordinal);
        Assert.InRange(Counts(output)["101"], 700, 1_000);
    }

    [Fact]
    public async Task Many_jobs_are_submitted_in_one_call_and_each_tells_its_end()
    {
        var output = await RunAsync("many.cs");

        Assert.Equal(
            Enumerable.Range(2, 9).Select(qubits => $"{qubits} qubits: 2 outcomes").Order(),
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task A_result_tells_which_target_gave_it() => Assert.Equal(
        "local.state-vector gave it, simulated: 1000 shots\n", await RunAsync("fallback.cs"));

    [Fact]
    public async Task A_new_version_of_a_program_takes_over_the_jobs_of_the_one_before() => Assert.Equal(
        "This version cannot write its answer.\npacked 6 kg\n", await RunAsync("upgrade.cs"));

    [Fact]
    public async Task The_best_teams_are_found()
    {
        var output = await RunAsync("qubo.cs");

        Assert.StartsWith("5 of 6 pairs are apart, and no split does better:\n", output, StringComparison.Ordinal);
    }

    /// <summary>13,359 is the best cut known.</summary>
    [Fact]
    public async Task A_large_cut_of_a_large_graph_is_found() =>
        Assert.Matches(@"\ncut 133[45]\d: \d+ vertices on one side, \d+ on the other\n$", await RunAsync("maxcut.cs"));

    [Fact]
    public async Task A_tour_through_Berlin_visits_each_place_once_and_has_the_length_that_is_told()
    {
        var lines = (await RunAsync("tour.cs")).TrimEnd().Split('\n');

        int[] tour = [.. lines[0].Split(' ').Select(int.Parse)];
        Assert.Equal(Enumerable.Range(1, 52), tour.Order());
        var places = File.ReadLines(Repository.PathOf("samples", "problems", "berlin52.tsp"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3 && int.TryParse(words[0], out _))
            .ToDictionary(words => int.Parse(words[0]), words => (X: Number(words[1]), Y: Number(words[2])));
        var length = tour.Zip([.. tour[1..], tour[0]], (from, to) => Distance(places[from], places[to])).Sum();
        Assert.Equal($"length {length}; the shortest is 7542", Assert.Single(lines[1..]));

        static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
        static int Distance((double X, double Y) from, (double X, double Y) to) =>
            (int)Math.Round(Math.Sqrt(((from.X - to.X) * (from.X - to.X)) + ((from.Y - to.Y) * (from.Y - to.Y))));
    }

    /// <summary>By hand: 8 crates for 3 each and the van for 9; ordered are 9, and there is room for 8.</summary>
    [Fact]
    public async Task A_model_is_solved_and_says_what_cannot_be_kept() => Assert.Equal(
        "8 crates on Mon, by van: 15\n9 crates on Mon, by van: 18\nnot kept: room: 9 <= 8 is off by 1\n",
        await RunAsync("model.cs"));

    /// <summary>A portfolio with limits is never better than the best without.</summary>
    [Fact]
    public async Task Portfolios_lie_on_the_right_side_of_the_published_frontier()
    {
        var lines = (await RunAsync("portfolio.cs")).TrimEnd().Split('\n').Skip(1).ToArray();

        Assert.Equal(5, lines.Length);
        var rows = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.All(rows, row => Assert.InRange(row[2] / row[3], 1.0, 1.6));
        Assert.Equal(rows.OrderBy(row => row[1]), rows);
        Assert.Equal(rows.OrderBy(row => row[2]), rows);
    }

    [Fact]
    public async Task Shifts_keep_every_rule_and_every_wish()
    {
        var lines = (await RunAsync("shifts.cs")).TrimEnd().Split('\n');

        var plan = lines[1..7].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]).ToArray();
        foreach (var day in Enumerable.Range(0, 7))
        {
            Assert.Equal(2, plan.Count(week => week[day] == "early"));
            Assert.Equal(1, plan.Count(week => week[day] == "late"));
        }

        Assert.All(plan, week => Assert.InRange(week.Count(shift => shift == "off"), 2, 7));
        Assert.All(plan, week => Assert.DoesNotContain(week.Zip(week[1..]), pair => pair is ("late", "early")));
        Assert.Equal("10 of 10 wishes come true", Assert.Single(lines[7..]));
    }

    [Fact]
    public async Task The_cost_is_told_without_an_account()
    {
        var output = await RunAsync("cost.cs");

        Assert.Contains("\nat most 98.70 USD, by the prices of 2025-09-17\n", output, StringComparison.Ordinal);
        Assert.EndsWith("at most 4.00 USD\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_refuses_what_does_not_fit()
    {
        var lines = (await RunAsync("budget.cs")).TrimEnd().Split('\n');

        Assert.StartsWith("local.auto may charge up to 10.00 EUR", lines[0], StringComparison.Ordinal);
        Assert.Equal(["lab: 8.00 EUR spent, 12.00 left", "lab: 16.00 EUR spent, 4.00 left"], lines[1..3]);
        Assert.Equal("asked for 10.00 EUR, with 16.00 of 20.00 spent", Assert.Single(lines[3..]));
    }

    [Fact]
    public async Task What_happens_to_a_job_can_be_observed()
    {
        var lines = (await RunAsync("observe.cs")).TrimEnd().Split('\n');

        Assert.Contains(lines, line => line.StartsWith("span  run job ", StringComparison.Ordinal));
        Assert.Contains("count coupler.job.ended 1", lines);
        Assert.Contains("health Healthy: The store can be written and every workspace answers.", lines);
    }

    [Fact]
    public async Task Later_leaves_a_job_and_another_process_fetches_it()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(Repository.Root, "samples", "later.cs");

        var id = (await RunAsync(folder.Path, sample)).Trim();
        var counts = Counts(await RunAsync(folder.Path, sample, id));

        Assert.Equal(["00", "11"], counts.Keys.Order());
        Assert.Equal(1_000, counts.Values.Sum());
    }

    [Fact]
    public async Task Tidy_deletes_what_it_has_made()
    {
        using var folder = new TemporaryFolder();

        var output = await RunAsync(folder.Path, Path.Combine(Repository.Root, "samples", "tidy.cs"));

        Assert.Equal("2 jobs of ann were deleted, and 0 jobs are left.\n", output);
    }

    [Fact]
    public async Task A_program_reads_runs_and_catches()
    {
        using var folder = new TemporaryFolder();

        var output = await RunAsync(folder.Path, Path.Combine(Repository.Root, "samples", "program.cs"));

        var lines = output.TrimEnd().Split('\n');
        Assert.Equal("line 7, column 1: Unknown gate 'cnott'; did you mean 'cx'?", lines[0]);
        Assert.Equal("the JSON of the circuit says the same: True", lines[1]);
        Assert.Equal(["00", "11"], Counts(output).Keys.Order());
        Assert.Contains("\nseed 7 on local.state-vector, job ", output, StringComparison.Ordinal);
        Assert.StartsWith("refused, and nothing was sent: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("'theta' has no value", lines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("jobs.db")));
    }

    [Fact]
    public async Task A_step_has_one_effect_however_often_it_is_submitted_under_one_key()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(Repository.Root, "samples", "step.cs");

        var first = await RunAsync(folder.Path, sample);
        var second = await RunAsync(folder.Path, sample);

        Assert.Equal(first, second);
        Assert.Equal("Ada, Ben, Cleo, Dan, Eve", string.Join(", ", first.Split([", ", "\n"], default).Order().Skip(1)));
        Assert.Single(Directory.GetFiles(folder.Path, "teams-*.txt"));
    }

    [Fact]
    public async Task What_would_run_on_Azure_Quantum_runs_here_without_its_settings()
    {
        using var folder = new TemporaryFolder();

        var output = await RunAsync(folder.Path, Path.Combine(Repository.Root, "samples", "azure.cs"));

        Assert.Contains("\nComplete Succeeded\n", output, StringComparison.Ordinal);
        Assert.EndsWith("on local.state-vector of local\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_test_with_faults_and_a_virtual_clock_passes()
    {
        var output = await RunAsync(Repository.Root, Path.Combine("samples", "testing.cs"), "-noColor");

        Assert.Contains("Total: 4, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", output, StringComparison.Ordinal);
    }

    private static Task<string> RunAsync(string sample) => RunAsync(Repository.Root, Path.Combine("samples", sample));

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var run = ChildProcess.Start("dotnet", folder, ["run", .. arguments]);
        return (await run.EndAsync()).Ended(0).Output;
    }

    /// <summary>The lines that are a bit string and a number.</summary>
    private static Dictionary<string, int> Counts(string output) => output.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns.Length == 2 && columns[0].Trim('0', '1').Length == 0 && int.TryParse(columns[1], out _))
        .ToDictionary(columns => columns[0], columns => int.Parse(columns[1]));
}
