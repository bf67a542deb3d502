namespace Coupler.Apps.Tests.Cli;

/// <summary>A problem as a job in a store, which each command opens anew.</summary>
public sealed class ProblemJobTests : IDisposable
{
    private readonly StoreOnDisk store = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_problem_is_submitted_worked_on_and_brings_the_result_of_a_run()
    {
        var file = store.Write("square.txt", Problems.Square);
        string[] options = ["--target", Problems.Annealing, "--seed", "3", "--solutions", "2"];
        var job = await store.SubmitAsync(file, options);
        Assert.Equal("created", await store.StatusAsync(job));

        (await store.RunAsync("work", "--until-idle")).Ended(0);

        var results = (await store.RunAsync("results", job)).Ended(0).Output.Split('\n');
        var run = (await ChildProcess.RunCouplerAsync(["run", file, .. options])).Ended(0).Output.Split('\n');
        Assert.StartsWith($"square.txt on {Problems.Annealing}: 4 spins, seed 3, ", results[0], StringComparison.Ordinal);
        Assert.Equal("best    cut 4 (cost -4)", results[1]);
        Assert.Equal(run.Where(IsRepeated), results.Where(IsRepeated));
    }

    [Fact]
    public async Task A_run_in_a_store_leaves_its_result_there()
    {
        var file = store.Write("cover.json", Problems.Cover);
        string[] options = ["--as", "qubo", "--target", "local.exhaustive", "--format", "json"];
        var run = (await store.RunAsync(["run", file, .. options])).Ended(0).Json;

        var results = (await store.RunAsync("results", run.GetProperty("job").GetString()!, "--format", "json")).Ended(0).Json;

        Assert.Equal(run.GetProperty("solutions").GetRawText(), results.GetProperty("solutions").GetRawText());
        Assert.Equal(-1, results.GetProperty("best").GetProperty("cost").GetDouble());
    }

    [Fact]
    public async Task Whoever_asks_how_a_search_stands_hears_the_best_cost_so_far_and_has_it_when_he_cancels()
    {
        var job = await store.SubmitAsync(Problems.G1, "--target", Problems.Annealing, "--time-limit", "1h");
        using var watching = store.Start("results", job, "--wait");
        await watching.WaitForErrorLineAsync("best cost -11,");

        var status = (await store.RunAsync("status", job)).Ended(0);
        Assert.Matches(@"\nstatus +monitor: executing, \d+ \w+, best cost -11,\d{3}\n", status.Output);
        var json = (await store.RunAsync("status", job, "--format", "json")).Ended(0).Json;
        Assert.InRange(json.GetProperty("progress").GetProperty("best").GetDouble(), -11_624, -11_000);

        Assert.Equal($"Job {job} ended with its result: succeeded.\n", (await store.RunAsync("cancel", job)).Ended(0).Output);
        Assert.Matches(@"\nbest    cut 11,\d{3} \(cost -11,\d{3}\)\n", (await watching.EndAsync()).Ended(0).Output);
    }

    /// <summary>All but what takes its time: another run takes another.</summary>
    private static bool IsRepeated(string line) =>
        !line.Contains(" on ", StringComparison.Ordinal) && !line.StartsWith("found ", StringComparison.Ordinal)
            && !line.StartsWith("speed ", StringComparison.Ordinal);
}
